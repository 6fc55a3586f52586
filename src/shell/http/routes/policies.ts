import { z } from '@hono/zod-openapi'
import type { Policy } from '../../../core/decide/policy.ts'
import { choosePolicy, dropPolicy, readPolicy, savePolicy } from '../../acts/policies.ts'
import { policiesView, policyDetail } from '../../views/policies.ts'
import { policyPreview } from '../../views/policy-preview.ts'
import { policyReplay } from '../../views/policy-replay.ts'
import { actRoute } from '../act-route.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

/** What a text or a form comes to: the policy, and the text that would be kept. */
export interface CheckedPolicy {
  readonly policy: Policy
  readonly says: string
  readonly yaml: string
}

const Text = z.object({
  yaml: z.string().max(100_000).optional(),
  form: z.looseObject({}).optional().openapi({ description: 'the same fields as in the text' }),
})
const Named = z.object({ name: z.string() })

/** Policies as text and as a screen: read, check, try on the days to come and on the last year, keep. */
export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/policies', 'The policies the firm may use', {}), async c =>
    jsonAnswer(c, await policiesView(c.get('place'))),
  )
  api.openapi(viewRoute('/api/v1/policies/{name}', 'One policy: its text and its versions', { params: Named }), async c =>
    jsonAnswer(c, await policyDetail(c.get('place'), c.req.valid('param').name)),
  )
  api.openapi(actRoute('/api/v1/policies/check', 'Read a policy, as text or as fields; keeps nothing', Text), async c => {
    const { pack, yaml } = await readPolicy(c.req.valid('json'))
    return jsonAnswer(c, { policy: pack.policy, says: pack.says, yaml } satisfies CheckedPolicy)
  })
  api.openapi(actRoute('/api/v1/policies/preview', 'Whom this policy would contact in the next 30 days; keeps nothing', Text), async c => {
    const { pack } = await readPolicy(c.req.valid('json'))
    return jsonAnswer(c, await policyPreview(c.get('place'), pack.policy))
  })
  api.openapi(
    actRoute('/api/v1/policies/replay', 'What this policy would have done in the last twelve months; keeps nothing', Text),
    async c => {
      const { pack } = await readPolicy(c.req.valid('json'))
      return jsonAnswer(c, await policyReplay(c.get('place'), pack.policy))
    },
  )
  api.openapi(actRoute('/api/v1/policies', 'Keep a policy: a new version of the one of this name', Text), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await savePolicy(c.get('place'), c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/policies/use', 'Remind by this policy from now on', Named), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await choosePolicy(c.get('place'), c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/policies/drop', 'Take the firm’s own text of a policy back', Named), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await dropPolicy(c.get('place'), c.req.valid('json')))
  })
}
