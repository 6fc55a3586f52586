import { z } from '@hono/zod-openapi'
import { batchOf, contentOf, postBatch, printBatch } from '../../acts/letter-batch.ts'
import { forgetWay, setDkim, setSms, setWebhook, waysView } from '../../acts/ways.ts'
import { frankingCsv, lettersView } from '../../views/letter-batches.ts'
import { taskInvite } from '../../views/task-invite.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const text = z.string().max(10_000)
const maybe = text.optional()

const ACTS: readonly Adds[] = [
  act(
    'set-sms',
    'manage',
    'Send text messages by this provider; its key is kept sealed',
    z.object({ provider: text, user: maybe, secret: text, from: text, address: maybe }),
    (place, input, deps) => setSms(place, deps.config, input),
  ),
  act(
    'set-webhook',
    'manage',
    'Send what is decided to a receiver of our own; its secret is shown once',
    z.object({ url: text }),
    (place, input, deps) => setWebhook(place, deps.config, input),
  ),
  act('set-dkim', 'manage', 'Sign mail by this key', z.object({ domain: text, selector: text, privateKey: text }), (place, input, deps) =>
    setDkim(place, deps.config, input),
  ),
  act('forget-way', 'manage', 'No longer by this way: sms, webhook or dkim', z.object({ way: text }), (place, input, deps) =>
    forgetWay(place, deps.config, input),
  ),
  act('print-letters', 'work', 'One file with every letter that waits, and the list for the stamps', z.object({}), printBatch),
  act(
    'letters-posted',
    'work',
    'The letters of a batch were posted; numbers of registered ones by their place',
    z.object({ batch: text, registered: z.record(z.string(), text).optional() }),
    postBatch,
  ),
]

const OfBatch = z.object({ batchId: z.string() })
const file = (bytes: Uint8Array | string, type: string, name: string): Response =>
  new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })

/** Ways to send besides mail: text messages, letters on paper, data; and invites for what a person does. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
  api.openapi(viewRoute('/api/v1/ways', 'By what ways besides mail this firm sends', {}), async c =>
    jsonAnswer(c, await waysView(c.get('place'), deps.config)),
  )
  api.openapi(viewRoute('/api/v1/letters', 'Letters to print, and batches', {}), async c =>
    jsonAnswer(c, await lettersView(c.get('place'))),
  )
  api.get('/api/v1/letters/:batchId/letters.pdf', async c => {
    const { batchId } = OfBatch.parse(c.req.param())
    const place = c.get('place')
    return file(await contentOf(place, (await batchOf(place, batchId)).sha256), 'application/pdf', 'letters.pdf')
  })
  api.get('/api/v1/letters/:batchId/franking.csv', async c => {
    const { batchId } = OfBatch.parse(c.req.param())
    return file(frankingCsv(await batchOf(c.get('place'), batchId)), 'text/csv; charset=utf-8', 'franking.csv')
  })
  api.get('/api/v1/tasks/:taskId/invite.ics', async c =>
    file(await taskInvite(c.get('place'), c.req.param('taskId')), 'text/calendar; charset=utf-8', 'invite.ics'),
  )
}
