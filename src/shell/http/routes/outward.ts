import { z } from '@hono/zod-openapi'
import { endLimits, setLimits } from '../../acts/limits.ts'
import { recordReason } from '../../acts/reason.ts'
import { pressureView } from '../../views/pressure.ts'
import { stepsView } from '../../views/steps.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const number = z.number().optional()
const OneClient = z.object({ clientId: z.string() })

const ACTS: readonly Adds[] = [
  act(
    'reason',
    'work',
    'Why a client is late: what comes next changes with it',
    z.object({ client: text, reason: text, saidBy: maybe, words: maybe, until: maybe, invoice: maybe, cause: maybe }),
    recordReason,
  ),
  act(
    'limits',
    'work',
    'How often and when one client may be contacted',
    z.object({
      client: text,
      reason: maybe,
      gapDays: number,
      contactsPerWeek: number,
      contactsPer30Days: number,
      hoursFrom: number,
      hoursTo: number,
    }),
    setLimits,
  ),
  act('end-limits', 'work', 'Back to the policy’s limits', z.object({ client: text }), endLimits),
]

/** What keeps the relation while reminding: reasons, limits, goodwill. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/pressure', 'Contacts against their limits, who changed them, and the goodwill ledger', {
      params: OneClient,
    }),
    async c => jsonAnswer(c, await pressureView(c.get('place'), c.req.valid('param').clientId)),
  )
  api.openapi(viewRoute('/api/v1/steps', 'How often a payment followed each step within its window', {}), async c =>
    jsonAnswer(c, await stepsView(c.get('place'))),
  )
}
