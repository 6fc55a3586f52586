import { nounNames, nouns } from '../../core/facts/nouns.ts'
import type { Db } from './schema.ts'

/** What was recorded, amended or taken back after a link of the journal. */
export interface Changed {
  /** One of the firm's own facts: settings, calendar, policies, bank entries … */
  readonly firm: boolean
  readonly clients: ReadonlySet<string>
}

/** The newest link of a workspace's journal; 0 where nothing was recorded. */
export async function newestLink(db: Db, workspaceId: string): Promise<number> {
  const row = await db
    .selectFrom('journal')
    .select('seq')
    .where('workspaceId', '=', workspaceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
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
    if (nouns[noun].about === 'client-bulk') continue
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
