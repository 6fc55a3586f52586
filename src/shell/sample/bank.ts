import { addDays, type Day } from '../../core/day/day.ts'
import type { Body, Fact } from '../../core/facts/nouns.ts'
import { matchAndBook } from '../bank/match-lines.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { ROSTER } from './roster.ts'

/** So long a time of its account the firm has imported. */
const WEEKS_DAYS = 42
export const importedSince = (today: Day): Day => addDays(today, -WEEKS_DAYS)
const OPENING_MINOR = 1_284_310n
/** What a bank in between keeps of a transfer: short enough to be a fee, too short to book without asking. */
const FEE_MINOR = 1_500n

type Line = Pick<Body<'bankEntry'>, 'amountMinor' | 'text' | 'counterparty'> & { readonly on: Day }

/** The facts of a noun as they stand now, whatever this pen has not sent to the store yet included. */
async function all<N extends 'payment' | 'invoice' | 'client'>(pen: Pen, firmId: string, noun: N): Promise<Fact<N>[]> {
  await pen.current('firm', firmId) // sends what is written so far to the store
  return (await factsOf(pen.tx, pen.by.workspaceId, noun).execute()) as unknown as Fact<N>[] // the columns selected are the noun’s own
}

/** A transfer of a client’s for one invoice, which nobody but the bank has told of. */
export interface Transfer {
  readonly on: Day
  readonly minor: bigint
  readonly name: string
  readonly number: string
}

/**
 * The firm’s account of the last six weeks: what its clients paid, matched as any statement is; a transfer that is a fee short, to be confirmed with one
 * key; money of somebody unknown; and what the firm paid itself.
 */
export async function writeBank(pen: Pen, place: Place, transfers: readonly Transfer[]): Promise<void> {
  const { today } = place.by
  const since = importedSince(today)
  const clients = new Map((await all(pen, place.firm.id, 'client')).map(c => [c.id, c]))
  const invoices = await all(pen, place.firm.id, 'invoice')
  const numbers = new Map(invoices.map(i => [i.id, i.number]))
  const payments = await all(pen, place.firm.id, 'payment')
  const toldOf = new Set(transfers.map(t => t.number))
  const stillOpen = invoices.filter(i => !toldOf.has(i.number) && !payments.some(p => p.invoiceId === i.id))
  const recorded = payments
    .filter(p => p.currency === 'EUR' && p.means === 'transfer' && p.paidOn >= since)
    .map(p => lineFrom(p.paidOn, p.amountMinor, clients.get(p.clientId)?.name ?? '', numbers.get(p.invoiceId ?? '') ?? ''))
  const told = transfers.map(t => lineFrom(t.on, t.minor, t.name, t.number))
  const lines = [...recorded, ...told, ...unsettled(today, [...clients.values()], stillOpen)].sort((a, b) => (a.on < b.on ? -1 : 1))
  const account = place.firm.iban ?? ''
  const statementId = await pen.add('statement', {
    account,
    currency: 'EUR',
    openingMinor: OPENING_MINOR,
    closingMinor: lines.reduce((sum, l) => sum + l.amountMinor, OPENING_MINOR),
    fromDay: since,
    toDay: addDays(today, -1),
    format: 'camt.053',
    effectiveOn: addDays(today, -1),
    source: 'releve.xml',
  })
  for (const [at, { on, ...line }] of lines.entries())
    await pen.add('bankEntry', {
      ...line,
      ...{ statementId, account, currency: 'EUR', key: `sample ${at}`, bookedOn: on, valueOn: on, effectiveOn: on, source: 'releve.xml' },
    })
  await matchAndBook(pen, place)
}

const lineFrom = (on: Day, amountMinor: bigint, name: string, number: string): Line => ({
  on,
  amountMinor,
  text: `VIR SEPA ${name} ${number}`.trim(),
  counterparty: name,
})

/** What nobody has said anything about yet. */
function unsettled(today: Day, clients: readonly Fact<'client'>[], stillOpen: readonly Fact<'invoice'>[]): Line[] {
  const name = ROSTER.find(guest => guest.situation === 'saysPaid')?.name ?? ''
  const open = stillOpen.find(i => clients.some(c => c.id === i.clientId && c.name === name))
  const short = open ? [{ ...lineFrom(addDays(today, -1), open.totalMinor - FEE_MINOR, name, ''), text: `VIR INST ${name}` }] : []
  return [
    ...short,
    lineFrom(addDays(today, -4), 31_240n, 'M DUPARC', 'REGLEMENT'),
    { on: addDays(today, -9), amountMinor: -115_000n, text: 'PRLV LOYER ATELIER', counterparty: 'SCI des Forges' },
    { on: addDays(today, -3), amountMinor: -1_860n, text: 'FRAIS TENUE DE COMPTE', counterparty: null },
  ]
}
