import type { Excuse } from '../../core/call/excuse.ts'
import { floorFrom, floorJson } from '../../core/call/floor.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { callNamed, draftOf, factsOfClient } from '../acts/call.ts'
import { type TalkScript, talkScript } from '../corrections/script.ts'
import { outboxKey } from '../run/decision-rows.ts'
import type { Place } from '../workspace.ts'
import type { CallBrief } from './brief.ts'
import { type CheckView, checkCall } from './check.ts'
import type { DraftWire } from './draft-wire.ts'
import { openDesk } from './open-desk.ts'

/** Everything the call screen shows. */
export interface CallView {
  readonly brief: CallBrief
  readonly call: {
    readonly id: string
    readonly kind: Fact<'call'>['kind']
    readonly startedAt: string
    readonly endedAt: string | null
    readonly ending: Fact<'call'>['ending']
    /** The read-back mail that waits for one key. */
    readonly mailKey: string | null
  }
  /** Locked since the call started. */
  readonly floor: ReturnType<typeof floorJson>
  readonly draft: DraftWire
  readonly savedAt: string | null
  readonly check: CheckView
  readonly excuses: readonly (Pick<Excuse, 'id' | 'evidence' | 'verifyDays' | 'reason' | 'leads' | 'rests'> & {
    readonly phrases: readonly string[]
    readonly ask: string
  })[]
  /** An error of ours that is told in this talk, or was answered in it; none: there is none. */
  readonly correction: TalkScript | null
  /** What the invented client says, line by line; none: a real one. */
  readonly practice: readonly string[] | null
}

/** The excuses in the language of the talk. */
export const excusesFor = (excuses: readonly Excuse[], language: string): CallView['excuses'] =>
  excuses.map(({ id, phrases, ask, evidence, verifyDays, reason, leads, rests }) => ({
    id,
    phrases: [...new Set([...(phrases[language] ?? []), ...(phrases.en ?? [])])],
    ask: ask[language] ?? ask.en ?? '',
    ...{ evidence, verifyDays, reason, leads, rests },
  }))

async function mailOf(place: Place, call: Fact<'call'>): Promise<string | null> {
  const key = outboxKey(call.clientId, { cycle: `call:${call.id}`, step: 'read-back', channel: 'email', occurrence: 1 } as Parameters<
    typeof outboxKey
  >[1])
  const row = await place.store.db
    .selectFrom('outbox')
    .select('key')
    .where('workspaceId', '=', place.workspaceId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.key ?? null
}

export async function callView(place: Place, callId: string): Promise<CallView> {
  const call = await callNamed(place, callId)
  const [facts, desk, { draft, savedAt }] = await Promise.all([
    factsOfClient(place, call.clientId),
    openDesk(place),
    draftOf(place, callId),
  ])
  const brief = desk.brief(facts)
  const kept = Object.keys(call.floor).length > 0 ? call.floor : brief.floor // an attempt has none
  const floor = floorFrom(kept)
  const { id, kind, startedAt, endedAt, ending } = call
  return {
    brief,
    call: { id, kind, startedAt, endedAt, ending, mailKey: await mailOf(place, call) },
    floor: floorJson(floor),
    draft,
    savedAt,
    check: checkCall(desk.deskFor(brief.language), facts, floor, draft).view,
    excuses: excusesFor(desk.excuses, brief.language),
    correction: await talkScript(place, facts),
    practice: null,
  }
}

/** The brief of a client before a call. */
export async function briefView(place: Place, clientId: string): Promise<CallBrief> {
  const [facts, desk] = await Promise.all([factsOfClient(place, clientId), openDesk(place)])
  return desk.brief(facts)
}

/** Saves what was typed and holds it against the closing rule. */
export async function checkView(place: Place, callId: string, draft: DraftWire): Promise<CheckView> {
  const call = await callNamed(place, callId)
  const [facts, desk] = await Promise.all([factsOfClient(place, call.clientId), openDesk(place)])
  return checkCall(desk.deskFor(desk.brief(facts).language), facts, floorFrom(call.floor), draft).view
}
