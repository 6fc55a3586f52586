import { type Day, isDay } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { byNow } from './pay.ts'

export interface LookedResult {
  /** Of the fact recorded: taking it back is undoing it. */
  readonly id: string
  readonly upTo: Day
  readonly wasUpTo: Day | null
}

/** “I have looked: every payment up to this day is recorded.” @throws Refusal where it is no day or lies ahead. */
export async function looked(place: Place, upTo: string, account?: string): Promise<LookedResult> {
  const by = byNow(place, place.by.source)
  if (!isDay(upTo))
    return refuse('day-unreadable', `"${upTo}" is not a day.`, { params: { value: upTo }, field: 'day', mend: 'Write it as 2026-02-28.' })
  if (upTo > by.today) refuse('day-ahead', `${upTo} lies ahead: nobody can have looked.`, { field: 'day', mend: `Today is ${by.today}.` })
  const before = await workspaceFacts(place.store.db, place.workspaceId, 'looked')
  const wasUpTo = before
    .filter(l => (l.account ?? undefined) === account)
    .reduce<Day | null>((last, l) => (last === null || l.upTo > last ? l.upTo : last), null)
  const id = await record(place.store, by, 'bank looked at', pen => pen.add('looked', { upTo, account: account ?? null }))
  return { id, upTo, wasUpTo }
}
