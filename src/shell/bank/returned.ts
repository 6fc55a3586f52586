import { addDays, type Day } from '../../core/day/day.ts'
import { type Received, returnedBy } from '../../core/match/returned.ts'
import { mentionsReturn } from '../../packs/names/returns.ts'
import type { Pen } from '../store/record.ts'
import type { Db } from '../store/schema.ts'
import { lineOf } from './knowledge.ts'
import { type BankEntry, outgoingLines } from './waiting.ts'
import { BY_RULE, bookReturn } from './write.ts'

/** Lines older than this were looked at before: what they took back is a person's to say. */
const LOOKED_BACK_DAYS = 120

/** A booked payment with where its money went. */
interface Booked extends Received {
  readonly clientId: string
  readonly shares: readonly { readonly invoiceId: string; readonly minor: bigint }[]
}

/** Outgoing lines of the last months that are booked nowhere and speak of a return. */
async function outgoing(db: Db, workspaceId: string, since: Day): Promise<BankEntry[]> {
  const entries = await outgoingLines(db, workspaceId, since)
  return entries.filter(e => mentionsReturn([e.text, e.reference, e.endToEndId].filter(Boolean).join(' ')))
}

/** Payments that the bank told of in these months and that nothing took back yet. */
async function received(db: Db, workspaceId: string, since: string): Promise<Booked[]> {
  const rows = await db
    .selectFrom('payment')
    .innerJoin('bankEntry', j => j.onRef('bankEntry.id', '=', 'payment.bankEntryId').on('bankEntry.supersededAt', 'is', null))
    .select(['payment.id', 'payment.clientId', 'payment.paidOn', 'payment.amountMinor', 'payment.currency', 'payment.invoiceId'])
    .select(['payment.reference', 'bankEntry.counterpartyAccount'])
    .where('payment.workspaceId', '=', workspaceId)
    .where('payment.supersededAt', 'is', null)
    .where('payment.kind', '=', 'payment')
    .where('payment.paidOn', '>=', since as never) // a civil day
    .execute()
  const ids = rows.map(row => row.id)
  const [shares, back, invoices] = await Promise.all([
    ids.length === 0 ? [] : db.selectFrom('allocation').select(['paymentId', 'invoiceId', 'amountMinor']).where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null).where('paymentId', 'in', ids).execute(), // biome-ignore format: one read
    db.selectFrom('payment').select('returns').where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null).where('returns', 'is not', null).execute(), // biome-ignore format: one read
    db.selectFrom('invoice').select(['id', 'number']).where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null).where('id', 'in', rows.flatMap(r => r.invoiceId ?? []).concat('')).execute(), // biome-ignore format: one read
  ])
  const gone = new Set(back.map(b => b.returns))
  const numberOf = new Map(invoices.map(i => [i.id, i.number]))
  const byPayment = Map.groupBy(shares, s => s.paymentId ?? '')
  return rows
    .filter(row => !gone.has(row.id))
    .map(row => {
      const own = (byPayment.get(row.id) ?? []).map(s => ({ invoiceId: s.invoiceId, minor: s.amountMinor }))
      const only = row.invoiceId === null ? [] : [{ invoiceId: row.invoiceId, minor: row.amountMinor }]
      const words = [row.reference, row.invoiceId && numberOf.get(row.invoiceId)].filter((w): w is string => !!w)
      const { id, clientId, paidOn: day, amountMinor, currency, counterpartyAccount } = row
      return { id, clientId, day, amountMinor, currency, counterpartyAccount, words, shares: own.length > 0 ? own : only }
    })
}

/** Books what the bank took back, against the very payment it takes back: its invoices are open again. @returns whose. */
export async function bookReturns(pen: Pen, today: BankEntry['valueOn']): Promise<string[]> {
  const since = addDays(today, -LOOKED_BACK_DAYS)
  const lines = await outgoing(pen.tx, pen.by.workspaceId, since)
  if (lines.length === 0) return []
  let payments = await received(pen.tx, pen.by.workspaceId, since)
  const clientIds: string[] = []
  for (const entry of lines) {
    const found = returnedBy(lineOf(entry), payments, mentionsReturn)
    const payment = payments.find(p => p.id === found?.id)
    if (!payment) continue
    payments = payments.filter(p => p !== payment)
    await bookReturn(pen, entry, payment, `${BY_RULE}returned`)
    clientIds.push(payment.clientId)
  }
  return clientIds
}
