import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { ownLetterOf } from '../../core/decide/own-letter.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import { outboxRow } from '../acts/approve.ts'
import { renderMessage } from '../message/render.ts'
import { loadDecider } from '../run/decider.ts'
import type { Why } from '../run/decision-rows.ts'
import { heldNow } from '../run/own-letter.ts'
import { loadClients } from '../store/load.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

/** A letter outside the ladder, where it stands on its way. */
export interface OwnLetterLine {
  readonly key: string
  readonly clientId: string
  readonly name: string
  readonly step: string
  readonly channel: string
  /** The offer or the terms it is about. */
  readonly about: string
  readonly state: TableRow<'outbox'>['state']
  readonly doneOn: Day | null
  /** What would hold it today; empty: it may leave. Only where it waits for a person or in the queue. */
  readonly held: readonly Why[]
}

const UNDER_WAY: readonly TableRow<'outbox'>['state'][] = ['waiting', 'queued', 'leased', 'drafted', 'unsure', 'failed']

const actOf = (row: Pick<TableRow<'outbox'>, 'act'>): Act => row.act as unknown as Act // the store keeps acts as they were decided

/** Letters of one client that are on their way or left, newest first; without a client, those of everybody that wait for a person. */
export async function ownLetters(place: Place, clientId?: string): Promise<OwnLetterLine[]> {
  const all = place.store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', place.workspaceId).where('key', 'like', '%/own:%')
  const asked = clientId === undefined ? all.where('state', '=', 'waiting') : all.where('clientId', '=', clientId)
  const rows = (await asked.orderBy('createdAt', 'desc').orderBy('key').limit(200).execute()).filter(
    row => ownLetterOf(actOf(row)) && (row.state === 'sent' || UNDER_WAY.includes(row.state)),
  )
  if (rows.length === 0) return []
  const decider = await loadDecider(place)
  const clients = await loadClients(place.store.db, place.workspaceId, [...new Set(rows.map(row => row.clientId))])
  return rows.flatMap(row => {
    const facts = clients.find(c => c.client.id === row.clientId)
    const act = actOf(row)
    const { key, state, doneOn } = row
    if (!facts) return []
    const held = state === 'waiting' || state === 'queued' ? heldNow(decider, facts, act, place.by.today) : []
    const about = ownLetterOf(act)?.about ?? ''
    return [{ key, clientId: row.clientId, name: facts.client.name, step: act.step, channel: act.channel, about, state, doneOn, held }]
  })
}

export interface OwnLetterView {
  readonly key: string
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly to: readonly string[]
  readonly enclosures: readonly string[]
  readonly faults: readonly Fault[]
}

async function rendered(place: Place, key: string) {
  const row = await outboxRow(place, key)
  const act = actOf(row)
  if (!ownLetterOf(act)) return refuse('not-found', 'This is no letter of that kind.', { field: 'key' })
  const facts = await clientFactsOf(place, row.clientId)
  const kept = facts.approval.findLast(a => a.outboxKey === key && (a.subject !== null || a.body !== null))
  return { message: await renderMessage(place, facts, act), kept }
}

/** A letter exactly as it would leave. */
export async function ownLetterView(place: Place, key: string): Promise<OwnLetterView> {
  const { message, kept } = await rendered(place, key)
  const text = kept?.body ?? message.text
  const { language, to } = message
  const enclosures = message.attachments.map(a => a.filename)
  return { key, language, subject: kept?.subject ?? message.subject, text, to, enclosures, faults: message.faultsIn?.(text) ?? [] }
}

/** Its PDF. */
export async function ownLetterPdf(place: Place, key: string): Promise<Uint8Array> {
  const { message } = await rendered(place, key)
  const letter = message.attachments.find(a => a.contentType === 'application/pdf')
  return letter?.content ?? refuse('not-found', 'No PDF goes with this letter.', { field: 'key' })
}
