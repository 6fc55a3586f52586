import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { bestHours } from '../../core/day/best-hours.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { whomToCall } from '../call/brief.ts'
import { zoneOf } from '../run/quiet-hours.ts'
import { factsOf, loadClients } from '../store/load.ts'
import { loadWords } from '../words.ts'
import type { Place } from '../workspace.ts'

const MINUTES: Partial<Record<Fact<'task'>['kind'], number>> = { call: 15, meeting: 45 }
const OPENS_AT = 9 * 60
const ALARM_SECONDS = 10 * 60

/** The time that was booked, else the first of the hours that suit them, else the morning; minutes after midnight in their zone. */
function startOf(task: Fact<'task'>, hours: string | null): number {
  const { detail } = task
  const booked =
    detail && !Array.isArray(detail) && 'at' in detail && typeof detail.at === 'string' ? /^(\d\d):(\d\d)$/.exec(detail.at) : null
  if (booked) return Number(booked[1]) * 60 + Number(booked[2])
  return bestHours(hours)[0]?.from ?? OPENS_AT
}

/** The place that was agreed on. */
const whereOf = ({ detail }: Fact<'task'>): string | null =>
  detail && !Array.isArray(detail) && 'where' in detail && typeof detail.where === 'string' ? detail.where : null

/** A task as an entry for the calendar, in the client’s zone and at an hour that suits them. @throws Refusal where there is no such task. */
export async function taskInvite(place: Place, id: string): Promise<string> {
  const [task] = (await factsOf(place.store.db, place.workspaceId, 'task').where('id', '=', id).execute()) as unknown as Fact<'task'>[] // the columns selected are the noun’s own
  const [facts] = task ? await loadClients(place.store.db, place.workspaceId, [task.clientId]) : []
  if (!task || !facts) return refuse('not-found', `There is no task "${id}".`, { field: 'task', mend: 'Run: dunwell tasks' })
  const contact = whomToCall(facts)
  const zone = zoneOf(facts.client, place.firm.zone)
  const minute = startOf(task, contact?.bestHours ?? null)
  const start = Temporal.PlainDate.from(task.dueOn).toZonedDateTime({
    timeZone: zone,
    plainTime: new Temporal.PlainTime(Math.floor(minute / 60), minute % 60),
  })
  const words = await loadWords()
  const { name, email, language } = place.firm
  const calendar = ical({ name, prodId: { company: 'Dunwell', product: 'tasks' }, method: ICalCalendarMethod.PUBLISH })
  const phone = contact?.phone ?? contact?.mobile ?? facts.client.phone
  const event = calendar.createEvent({
    id: `${task.id}@dunwell`,
    stamp: new Date(task.recordedAt),
    start: new Date(start.epochMilliseconds),
    end: new Date(start.add({ minutes: MINUTES[task.kind] ?? 30 }).epochMilliseconds),
    summary: words.say(language, 'message.invite.summary', { kind: task.kind, client: facts.client.name }),
    description: [contact?.name, phone, facts.contact.find(c => c.id === contact?.id)?.bestHours].filter(Boolean).join('\n'),
    location: task.kind === 'meeting' ? (whereOf(task) ?? (facts.client.address ?? []).join(', ')) : (phone ?? ''),
    organizer: email ? { name, email } : null,
  })
  event.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_SECONDS })
  return calendar.toString()
}
