import { type Decider, loadDecider } from '../run/decider.ts'
import { toDecideNow } from '../run/sweep-aside.ts'
import { lastSweep, rulesOf } from '../run/sweep-since.ts'
import type { Place } from '../workspace.ts'
import { urgentCorrections } from './today-corrections.ts'
import { todayFromFacts } from './today-facts.ts'
import { todayFromRows } from './today-rows.ts'
import type { TodayInput, TodayView } from './today-view.ts'

/**
 * Whom to contact today, how and why, and why everybody else is left in peace. Writes nothing. It comes from the decision rows; the few
 * clients of whom something was recorded since, or whose row turns today, are decided on the spot, and so is everybody of a small firm.
 * Where many wait for the sweep it does not wait with them: it says as of when it tells of them.
 */
export async function todayView(place: Place, input: TodayInput = {}): Promise<TodayView> {
  const decider = await loadDecider(place)
  const view = await listsOf(place, decider, input)
  return { ...view, corrections: await urgentCorrections(place, decider, input, view.contacts.length) }
}

async function listsOf(place: Place, decider: Decider, input: TodayInput): Promise<Omit<TodayView, 'corrections'>> {
  const which = await toDecideNow(place, rulesOf(decider))
  if (which === 'all') return todayFromFacts(place, decider, input)
  if (which !== 'many') return todayFromRows(place, decider, input, which)
  const [view, last] = await Promise.all([todayFromRows(place, decider, input, new Set()), lastSweep(place.store.db, place.workspaceId)])
  return { ...view, asDecided: last ? { on: last.on, at: last.startedAt } : 'never' }
}
