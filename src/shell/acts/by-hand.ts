import type { Act } from '../../core/decide/decision.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import { deedOf } from '../run/settle.ts'
import { loadClients } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { outboxRow } from './approve.ts'

const changeRow = async (pen: Pen, row: TableRow<'outbox'>, changes: Partial<TableRow<'outbox'>>): Promise<void> => {
  const result = await pen.tx
    .updateTable('outbox')
    .set(changes)
    .where('workspaceId', '=', pen.by.workspaceId)
    .where('key', '=', row.key)
    .where('state', '=', row.state)
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) !== 1)
    refuse('changed-meanwhile', 'This message has changed meanwhile.', { field: 'key', mend: 'Look at it again.' })
}

/** "I sent it": a message that left by a person's hands becomes a deed. Until then it counts as unsent. */
export async function confirmSent(
  place: Place,
  input: { readonly key: string; readonly how?: string | undefined },
): Promise<{ deedId: string }> {
  const row = await outboxRow(place, input.key)
  if (!['drafted', 'waiting', 'queued'].includes(row.state))
    refuse('not-to-be-sent', `This message is ${row.state}.`, { field: 'key', mend: 'Run: dunwell outbox' })
  const act = row.act as unknown as Act // the store keeps acts as they were decided
  const { at, today, actor } = place.by
  const evidence = { kind: 'by-hand', confirmedBy: actor, how: input.how ?? row.state }
  const deedId = await recordAbout(place, row.clientId, 'sent by hand', async pen => {
    await changeRow(pen, row, { state: 'sent', doneAt: at, doneOn: today })
    return pen.add('deed', deedOf(row, act, pen.by, { outcome: 'sent', outgoing: undefined, documentId: null, evidence }))
  })
  return { deedId }
}

export type Finding = 'left' | 'not-left'

/** Settles a message of which nobody knew whether it left: a person looked (in the Sent folder, or asked). */
export async function resolveUnsure(
  place: Place,
  input: { readonly key: string; readonly finding: Finding },
): Promise<{ state: 'sent' | 'queued' }> {
  const row = await outboxRow(place, input.key)
  if (row.state !== 'unsure') refuse('not-unsure', `This message is ${row.state}; there is nothing to settle.`, { field: 'key' })
  const left = input.finding === 'left'
  const [facts] = await loadClients(place.store.db, place.workspaceId, [row.clientId])
  const deed = facts?.deed.findLast(d => d.outboxKey === row.key && d.outcome === 'unsure')
  const task = facts?.task.find(t => t.id === `unsure:${row.key}` && t.doneOn === null)
  await recordAbout(place, row.clientId, `message ${input.finding}`, async pen => {
    await changeRow(pen, row, left ? { state: 'sent' } : { state: 'queued', sendingSince: null, doneAt: null, doneOn: null, attempts: 0 })
    if (deed) {
      const evidence = { ...deed.evidence, settledBy: place.by.actor, finding: input.finding }
      await pen.amend('deed', deed.id, { outcome: left ? 'sent' : 'failed', evidence }, deed.effectiveOn)
    }
    if (task) await pen.amend('task', task.id, { doneOn: place.by.today })
  })
  return { state: left ? 'sent' : 'queued' }
}

const OUTCOMES = ['done', 'attempted'] as const
export interface DoneInput {
  /** The task's id. */
  readonly task: string
  /** attempted: nobody answered. */
  readonly outcome?: string | undefined
  readonly note?: string | undefined
}

/** A person has done their task; where it was a step (a call, a decision), that is a deed. */
export async function taskDone(place: Place, input: DoneInput): Promise<{ deedId: string | null }> {
  const outcome = OUTCOMES.find(o => o === (input.outcome ?? 'done'))
  if (!outcome)
    return refuse('outcome-unknown', `"${input.outcome}" is not an outcome.`, { field: 'outcome', mend: 'Say done or attempted.' })
  const found = await place.store.db
    .selectFrom('task')
    .select(['id', 'clientId'])
    .where('workspaceId', '=', place.workspaceId)
    .where('supersededAt', 'is', null)
    .where('id', '=', input.task)
    .executeTakeFirst()
  if (!found) return refuse('no-such-task', `There is no task "${input.task}".`, { field: 'task', mend: 'Run: dunwell tasks' })
  const [facts] = await loadClients(place.store.db, place.workspaceId, [found.clientId])
  const task = facts?.task.find(t => t.id === found.id)
  if (task?.doneOn !== null) refuse('task-done', 'This task is done already.', { field: 'task' })
  const step = task && stepOf(task.detail)
  const { today, at } = place.by
  const deedId = await recordAbout(place, found.clientId, 'task done', async pen => {
    await pen.amend('task', found.id, { doneOn: today })
    if (!step) return null
    const { clientId } = found
    return pen.add('deed', { clientId, ...step, class: 'chase', doneOn: today, at, outcome, reason: input.note ?? null })
  })
  return { deedId }
}

/** The step that a task stands for, as the sweep wrote it. */
function stepOf(detail: unknown): { step: string; channel: string; cycle: string; occurrence: number; invoiceIds: string[] } | undefined {
  if (typeof detail !== 'object' || detail === null || !('cycle' in detail)) return undefined
  return detail as NonNullable<ReturnType<typeof stepOf>> // written by the sweep with exactly these fields
}
