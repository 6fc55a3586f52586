import { addDays, type Day } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'
import type { OpenItem } from '../ledger/balance.ts'
import { type Case, type Gate, type InvoiceHold, reviewOf } from './case.ts'
import type { Obstacle } from './decision.ts'

export const amountText = (minor: bigint, currency: string): string => `${minor} ${currency}`

/** Every obstacle says its day in its sentence: `untilDay`. */
export function obstacle(gate: string, until: Day, params: Obstacle['params'] = {}, code: string = gate, invoiceId?: string): Obstacle {
  const told = { ...params, untilDay: until }
  return invoiceId === undefined ? { gate, code, until, params: told } : { gate, code, until, params: told, invoiceId }
}

export const holdInvoice = (
  gate: string,
  item: OpenItem,
  until: Day,
  params: Obstacle['params'] = {},
  code: string = gate,
): InvoiceHold => ({
  obstacle: obstacle(gate, until, { invoice: item.account.invoice.number, ...params }, code, item.id),
  leavesMinor: 0n,
})

type HoldKind = Fact<'hold'>['kind']

const stands = (c: Case, hold: Fact<'hold'>): boolean =>
  hold.effectiveOn <= c.today && (hold.endedOn === null || hold.endedOn > c.today) && (hold.until === null || hold.until >= c.today)

/** Until when a person's hold stands: the day after its last, or its next review. None once a look ahead is past that. */
const holdEnds = (c: Case, hold: Fact<'hold'>): Day | undefined =>
  hold.until === null ? reviewOf(c, hold.effectiveOn) : addDays(hold.until, 1)

export interface Standing {
  readonly hold: Fact<'hold'>
  readonly until: Day
}

/** Of the holds that stand today and fit, the one that ends last. */
export function standingHold(c: Case, fits: (hold: Fact<'hold'>) => boolean): Standing | undefined {
  let found: Standing | undefined
  for (const hold of c.facts.hold) {
    const until = fits(hold) && stands(c, hold) ? holdEnds(c, hold) : undefined
    if (until !== undefined && (!found || until > found.until || (until === found.until && hold.id < found.hold.id)))
      found = { hold, until }
  }
  return found
}

/** The hold of a kind that stands today: on this invoice, or on the whole client. */
export const holdOf = (c: Case, kind: HoldKind, invoiceId: string | null): Standing | undefined =>
  c.facts.hold.length === 0 ? undefined : standingHold(c, h => h.kind === kind && h.invoiceId === invoiceId)

/** A gate that is nothing but a person's hold of one kind, on an invoice or on the client. */
export function holdGate(name: string, kind: HoldKind, yields: boolean): Gate {
  const params = (hold: Fact<'hold'>): Obstacle['params'] => ({ words: hold.reason })
  return {
    name,
    codes: [name],
    yields,
    reads: ['hold'],
    holdsClient: c => {
      const held = holdOf(c, kind, null)
      return held && obstacle(name, held.until, params(held.hold))
    },
    holdsInvoice: (c, item) => {
      const held = holdOf(c, kind, item.id)
      return held && holdInvoice(name, item, held.until, params(held.hold))
    },
  }
}
