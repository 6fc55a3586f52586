import { hash } from 'node:crypto'
import packageJson from '../../../package.json' with { type: 'json' }
import { addDays, type Day, day } from '../../core/day/day.ts'
import { changedSince } from '../store/changed.ts'
import type { Db } from '../store/schema.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import type { Decider } from './decider.ts'

type SweepRow = Pick<TableRow<'sweep'>, 'on' | 'startedAt' | 'journalSeq' | 'rulesHash' | 'faults'>

/** Raised whenever a decision row is written otherwise than before, so that all are written anew once. */
const ROWS_VERSION = 4

/** By what a sweep decides, besides facts and day: program, policies, law as it is in force. */
export const rulesOf = ({ policyHash, lawHash, inForce }: Pick<Decider, 'policyHash' | 'lawHash' | 'inForce'>): string =>
  hash('sha256', [packageJson.version, ROWS_VERSION, policyHash, lawHash, inForce].join('\n'), 'base64url').slice(0, 27)

/** The newest sweep; none where there was none or an older program wrote it. */
export async function lastSweep(db: Db, workspaceId: string): Promise<SweepRow | undefined> {
  return db
    .selectFrom('sweep')
    .select(['on', 'startedAt', 'journalSeq', 'rulesHash', 'faults'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Clients about whom a message ended, failed or was taken back since: what that means is decided again. Each half by its own index: most
 * messages of a large firm wait, or ended long ago.
 */
async function endedSince(db: Db, workspaceId: string, since: string, most: number): Promise<string[]> {
  // told apart by whoever asks: for "distinct" the store would walk through all by client
  const all = db.selectFrom('outbox').select('clientId').where('workspaceId', '=', workspaceId)
  const of = most === Infinity ? all : all.limit(most + 1)
  const failed = await of.where('state', '=', 'failed').execute()
  const ended = of.where('doneOn', '>=', addDays(day(since.slice(0, 10)), -1)).where('doneAt', '>=', since) // no zone is a day ahead of UTC
  const rows = await ended.where('state', 'not in', ['waiting', 'queued']).execute()
  return [...failed, ...rows].map(row => row.clientId)
}

/** Clients whose row can read otherwise from a day on, by what was decided of them. */
async function turnedBy(db: Db, workspaceId: string, on: Day, most: number): Promise<string[]> {
  const rows = db
    .selectFrom('decision')
    .select('clientId')
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('turnsOn', '<=', on)
  const found = await (most === Infinity ? rows : rows.limit(most + 1)).execute()
  return found.map(row => row.clientId)
}

/**
 * Which clients a sweep must decide. The same facts, rules and day give the same answer: where the last sweep went by these rules and nothing
 * of the firm's own changed since, only clients of whom something was recorded since, and those whose row turns with the day.
 * @param most more than so many are not looked for: there may be more than are named.
 */
export async function toDecide(place: Place, on: Day, rulesHash: string, most = Infinity): Promise<'all' | ReadonlySet<string>> {
  const { store, workspaceId } = place
  const last = await lastSweep(store.db, workspaceId)
  if (!last || last.on > on || last.rulesHash !== rulesHash || last.journalSeq === null) return 'all'
  const { firm, clients } = await changedSince(store.db, workspaceId, last.journalSeq, most)
  if (firm) return 'all'
  const failed = (last.faults as unknown as readonly { readonly clientId: string }[]).map(fault => fault.clientId) // as the sweep kept them
  const turned = last.on === on ? [] : await turnedBy(store.db, workspaceId, on, most)
  return new Set([...clients, ...failed, ...turned, ...(await endedSince(store.db, workspaceId, last.startedAt, most))])
}
