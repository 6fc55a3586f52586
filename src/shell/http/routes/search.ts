import { createRoute, z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { findPapers } from '../../acts/attach.ts'
import { factsOf } from '../../store/load.ts'
import type { Place } from '../../workspace.ts'
import type { Routes } from '../context.ts'

const Hit = z
  .object({ kind: z.enum(['client', 'invoice', 'paper']), id: z.string(), label: z.string(), detail: z.string() })
  .openapi('SearchHit')
export type SearchHit = z.infer<typeof Hit>

const MOST = 8
const route = createRoute({
  method: 'get',
  path: '/api/v1/search',
  summary: 'Find a client by name, an invoice by number, a paper by its name or the words in it',
  request: { query: z.object({ q: z.string().min(1).max(200) }) },
  responses: { 200: { description: 'found, nearest first', content: { 'application/json': { schema: z.array(Hit) } } } },
})

export const routes: Routes = api => {
  api.openapi(route, async c => c.json(await search(c.get('place'), c.req.valid('query').q), 200))
}

const starred = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

async function search(place: Place, text: string): Promise<SearchHit[]> {
  const { store, workspaceId } = place
  const like = starred(text)
  const clients = await factsOf(store.db, workspaceId, 'client')
    .where(sql<boolean>`lower("name") like ${like} escape '\\'`)
    .select(['name', 'country'])
    .orderBy('name')
    .limit(MOST)
    .execute()
  const invoices = await store.db
    .selectFrom('invoice')
    .select(['id', 'clientId', 'number'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where(sql<boolean>`lower("number") like ${like} escape '\\'`)
    .orderBy('number')
    .limit(MOST)
    .execute()
  const names = new Map(
    (
      await store.db
        .selectFrom('client')
        .select(['id', 'name'])
        .where('workspaceId', '=', workspaceId)
        .where('supersededAt', 'is', null)
        .where('id', 'in', invoices.length > 0 ? invoices.map(i => i.clientId) : [''])
        .execute()
    ).map(c => [c.id, c.name]),
  )
  const papers = text.trim().length < 3 ? [] : (await findPapers(place, { q: text })).slice(0, MOST)
  return [
    ...clients.map(c => ({ kind: 'client' as const, id: c.id, label: c.name, detail: c.country ?? '' })),
    ...invoices.map(i => ({ kind: 'invoice' as const, id: i.id, label: i.number, detail: names.get(i.clientId) ?? '' })),
    ...papers.map(p => ({ kind: 'paper' as const, id: p.id, label: p.name, detail: p.client })),
  ]
}
