import { refuse } from '../../../core/fault.ts'
import { factsOf } from '../../store/load.ts'
import type { Routes } from '../context.ts'

/** A paper as it was kept. Always downloaded, never shown in the app’s own origin. */
export const routes: Routes = api => {
  api.get('/api/v1/documents/:id', async c => {
    const { store, workspaceId } = c.get('place')
    const id = c.req.param('id')
    const found = await factsOf(store.db, workspaceId, 'document').where('id', '=', id).executeTakeFirst()
    const paper = found as { sha256: string; name: string; mime: string } | undefined // the columns selected are the noun’s own
    const content = paper
      ? await store.db
          .selectFrom('content')
          .select('bytes')
          .where('workspaceId', '=', workspaceId)
          .where('sha256', '=', paper.sha256)
          .executeTakeFirst()
      : undefined
    if (!paper || !content) return refuse('not-found', `There is no document "${id}".`, { field: 'id' })
    return c.body(new Uint8Array(content.bytes), 200, {
      'content-type': paper.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`,
    })
  })
}
