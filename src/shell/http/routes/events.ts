import { streamSSE } from 'hono/streaming'
import { newestLink } from '../../store/journal-head.ts'
import type { Place } from '../../workspace.ts'
import type { Routes } from '../context.ts'

const LOOK_EVERY_MS = 2000

/** What an open page may have missed: another text after anything was recorded, and after a message came to wait for a person, of which nothing is recorded yet. */
async function standOf({ store, workspaceId }: Place): Promise<string> {
  const { waiting } = await store.db
    .selectFrom('outbox')
    .select(eb => eb.fn.countAll<bigint>().as('waiting'))
    .where('workspaceId', '=', workspaceId)
    .where('state', 'in', ['drafted', 'unsure', 'failed'])
    .executeTakeFirstOrThrow()
  return `${await newestLink(store.db, workspaceId)} ${waiting}`
}

/** Tells an open page that something was recorded or left, wherever it was: here, on the command line, by the daily run. */
export const routes: Routes = api => {
  api.get('/api/v1/events', c =>
    streamSSE(c, async stream => {
      const place = c.get('place')
      let seen = await standOf(place)
      await stream.writeSSE({ event: 'open', data: seen })
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(LOOK_EVERY_MS)
        const now = await standOf(place).catch(() => undefined)
        if (now === undefined) return // the app is closing
        if (now !== seen) await stream.writeSSE({ event: 'recorded', data: now })
        seen = now
      }
    }),
  )
}
