import type { Db } from './schema.ts'

/** Where a workspace's journal stands: its newest link and that link's number; none before anything is recorded. */
export async function journalHead(db: Db, workspaceId: string): Promise<{ readonly seq: number; readonly link: string } | undefined> {
  const query = db.selectFrom('journal').select(['seq', 'link']).where('workspaceId', '=', workspaceId)
  return query.orderBy('seq', 'desc').limit(1).executeTakeFirst()
}

/** The number of the newest link of a workspace's journal; 0 where nothing was recorded. */
export const newestLink = async (db: Db, workspaceId: string): Promise<number> => (await journalHead(db, workspaceId))?.seq ?? 0
