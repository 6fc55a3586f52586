import { createRoute, z } from '@hono/zod-openapi'
import { kebab, type NounName, nounNames, nouns } from '../../../core/facts/nouns.ts'
import { refuse } from '../../../core/fault.ts'
import { addFact, BY_ACTS_ONLY, changeFact, takeFactBack } from '../../acts/record-noun.ts'
import { factsOf } from '../../store/load.ts'
import { type Api, mustBeAllowed, type Right, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { fromWire, type NounSchemas, pathOf, schemasOf } from '../noun-schema.ts'

const rightToWrite = (noun: NounName): Right => (noun === 'membership' ? 'own' : nouns[noun].about === 'workspace' ? 'manage' : 'work')

const MOST = 1000
const ListQuery = z.object({
  clientId: z.string().optional().openapi({ description: 'only about this client' }),
  after: z.string().optional().openapi({ description: 'the id of the last one of the page before' }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
})
const IdParam = z.object({ id: z.string() })

/** GET, POST, PATCH, DELETE of every noun in the catalogue. Nothing is overwritten: a change is a new version, a deletion closes the last. */
export const routes: Routes = api => {
  for (const noun of nounNames) {
    const schemas = schemasOf(noun)
    reading(api, noun, schemas)
    if (!BY_ACTS_ONLY.includes(noun)) writing(api, noun, schemas)
  }
}

const json = (schema: z.ZodType, description: string) => ({ description, content: { 'application/json': { schema } } })
const body = (schema: z.ZodType<Record<string, unknown>>) => ({ required: true, content: { 'application/json': { schema } } })

function reading(api: Api, noun: NounName, { fact }: NounSchemas): void {
  const tags = [kebab(noun)]
  const list = createRoute({
    method: 'get',
    path: pathOf(noun),
    tags,
    summary: `${nouns[noun].says}: all that are current`,
    request: { query: ListQuery },
    responses: { 200: json(z.object({ facts: z.array(fact), next: z.string().nullable() }), 'in the order of their ids') },
  })
  api.openapi(list, async c => {
    const { clientId, after, limit } = c.req.valid('query')
    const { store, workspaceId } = c.get('place')
    let query = factsOf(store.db, workspaceId, noun)
    if (clientId !== undefined) query = query.where('clientId', '=', clientId)
    if (after !== undefined) query = query.where('id', '>', after)
    const facts = await query.orderBy('id').limit(limit).execute()
    return jsonAnswer(c, { facts, next: facts.length === limit ? (facts.at(-1)?.id ?? null) : null })
  })
  const one = createRoute({
    method: 'get',
    path: `${pathOf(noun)}/{id}`,
    tags,
    summary: `${nouns[noun].says}: one`,
    request: { params: IdParam },
    responses: { 200: json(fact, 'as it is now') },
  })
  api.openapi(one, async c => {
    const { store, workspaceId } = c.get('place')
    const { id } = c.req.valid('param')
    const found = await factsOf(store.db, workspaceId, noun).where('id', '=', id).executeTakeFirst()
    return found ? jsonAnswer(c, found) : refuse('not-found', `There is no ${kebab(noun)} "${id}".`, { field: 'id' })
  })
}

function writing(api: Api, noun: NounName, { create, change }: NounSchemas): void {
  const tags = [kebab(noun)]
  const right = rightToWrite(noun)
  const make = createRoute({
    method: 'post',
    path: pathOf(noun),
    tags,
    summary: `${nouns[noun].says}: record one`,
    request: { body: body(create) },
    responses: { 201: json(z.object({ id: z.string() }), 'recorded') },
  })
  api.openapi(make, async c => {
    mustBeAllowed(c.get('role'), right)
    const { store, workspaceId } = c.get('place')
    const wire = fromWire(noun, c.req.valid('json'))
    if (
      typeof wire.clientId === 'string' &&
      !(await factsOf(store.db, workspaceId, 'client').where('id', '=', wire.clientId).executeTakeFirst())
    )
      refuse('field-wrong', `There is no client "${wire.clientId}".`, { field: 'clientId' })
    return jsonAnswer(c, await addFact(c.get('place'), noun, wire), 201)
  })
  const amend = createRoute({
    method: 'patch',
    path: `${pathOf(noun)}/{id}`,
    tags,
    summary: `${nouns[noun].says}: change some fields, as a new version`,
    request: { params: IdParam, body: body(change) },
    responses: { 200: json(z.object({ id: z.string() }), 'changed') },
  })
  api.openapi(amend, async c => {
    mustBeAllowed(c.get('role'), right)
    return jsonAnswer(c, await changeFact(c.get('place'), noun, c.req.valid('param').id, fromWire(noun, c.req.valid('json'))))
  })
  const retract = createRoute({
    method: 'delete',
    path: `${pathOf(noun)}/{id}`,
    tags,
    summary: `${nouns[noun].says}: take it back`,
    request: { params: IdParam },
    responses: { 200: json(z.object({ id: z.string() }), 'taken back; its history stays') },
  })
  api.openapi(retract, async c => {
    mustBeAllowed(c.get('role'), right)
    return jsonAnswer(c, await takeFactBack(c.get('place'), noun, c.req.valid('param').id))
  })
}
