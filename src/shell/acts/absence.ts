import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { factsOf, workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findColleague } from './find.ts'
import { givenComingDay } from './given.ts'

export interface AbsenceInput {
  /** User id, name or address. */
  readonly who: string
  readonly standIn: string
  /** None: from today. */
  readonly fromOn?: string | undefined
  readonly untilOn: string
}

/** A colleague is away: from that day to that day all that was given to them is on the list of whoever stands in. */
export async function away(place: Place, input: AbsenceInput): Promise<{ id: string; userId: string; standIn: string }> {
  const [who, standIn] = [await findColleague(place, input.who), await findColleague(place, input.standIn)]
  if (who.userId === standIn.userId) refuse('same-person', 'Nobody stands in for themselves.', { field: 'standIn' })
  const { today } = place.by
  const fromOn = input.fromOn === undefined ? today : givenComingDay('fromOn', input.fromOn, today)
  const untilOn = givenComingDay('untilOn', input.untilOn, today)
  if (untilOn < fromOn) refuse('day-before', `${untilOn} lies before ${fromOn}.`, { field: 'untilOn' })
  const said = { userId: who.userId, fromOn, untilOn, standIn: standIn.userId }
  const id = await record(place.store, place.by, 'away', pen => pen.add('absence', said))
  return { id, userId: who.userId, standIn: standIn.userId }
}

/** Back before the day that was said. */
export async function back(place: Place, input: { readonly absence: string }): Promise<{ id: string }> {
  const found = (await factsOf(place.store.db, place.workspaceId, 'absence')
    .where('id', '=', input.absence)
    .executeTakeFirst()) as unknown as Fact<'absence'> | undefined // the columns selected are the noun’s own
  if (!found || found.endedOn !== null) return refuse('not-found', 'Nobody is away under this name.', { field: 'absence' })
  await record(place.store, place.by, 'back', pen => pen.amend('absence', found.id, { endedOn: place.by.today }))
  return { id: found.id }
}

export interface AbsenceLine {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly fromOn: Day
  readonly untilOn: Day
  /** By name. */
  readonly standIn: string
}

/** Who is away now or will be, soonest first. */
export async function absences({ store, workspaceId, by }: Place): Promise<AbsenceLine[]> {
  const [all, members] = await Promise.all([
    workspaceFacts(store.db, workspaceId, 'absence'),
    workspaceFacts(store.db, workspaceId, 'membership'),
  ])
  const names = new Map(members.map(m => [m.userId, m.name]))
  return all
    .filter(a => a.endedOn === null && a.untilOn >= by.today)
    .map(({ id, userId, fromOn, untilOn, standIn }) => {
      return { id, userId, fromOn, untilOn, name: names.get(userId) ?? userId, standIn: names.get(standIn) ?? standIn }
    })
    .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
}
