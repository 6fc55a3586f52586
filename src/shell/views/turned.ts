import type { Day } from '../../core/day/day.ts'
import { OTHER_WAYS, TURNED_ITEMS, type TurnedItem, type TurnedState, turnedHints } from '../../core/decide/roles-turned.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { currentCycle } from '../../core/ledger/cycle.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

/** The card of roles turned: what our own records say to each line, and what was answered in this run of being late. */
export interface TurnedView {
  readonly items: readonly { readonly item: TurnedItem; readonly known: TurnedState }[]
  readonly ways: readonly string[]
  /** It was looked at already in this run. */
  readonly turned: {
    readonly on: Day
    readonly found: Readonly<Record<string, string>>
    readonly offers: readonly string[]
    readonly note: string | null
  } | null
  readonly isLate: boolean
}

export async function turnedView(place: Place, clientId: string): Promise<TurnedView> {
  const facts = await clientFactsOf(place, clientId)
  const ledger = openLedger(facts, place.by.today)
  const late = openItems(facts, ledger).filter(i => i.lateMinor > 0n)
  const hints = turnedHints(
    facts,
    late.map(i => i.id),
  )
  const cycle = late.length > 0 ? currentCycle(facts, ledger)?.id : undefined
  const last = facts.rolesTurned.findLast(t => t.cycle === cycle)
  return {
    items: TURNED_ITEMS.map(item => ({ item, known: hints[item] })),
    ways: OTHER_WAYS,
    turned: last ? { on: last.effectiveOn, found: last.found as Record<string, string>, offers: last.offers, note: last.note } : null, // written as texts
    isLate: late.length > 0,
  }
}
