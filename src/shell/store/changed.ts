import { sql } from 'kysely'
import { type NounName, nounNames, nouns, type WorkspaceNoun, workspaceNouns } from '../../core/facts/nouns.ts'
import { newestLink } from './journal-head.ts'
import type { Db } from './schema.ts'

/** The firm's own facts by which nobody is decided: what became of its deeds, its colleagues, the post. They come with every day's work. */
const UNDECISIVE: ReadonlySet<WorkspaceNoun> = new Set<WorkspaceNoun>([
  'trial',
  'mailIn',
  'letterBatch',
  'membership',
  'absence',
  'intermediary',
  'bankMapping',
  'listReading',
  'payer',
])
const decisive = (noun: NounName): boolean => nouns[noun].about !== 'client-bulk' && !(UNDECISIVE as ReadonlySet<string>).has(noun)

/** What was recorded, amended or taken back after a link of the journal. */
export interface Changed {
  /** One of the firm's own facts by which is decided: settings, calendar, policies, bank entries … */
  readonly firm: boolean
  readonly clients: ReadonlySet<string>
}

/**
 * Reads by index, two short questions a noun; what is read only when asked for is nothing that a decision knows.
 * @param most of one noun, more than so many clients are not looked for.
 */
export async function changedSince(db: Db, workspaceId: string, seq: number, most = Infinity): Promise<Changed> {
  const clients = new Set<string>()
  let firm = false
  if ((await newestLink(db, workspaceId)) <= seq) return { firm, clients }
  for (const noun of nounNames) {
    if (!decisive(noun)) continue
    for (const by of ['journalSeq', 'supersededSeq'] as const) {
      const changed = db
        .selectFrom(noun as 'client') // every noun has these columns
        .select('clientId')
        .distinct()
        .where('workspaceId', '=', workspaceId)
        .where(by, '>', seq)
      const rows = await (most === Infinity ? changed : changed.limit(most + 1)).execute()
      if (nouns[noun].about === 'workspace') firm ||= rows.length > 0
      else for (const { clientId } of rows) clients.add(clientId)
    }
  }
  return { firm, clients }
}

/** A payment says which bank money is booked: the one kind of fact about clients that decisions about others read too. */
const MARKING: readonly NounName[] = [...workspaceNouns.filter(decisive), 'payment']
const NEWEST = MARKING.flatMap(noun =>
  ['journalSeq', 'supersededSeq'].map(by => `(select max("${by}") from "${noun}" where "workspaceId" = w."id") as "${noun} ${by}"`),
).join(', ')

/** The newest link that wrote or closed one of the firm's own facts: as long as it is the same, what was read of them still holds. One question. */
export async function firmMark(db: Db, workspaceId: string): Promise<number> {
  const { rows } = await sql<Record<string, number | bigint | null>>`
    select ${sql.raw(NEWEST)} from (select cast(${workspaceId} as text) as "id") as w`.execute(db)
  return Math.max(0, ...Object.values(rows[0] ?? {}).map(Number))
}
