import { streamSSE } from 'hono/streaming'
import { newestLink } from '../../store/journal-head.ts'
import type { Routes } from '../context.ts'

const LOOK_EVERY_MS = 2000

/** Tells an open page that something was recorded, wherever it was: here, on the command line, by the daily run. */
export const routes: Routes = api => {
  api.get('/api/v1/events', c =>
    streamSSE(c, async stream => {
      const { store, workspaceId } = c.get('place')
      let seen = await newestLink(store.db, workspaceId)
      await stream.writeSSE({ event: 'open', data: String(seen) })
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(LOOK_EVERY_MS)
        const now = await newestLink(store.db, workspaceId).catch(() => undefined)
        if (now === undefined) return // the app is closing
        if (now !== seen) await stream.writeSSE({ event: 'recorded', data: String(now) })
        seen = now
      }
    }),
  )
}
