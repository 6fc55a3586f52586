import { addDays, type Day } from '../day/day.ts'
import type { ClientNoun, Fact } from '../facts/nouns.ts'
import type { OpenItem } from '../ledger/balance.ts'
import { type Case, reviewOf } from './case.ts'
import type { Obstacle, Reason } from './decision.ts'
import type { Planned } from './planned.ts'

/**
 * One reason not to contact: a file in `gates/`, listed in gates.ts. A gate looks at one invoice, at the client, or at the step that
 * would come; it answers with every obstacle of its own, each with the exact day to look again.
 */
export interface Gate {
  /** The file's name. */
  readonly name: string
  readonly codes: readonly string[]
  /** A person may allow this one contact nevertheless. Never so where law or the money itself speaks. */
  readonly yields: boolean
  /** The client's facts without which it never holds anything: it is asked only where there is one. Empty: always asked. */
  readonly reads: readonly ClientNoun[]
  /** Holds one invoice out of everything. */
  readonly holdsInvoice?: (c: Case, item: OpenItem) => InvoiceHold | undefined
  /** Holds whatever would go to this client. */
  readonly holdsClient?: (c: Case) => Obstacle | undefined
  /** Holds this step. */
  readonly holdsStep?: (c: Case, planned: Planned) => Obstacle | undefined
  /** Says why an open invoice that nothing holds is not asked for today. */
  readonly explains?: (c: Case, item: OpenItem) => Obstacle | undefined
  /** Holds nothing back from being decided, but is said beside it. */
  readonly remarks?: (c: Case, planned: Planned) => Reason | undefined
}

/** Gates by what they look at, as far as they can hold anything. */
export interface ActiveGates {
  readonly invoice: readonly Gate[]
  readonly client: readonly Gate[]
  readonly step: readonly Gate[]
}

export interface InvoiceHold {
  readonly obstacle: Obstacle
  /** What of the invoice may still be asked for: none of it, except where only a part is contested. Minor units. */
  readonly leavesMinor: bigint
}

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

/** The hold of a kind that stands today: on this invoice, or on the whole client. */
export function holdOf(c: Case, kind: HoldKind, invoiceId: string | null): Fact<'hold'> | undefined {
  if (c.facts.hold.length === 0) return undefined
  return c.facts.hold.find(h => h.kind === kind && h.invoiceId === invoiceId && stands(c, h))
}

/** Until when a person's hold stands: the day after its last, or its next review. None once a look ahead is past that. */
export function holdEnds(c: Case, hold: Fact<'hold'>): Day | undefined {
  return hold.until === null ? reviewOf(c, hold.effectiveOn) : addDays(hold.until, 1)
}

/** A gate that is nothing but a person's hold of one kind, on an invoice or on the client. */
export function holdGate(name: string, kind: HoldKind, yields: boolean): Gate {
  const params = (hold: Fact<'hold'>): Obstacle['params'] => ({ words: hold.reason })
  return {
    name,
    codes: [name],
    yields,
    reads: ['hold'],
    holdsClient: c => {
      const hold = holdOf(c, kind, null)
      const until = hold && holdEnds(c, hold)
      return until && obstacle(name, until, params(hold))
    },
    holdsInvoice: (c, item) => {
      const hold = holdOf(c, kind, item.id)
      const until = hold && holdEnds(c, hold)
      return until && holdInvoice(name, item, until, params(hold))
    },
  }
}
