import type { Act } from '../../core/decide/decision.ts'
import { refuse } from '../../core/fault.ts'
import { loadDecider } from '../run/decider.ts'
import { recordOne } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenComingDay, givenText } from './given.ts'

export interface SteerInput {
  /** Id, reference or name. */
  readonly client: string
  /** The policy's step; none: the one that is due now. */
  readonly step?: string | undefined
  readonly reason?: string | undefined
}

/** What is decided for a client now, where it is to act. */
async function actNow(place: Place, clientId: string): Promise<Act | undefined> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const decision = facts && (await loadDecider(place)).decide(facts, place.by.today)
  return decision?.outcome.kind === 'act' ? decision.outcome : undefined
}

async function target(place: Place, input: SteerInput): Promise<{ clientId: string; step: string | null; cycle: string | null }> {
  const client = await findClient(place, input.client)
  const act = await actNow(place, client.id)
  if (input.step === undefined) return { clientId: client.id, step: act?.step ?? null, cycle: act?.cycle ?? null }
  return { clientId: client.id, step: input.step, cycle: act?.step === input.step ? act.cycle : null }
}

/** Leaves a step out for good. */
export async function skip(place: Place, input: SteerInput): Promise<{ id: string; step: string | null }> {
  const reason = givenText('reason', input.reason)
  const { clientId, step, cycle } = await target(place, input)
  return { id: await recordOne(place, 'steer', 'step skipped', { clientId, action: 'skip', step, cycle, reason }), step }
}

/** Does a step on another day. */
export async function postpone(place: Place, input: SteerInput & { readonly to: string }): Promise<{ id: string; step: string | null }> {
  const toDay = givenComingDay('to', input.to, place.by.today)
  const { clientId, step, cycle } = await target(place, input)
  const reason = input.reason?.trim() || 'moved by hand'
  return { id: await recordOne(place, 'steer', 'step moved', { clientId, action: 'move', step, cycle, toDay, reason }), step }
}

/** Says a step more gently: tone 1 (gentle) to 5 (final). */
export async function soften(place: Place, input: SteerInput & { readonly tone: number }): Promise<{ id: string; step: string | null }> {
  if (!Number.isInteger(input.tone) || input.tone < 1 || input.tone > 5)
    refuse('tone-unknown', `"${input.tone}" is not a tone.`, { field: 'tone', mend: 'Say 1 (gentle) to 5 (final).' })
  const { clientId, step, cycle } = await target(place, input)
  const reason = input.reason?.trim() || 'softened by hand'
  return {
    id: await recordOne(place, 'steer', 'step softened', { clientId, action: 'soften', step, cycle, tone: input.tone, reason }),
    step,
  }
}

/** Does a step once more, for a reason that is recorded. */
export async function repeat(place: Place, input: SteerInput): Promise<{ id: string; step: string | null }> {
  const reason = givenText('reason', input.reason)
  const { clientId, step, cycle } = await target(place, input)
  return { id: await recordOne(place, 'steer', 'step repeated', { clientId, action: 'repeat', step, cycle, reason }), step }
}
