import { daysWaiting } from '../../core/correction/advice.ts'
import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { lookBackDays } from '../corrections/look-back.ts'
import type { Decider } from '../run/decider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import type { TodayInput, UrgentCorrection } from './today-view.ts'
import { whoseToday } from './whose.ts'

const STEP = 'correction'

/** Whose it is: a case handed to a colleague stands on that colleague’s list and on nobody else’s filtered one. */
async function assignees(place: Place, clientIds: readonly string[]): Promise<Map<string, string>> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'assignment')
    .where('clientId', 'in', [...clientIds])
    .orderBy('recordedAt')
    .execute()) as unknown as Fact<'assignment'>[] // the columns selected are the noun’s own
  const live = rows.filter(a => (a.endedOn === null || a.endedOn > place.by.today) && (a.step === null || a.step === STEP))
  const whose = await whoseToday(place)
  return new Map(live.map(a => [a.clientId, whose(a.toUser) ?? a.toUser]))
}

/** A known error without a first contact rises every working day until it leads the list; after a waiver its looks back come by themselves. */
export async function urgentCorrections(
  place: Place,
  { world }: Decider,
  { forUser }: TodayInput,
  contacts: number,
): Promise<UrgentCorrection[]> {
  const { db } = place.store
  const { today } = place.by
  const open = (await factsOf(db, place.workspaceId, 'correction')
    .where('announcedOn' as 'id', 'is', null) // columns of this noun
    .where('closedOn' as 'id', 'is', null)
    .where('detail' as 'id', 'is not', null)
    .execute()) as unknown as Fact<'correction'>[] // as above
  const due = await dueLooks(place)
  const cases = [...open.filter(c => c.foundOn <= today), ...due.map(d => d.correction)]
  if (cases.length === 0) return []
  const clientIds = [...new Set(cases.map(c => c.clientId))]
  const clients = (await factsOf(db, place.workspaceId, 'client').where('id', 'in', clientIds).execute()) as unknown as Fact<'client'>[] // as above
  const names = new Map(clients.map(c => [c.id, c.name]))
  const whose = await assignees(place, clientIds)
  const isHoliday = (d: Day): boolean => world.isHoliday(place.firm.country, d)
  return cases
    .filter(c => forUser === undefined || whose.get(c.clientId) === forUser)
    .map((c): UrgentCorrection => {
      const look = due.find(d => d.correction.id === c.id)
      const waited = look ? 0 : daysWaiting(c.foundOn, today, isHoliday)
      return {
        ...{ id: c.id, clientId: c.clientId, client: names.get(c.clientId) ?? '', currency: c.currency, foundOn: c.foundOn },
        ...{ differenceMinor: c.differenceMinor.toString(), kind: look ? 'look-back' : 'untold', months: look?.months ?? null },
        ...{ daysWaiting: waited, place: Math.max(0, contacts - waited) },
      }
    })
    .sort((a, b) => a.place - b.place || b.daysWaiting - a.daysWaiting || (a.id < b.id ? -1 : 1))
}

/** Waivers whose third, sixth or twelfth month is over and was not looked at yet. */
async function dueLooks(place: Place): Promise<{ correction: Fact<'correction'>; months: number }[]> {
  const { db } = place.store
  const waivers = (await factsOf(db, place.workspaceId, 'waiver')
    .where('correctionId' as 'id', 'is not', null) // a column of this noun
    .execute()) as unknown as Fact<'waiver'>[] // as above
  if (waivers.length === 0) return []
  const ids = waivers.flatMap(w => w.correctionId ?? [])
  const corrections = (await factsOf(db, place.workspaceId, 'correction')
    .where('id', 'in', ids)
    .execute()) as unknown as Fact<'correction'>[] // as above
  return corrections.flatMap(correction => {
    const waiver = waivers.find(w => w.correctionId === correction.id)
    const months = waiver && lookBackDays(correction, waiver.effectiveOn, place.by.today)
    return months === undefined ? [] : [{ correction, months }]
  })
}
