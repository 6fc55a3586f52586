import { refuse } from '../../core/fault.ts'
import { type Phase, phaseOn } from '../run/world.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** Ends the rehearsal: from today approved messages leave, at most `ceiling` a day (20 in the first 30 days where none is named). */
export async function live(place: Place, input: { readonly ceiling?: number | undefined } = {}): Promise<Phase> {
  const { ceiling } = input
  if (ceiling !== undefined && (!Number.isInteger(ceiling) || ceiling < 1))
    refuse('ceiling-unreadable', `"${ceiling}" is not a number of messages a day.`, {
      field: 'ceiling',
      mend: 'Write a whole number above nought.',
    })
  const { today } = place.by
  await record(place.store, place.by, 'live', pen => pen.add('phase', { phase: 'live', since: today, ceilingPerDay: ceiling ?? null }))
  return phaseOn(place.store.db, place.workspaceId, today)
}

/** Back to rehearsal: everything is decided and shown, nothing leaves. */
export async function rehearsal(place: Place): Promise<Phase> {
  const { today } = place.by
  await record(place.store, place.by, 'rehearsal', pen => pen.add('phase', { phase: 'rehearsal', since: today }))
  return phaseOn(place.store.db, place.workspaceId, today)
}
