import type { Body, Fact } from '../../core/facts/nouns.ts'
import type { Match, ShortfallKind } from '../../core/match/payment.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'

type Cause = Body<'shortPayment'>['cause']
const CAUSES: Readonly<Record<ShortfallKind, Cause>> = {
  'discount-in-time': 'early-discount',
  'discount-late': 'late-discount',
  retention: 'retention',
  withholding: 'withholding-tax',
  'bank-fee': 'bank-fee',
  'set-off': 'set-off',
  unexplained: 'unexplained',
}

/** What of a bank line goes to one client. Minor units. */
export interface Booked {
  readonly clientId: string
  readonly amountMinor: bigint
  readonly shares: readonly { readonly invoiceId: string; readonly minor: bigint }[]
  readonly shortfall?: { readonly cause: Cause; readonly minor: bigint }
}

/** A match as bookings, one a client; what no invoice takes stays with the first. */
export function bookingsOf(match: Match): Booked[] {
  const byClient = Map.groupBy(match.shares, s => s.client)
  return [...byClient].map(([clientId, shares], at) => ({
    clientId,
    amountMinor: shares.reduce((sum, s) => sum + s.amountMinor, 0n) + (at === 0 ? match.restMinor : 0n),
    shares: shares.map(s => ({ invoiceId: s.invoice, minor: s.amountMinor })),
    ...(match.shortfall && byClient.size === 1 ? { shortfall: { cause: CAUSES[match.shortfall.kind], minor: match.shortfall.minor } } : {}),
  }))
}

type Line = Pick<Fact<'bankEntry'>, 'id' | 'valueOn' | 'currency' | 'text' | 'reference' | 'counterparty'>

/** How the source of a payment begins that matching booked by itself; the codes of its reasons follow. */
export const BY_RULE = 'bank line, matched: '

/** Books what a line brought to one client: the payment, where it goes, and why it is short. @returns the payment’s id. */
export async function bookLine(pen: Pen, line: Line, booked: Booked, source: string): Promise<string> {
  const { clientId, amountMinor, shares, shortfall } = booked
  const [only] = shares
  const paymentId = await pen.add('payment', {
    clientId,
    effectiveOn: line.valueOn,
    amountMinor,
    currency: line.currency,
    paidOn: line.valueOn,
    means: 'transfer',
    reference: (line.reference || line.text).slice(0, 500) || null,
    invoiceId: shares.length === 1 && only?.minor === amountMinor ? only.invoiceId : null,
    bankEntryId: line.id,
    kind: amountMinor < 0n ? 'refund' : 'payment',
    source,
  })
  for (const { invoiceId, minor } of shares)
    await pen.add('allocation', { clientId, effectiveOn: line.valueOn, paymentId, invoiceId, amountMinor: minor })
  if (shortfall && only && !(shortfall.cause === 'retention' && (await isKeptBack(pen, clientId, only.invoiceId))))
    await pen.add('shortPayment', {
      clientId,
      effectiveOn: line.valueOn,
      invoiceId: only.invoiceId,
      amountMinor: shortfall.minor,
      cause: shortfall.cause,
      paymentId,
    })
  return paymentId
}

/** Whether somebody said before that something of an invoice is kept back: a short payment says nothing new then. */
async function isKeptBack(pen: Pen, clientId: string, invoiceId: string): Promise<boolean> {
  const rows = (await factsOf(pen.tx, pen.by.workspaceId, 'shortPayment').where('clientId', '=', clientId).execute()) as unknown as Fact<'shortPayment'>[] // biome-ignore format: the noun’s own columns
  return rows.some(s => s.invoiceId === invoiceId && s.cause === 'retention')
}

/** What a line takes back. */
export interface Returned {
  readonly id: string | null
  readonly clientId: string
  readonly shares: readonly { readonly invoiceId: string; readonly minor: bigint }[]
}

/** Books money that went back, against the invoices it had paid: they are open again. What it had paid beyond them goes back from the client's money. */
export async function bookReturn(
  pen: Pen,
  line: Line & Pick<Fact<'bankEntry'>, 'amountMinor'>,
  returned: Returned,
  source: string,
): Promise<string[]> {
  const rest = -line.amountMinor - returned.shares.reduce((sum, s) => sum + s.minor, 0n)
  const parts: { readonly invoiceId: string | null; readonly minor: bigint }[] = [
    ...returned.shares,
    ...(rest > 0n ? [{ invoiceId: null, minor: rest }] : []),
  ]
  const ids: string[] = []
  for (const { invoiceId, minor } of parts)
    ids.push(
      await pen.add('payment', {
        ...{
          clientId: returned.clientId,
          effectiveOn: line.valueOn,
          currency: line.currency,
          paidOn: line.valueOn,
          means: 'transfer',
          source,
        },
        ...{ amountMinor: -minor, invoiceId, kind: 'bounced', bankEntryId: line.id, returns: returned.id },
        reference: (line.reference || line.text).slice(0, 500) || null,
      }),
    )
  return ids
}

/** Remembers that an account pays for a client, once. */
export async function learnPayer(pen: Pen, account: string | null, clientId: string): Promise<void> {
  if (account === null || account === '') return
  const known = (await factsOf(pen.tx, pen.by.workspaceId, 'payer').execute()) as unknown as Fact<'payer'>[] // the noun’s own columns
  if (known.some(p => p.account === account && p.forClientId === clientId && p.active)) return
  await pen.add('payer', { account, forClientId: clientId, active: true })
}

/** Forgets it again, where no other confirmed payment of that account stands for this client. */
export async function forgetPayer(pen: Pen, account: string | null, clientId: string, exceptEntry: string): Promise<void> {
  if (account === null) return
  const others = await pen.tx
    .selectFrom('bankEntry')
    .innerJoin('payment', 'payment.bankEntryId', 'bankEntry.id')
    .select('bankEntry.id')
    .where('bankEntry.workspaceId', '=', pen.by.workspaceId)
    .where('bankEntry.counterpartyAccount', '=', account)
    .where('bankEntry.supersededAt', 'is', null)
    .where('bankEntry.id', '<>', exceptEntry)
    .where('payment.supersededAt', 'is', null)
    .where('payment.clientId', '=', clientId)
    .limit(1)
    .executeTakeFirst()
  if (others) return
  const known = (await factsOf(pen.tx, pen.by.workspaceId, 'payer').execute()) as unknown as Fact<'payer'>[] // as above
  for (const p of known) if (p.account === account && p.forClientId === clientId) await pen.retract('payer', p.id)
}
