import { hash } from 'node:crypto'
import packageJson from '../../../package.json' with { type: 'json' }
import type { Day } from '../../core/day/day.ts'
import { changedSince } from '../store/changed.ts'
import type { Db } from '../store/schema.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import type { Decider } from './decider.ts'

type SweepRow = Pick<TableRow<'sweep'>, 'on' | 'startedAt' | 'journalSeq' | 'rulesHash' | 'faults'>

/** By what a sweep decides, besides facts and day: program, policies, law. */
export const rulesOf = ({ policyHash, lawHash }: Pick<Decider, 'policyHash' | 'lawHash'>): string =>
  hash('sha256', [packageJson.version, policyHash, lawHash].join('\n'), 'base64url').slice(0, 27)

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

/** Clients about whom a message ended, failed or was taken back since: what that means is decided again. */
async function endedSince(db: Db, workspaceId: string, since: string): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('clientId')
    .distinct()
    .where('workspaceId', '=', workspaceId)
    .where(eb => eb.or([eb('state', '=', 'failed'), eb.and([eb('state', 'not in', ['waiting', 'queued']), eb('doneAt', '>=', since)])]))
    .execute()
  return rows.map(row => row.clientId)
}

/**
 * Which clients a sweep must decide. The same facts, rules and day give the same answer: where the last sweep was of this very day and by
 * these rules, and nothing of the firm's own changed since, only clients of whom something was recorded since.
 */
export async function toDecide(place: Place, on: Day, rulesHash: string): Promise<'all' | ReadonlySet<string>> {
  const { store, workspaceId } = place
  const last = await lastSweep(store.db, workspaceId)
  if (!last || last.on !== on || last.rulesHash !== rulesHash || last.journalSeq === null) return 'all'
  const { firm, clients } = await changedSince(store.db, workspaceId, last.journalSeq)
  if (firm) return 'all'
  const failed = (last.faults as unknown as readonly { readonly clientId: string }[]).map(fault => fault.clientId) // as the sweep kept them
  return new Set([...clients, ...failed, ...(await endedSince(store.db, workspaceId, last.startedAt))])
}
