import { z } from '@hono/zod-openapi'
import { dropCourtFee, sayCourtFee } from '../../acts/court-fee.ts'
import { findClient } from '../../acts/find.ts'
import type { DeskAsked } from '../../desk/desk-case.ts'
import { wholeRecordOf } from '../../desk/own-record.ts'
import { trialCounts } from '../../desk/trials.ts'
import { courtSheet } from '../../views/court-sheet.ts'
import { deskView } from '../../views/desk.ts'
import { desksView } from '../../views/desks.ts'
import { endingsView } from '../../views/endings.ts'
import { termsView } from '../../views/terms.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { act } from './acts.ts'

const share = z.coerce.number().min(0).max(1).optional()
const Asked = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  relation: z.coerce.number().min(0).max(1e12).optional().openapi({ description: 'worth of the relation, currency units' }),
  belief: share.openapi({ description: 'chance that it can be collected at all, 0 to 1' }),
  fee: share.openapi({ description: 'the agency’s share of what it collects, 0 to 1' }),
  set: z.string().max(2000).optional().openapi({ description: 'single assumptions, parted by commas: call.boost=1.6,letter.cost=250' }),
})

const text = z.string().max(500)
const maybe = text.optional()
const CourtFee = z.object({
  court: text,
  fee: text,
  writtenIn: text,
  over: maybe,
  upTo: maybe,
  currency: maybe,
  country: maybe,
  since: maybe,
})

/** The decision desk: everybody there is something to decide about, and one client’s ways on. */
export const routes: Routes = (api, deps) => {
  act('court-fee', 'manage', 'What a court asks, as the firm read it, with its source', CourtFee, sayCourtFee)(api, deps)
  act('court-fee-drop', 'manage', 'Back to the court fee Dunwell knows', z.object({ id: text }), dropCourtFee)(api, deps)
  api.openapi(viewRoute('/api/v1/desks', 'Everybody there is something to decide about', {}), async c =>
    jsonAnswer(c, await desksView(c.get('place'))),
  )
  api.openapi(
    viewRoute('/api/v1/desks/learned', 'What the firm’s own outcomes say, by way and age; what was drawn by lot apart', {}),
    async c => jsonAnswer(c, wholeRecordOf(await trialCounts(c.get('place')))),
  )
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/desk', 'Every way on for one client, side by side', {
      params: z.object({ clientId: z.string() }),
      query: Asked,
    }),
    async c => {
      const { set, ...rest } = c.req.valid('query')
      const asked: DeskAsked = { ...rest, ...(set ? { set: set.split(',') } : {}) }
      const place = c.get('place')
      const { id } = await findClient(place, c.req.valid('param').clientId)
      return jsonAnswer(c, await deskView(place, id, asked))
    },
  )
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/endings', 'Settlements that were paid, what was written off, and when its tax comes back', {
      params: z.object({ clientId: z.string() }),
    }),
    async c => {
      const place = c.get('place')
      const { id } = await findClient(place, c.req.valid('param').clientId)
      return jsonAnswer(c, await endingsView(place, id))
    },
  )
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/terms', 'Payment terms for what comes next, from the client’s own record', {
      params: z.object({ clientId: z.string() }),
    }),
    async c => {
      const place = c.get('place')
      const { id } = await findClient(place, c.req.valid('param').clientId)
      return jsonAnswer(c, await termsView(place, id))
    },
  )
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/court/{code}', 'The data sheet of a court procedure: prepared, never filed', {
      params: z.object({ clientId: z.string(), code: z.string() }),
    }),
    async c => {
      const { clientId, code } = c.req.valid('param')
      const place = c.get('place')
      const { id } = await findClient(place, clientId)
      return jsonAnswer(c, await courtSheet(place, id, code))
    },
  )
}
