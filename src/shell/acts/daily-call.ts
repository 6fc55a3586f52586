import { addDays, daysBetween } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'
import { findClient } from './find.ts'
import { givenComingDay, givenText } from './given.ts'

/** Nobody is called every day for longer than this without somebody saying so again. */
const DAYS_MAX = 30

export interface DailyCallInput {
  readonly client: string
  readonly stopOn: string
  readonly reason: string
  readonly contacts?: readonly string[] | undefined
}

/** Calls every day until a day, begun by the person who asks. It replaces the firm's own cap on contacts, never the law's. */
export async function startDailyCalls(place: Place, input: DailyCallInput): Promise<{ id: string; clientId: string }> {
  const client = await findClient(place, input.client)
  const facts = await factsOfClient(place, client.id)
  const { today, actor } = place.by
  const stopOn = givenComingDay('stopOn', input.stopOn, today)
  if (daysBetween(today, stopOn) > DAYS_MAX)
    refuse('too-long', `Daily calls last ${DAYS_MAX} days at most.`, {
      field: 'stopOn',
      mend: `Name ${addDays(today, DAYS_MAX)} or earlier.`,
    })
  const reason = givenText('reason', input.reason)
  const contactIds = input.contacts ?? facts.contact.filter(c => c.phone !== null || c.mobile !== null).map(c => c.id)
  if (contactIds.some(id => !facts.contact.some(c => c.id === id)))
    refuse('not-found', 'One of these people is not at this client.', { field: 'contacts' })
  const id = await recordAbout(place, client.id, 'daily calls begun', pen =>
    pen.add('dailyCall', { clientId: client.id, startedBy: actor, startsOn: today, stopOn, contactIds, reason }),
  )
  return { id, clientId: client.id }
}

/** Ends them before their day. */
export async function stopDailyCalls(place: Place, input: { readonly client: string }): Promise<{ id: string; clientId: string }> {
  const client = await findClient(place, input.client)
  const facts = await factsOfClient(place, client.id)
  const running = facts.dailyCall.findLast(d => d.endedOn === null && d.stopOn >= place.by.today)
  if (!running) return refuse('not-found', 'No daily calls run for this client.', { field: 'client' })
  await recordAbout(place, client.id, 'daily calls ended', pen => pen.amend('dailyCall', running.id, { endedOn: place.by.today }))
  return { id: running.id, clientId: client.id }
}
