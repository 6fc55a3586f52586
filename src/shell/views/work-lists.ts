import type { Day } from '../../core/day/day.ts'
import type { Act, Amount, Reason } from '../../core/decide/decision.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { OWNER } from '../run/lease.ts'
import { factsOf } from '../store/load.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { whoseToday } from './whose.ts'

export interface OutboxLine {
  readonly key: string
  readonly client: string
  readonly clientId: string
  readonly state: TableRow<'outbox'>['state']
  readonly step: string
  readonly channel: string
  readonly amounts: readonly Amount[]
  readonly tone: number
  readonly class: Act['class']
  /** Who should do it, where assigned. */
  readonly assignee: string | null
  readonly createdAt: string
  readonly attempts: number
  readonly approvedBy: string | null
  readonly notBefore: string
  readonly doneOn: Day | null
  readonly messageId: string | null
  readonly lastError: string | null
  readonly why: readonly Reason[]
}

const LINES_MAX = 1000

/** The outbox, newest first: what waits, is queued, left, or was taken back. 1,000 rows at most. */
export async function outboxList(
  place: Place,
  input: { readonly state?: string | undefined; readonly forUser?: string | undefined } = {},
): Promise<OutboxLine[]> {
  const { db } = place.store
  const query = db.selectFrom('outbox').selectAll().where('workspaceId', '=', place.workspaceId).where('clientId', '!=', OWNER)
  const { state } = input
  const rows = await (state === undefined ? query : query.where('state', '=', state as TableRow<'outbox'>['state'])) // another word finds nothing
    .orderBy('createdAt', 'desc')
    .orderBy('key')
    .limit(LINES_MAX)
    .execute()
  const ids = [...new Set(rows.map(row => row.clientId))]
  const named = ids.length === 0 ? [] : await factsOf(db, place.workspaceId, 'client').where('id', 'in', ids).execute()
  const names = new Map((named as unknown as Fact<'client'>[]).map(c => [c.id, c.name])) // the columns selected are the noun’s own
  const lines = rows.map(row => {
    const act = row.act as unknown as Act // the store keeps acts as they were decided
    const { key, clientId, approvedBy, notBefore, doneOn, messageId, lastError, createdAt, attempts } = row
    const why = Array.isArray(row.why) ? (row.why as unknown as Reason[]) : [] // written as reasons
    const { step, channel, amounts, tone, assignee } = act
    return {
      key,
      client: names.get(clientId) ?? clientId,
      clientId,
      state: row.state,
      step,
      channel,
      amounts,
      tone,
      class: act.class,
      assignee,
      createdAt,
      attempts,
      approvedBy,
      notBefore,
      doneOn,
      messageId,
      lastError,
      why,
    }
  })
  const whose = await whoseToday(place)
  return input.forUser === undefined ? lines : lines.filter(line => whose(line.assignee) === input.forUser)
}

/** How many messages stand in each state. */
export async function outboxCounts({ store, workspaceId }: Place): Promise<Readonly<Record<string, number>>> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['state', eb => eb.fn.countAll<bigint>().as('n')])
    .where('workspaceId', '=', workspaceId)
    .where('clientId', '!=', OWNER)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(row => [row.state, Number(row.n)]))
}

export interface TaskLine {
  readonly id: string
  readonly clientId: string
  readonly title: string
  readonly kind: Fact<'task'>['kind']
  readonly dueOn: Day
  readonly toUser: string | null
  readonly doneOn: Day | null
  /** Who does it while they are away. */
  readonly standIn: string | null
}

/** What people have to do, soonest first; `forUser`: one colleague’s own list (A12). */
export async function taskList(
  place: Place,
  input: { readonly forUser?: string | undefined; readonly all?: boolean } = {},
): Promise<TaskLine[]> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'task').execute()) as unknown as Fact<'task'>[] // as above
  const whose = await whoseToday(place)
  return rows
    .filter(t => (input.all || t.doneOn === null) && (input.forUser === undefined || whose(t.toUser) === input.forUser))
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
    .map(({ id, clientId, title, kind, dueOn, toUser, doneOn }) => {
      const now = whose(toUser)
      return { id, clientId, title, kind, dueOn, toUser, doneOn, standIn: now === toUser ? null : now }
    })
}
