import { streamSSE } from 'hono/streaming'
import type { Place } from '../../workspace.ts'
import type { Routes } from '../context.ts'

const LOOK_EVERY_MS = 2000

async function lastLink({ store, workspaceId }: Place): Promise<number> {
  const row = await store.db
    .selectFrom('journal')
    .select('seq')
    .where('workspaceId', '=', workspaceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Tells an open page that something was recorded, wherever it was: here, on the command line, by the daily run. */
export const routes: Routes = api => {
  api.get('/api/v1/events', c =>
    streamSSE(c, async stream => {
      const place = c.get('place')
      let seen = await lastLink(place)
      await stream.writeSSE({ event: 'open', data: String(seen) })
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(LOOK_EVERY_MS)
        const now = await lastLink(place).catch(() => undefined)
        if (now === undefined) return // the app is closing
        if (now !== seen) await stream.writeSSE({ event: 'recorded', data: String(now) })
        seen = now
      }
    }),
  )
}
