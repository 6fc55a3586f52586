import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findClient, findColleague } from './find.ts'
import { givenComingDay } from './given.ts'

export interface MeetingInput {
  readonly client: string
  readonly on: string
  /** HH:MM in the client’s zone; none: an hour that suits them. */
  readonly at?: string | undefined
  /** None: at the client’s address. */
  readonly where?: string | undefined
  /** Who goes: user id, name or address; none: whoever books it. */
  readonly who?: string | undefined
}

/** One meeting with a client is planned at a time: booked again, it moves. */
export const meetingTask = (clientId: string): string => `meeting:${clientId}`
export const MEETING = 'meeting'

/** Books a meeting: it stands on the list of meetings, and its entry for the calendar can be taken from there. */
export async function bookMeeting(place: Place, input: MeetingInput): Promise<{ id: string; clientId: string }> {
  const { id: clientId } = await findClient(place, input.client)
  const on = givenComingDay('on', input.on, place.by.today)
  const at = input.at?.trim() || null
  if (at !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
    refuse('time-unreadable', `"${at}" is no time of the day.`, { field: 'at', mend: 'Write it as 14:30.' })
  const toUser = input.who?.trim() ? (await findColleague(place, input.who.trim())).userId : place.by.actor
  const detail = { at, where: input.where?.trim() || null }
  const id = meetingTask(clientId)
  await recordAbout(place, clientId, 'meeting booked', pen =>
    pen.add('task', { id, clientId, title: MEETING, kind: MEETING, dueOn: on, toUser, detail }),
  )
  return { id, clientId }
}

/** A meeting that was booked does not take place. */
export async function cancelMeeting(place: Place, input: { readonly meeting: string }): Promise<{ id: string; clientId: string }> {
  const found = (await factsOf(place.store.db, place.workspaceId, 'task').where('id', '=', input.meeting).executeTakeFirst()) as unknown as
    | Fact<'task'>
    | undefined // the columns selected are the noun’s own
  if (!found || found.title !== MEETING || found.doneOn !== null)
    return refuse('not-found', 'No such meeting is booked.', { field: 'meeting' })
  const { id, clientId } = found
  await recordAbout(place, clientId, 'meeting cancelled', pen => pen.retract('task', id))
  return { id, clientId }
}
