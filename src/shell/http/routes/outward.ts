import { z } from '@hono/zod-openapi'
import { endLimits, setLimits } from '../../acts/limits.ts'
import { policyRules, type RuleInput, setPolicyRules } from '../../acts/policy-rules.ts'
import { endPrevention, keepPrevention } from '../../acts/prevention.ts'
import { recordReason } from '../../acts/reason.ts'
import { turnRoles } from '../../acts/turn-roles.ts'
import { OUTBOX_STATES } from '../../store/tables.ts'
import { clientFactsOf } from '../../views/client.ts'
import { comingView } from '../../views/coming.ts'
import { preventionOn } from '../../views/invoice.ts'
import { offendersView, offenderView } from '../../views/offenders.ts'
import { outOfSteps } from '../../views/out-of-steps.ts'
import { pressureView } from '../../views/pressure.ts'
import { stepsView } from '../../views/steps.ts'
import { turnedView } from '../../views/turned.ts'
import { outboxCounts, outboxList } from '../../views/work-lists.ts'
import type { Place } from '../../workspace.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const number = z.number().optional()
const OutboxQuery = z.object({
  state: z.enum(OUTBOX_STATES).optional(),
  mine: z.enum(['true', 'false']).optional().openapi({ description: 'only what is assigned to you' }),
})
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
  act(
    'turn-roles',
    'work',
    'What may have gone wrong on the client’s side, and which other ways to pay the next letter offers',
    z.object({ client: text, found: z.record(z.string(), text).optional(), offers: z.array(text).optional(), note: maybe }),
    turnRoles,
  ),
  act(
    'prevention',
    'work',
    'What would prevent the next delay, in the client’s words',
    z.object({ client: text, answer: text, saidBy: maybe }),
    keepPrevention,
  ),
  act('end-prevention', 'work', 'It is so no longer', z.object({ id: text }), endPrevention),
  act(
    'policy-rules',
    'manage',
    'Policies by segment, kind or country of a client',
    z.object({
      rules: z.array(
        z.object({
          segment: text.nullable().optional(),
          kind: text.nullable().optional(),
          country: text.nullable().optional(),
          policy: text,
          reason: maybe,
        }),
      ),
    }),
    (place, input) => setPolicyRules(place, { rules: input.rules.map(r => ({ ...r, reason: r.reason ?? '' })) as RuleInput[] }), // checked by the act
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
  const ofClient = <T>(path: string, summary: string, view: (place: Place, clientId: string) => Promise<T>): void => {
    api.openapi(viewRoute(`/api/v1/clients/{clientId}/${path}`, summary, { params: OneClient }), async c =>
      jsonAnswer(c, await view(c.get('place'), c.req.valid('param').clientId)),
    )
  }
  ofClient('offender', 'What this client’s lateness cost in days, interest and minutes', offenderView)
  ofClient('turned', 'The card of roles turned', turnedView)
  ofClient('coming', 'What comes next and when, if nothing else happens', comingView)
  ofClient('prevention', 'What would prevent the next delay, in their words', async (place, id) => ({
    answers: preventionOn(await clientFactsOf(place, id), place.by.today),
  }))
  api.openapi(viewRoute('/api/v1/offenders', 'Repeat offenders and what they cost', {}), async c =>
    jsonAnswer(c, await offendersView(c.get('place'))),
  )
  api.openapi(viewRoute('/api/v1/out-of-steps', 'Cases that ran out of steps', {}), async c =>
    jsonAnswer(c, { lines: await outOfSteps(c.get('place')) }),
  )
  api.openapi(viewRoute('/api/v1/policy-rules', 'Policies by segment, kind or country', {}), async c =>
    jsonAnswer(c, { rules: await policyRules(c.get('place')) }),
  )
  api.openapi(viewRoute('/api/v1/outbox', 'Every message and where it stands', { query: OutboxQuery }), async c => {
    const { state, mine } = c.req.valid('query')
    const lines = await outboxList(c.get('place'), { state, forUser: mine === 'true' ? c.get('user').id : undefined })
    return jsonAnswer(c, { lines, counts: await outboxCounts(c.get('place')) })
  })
  api.openapi(viewRoute('/api/v1/steps', 'How often a payment followed each step within its window', {}), async c =>
    jsonAnswer(c, await stepsView(c.get('place'))),
  )
}
