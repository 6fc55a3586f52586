import { createRoute, z } from '@hono/zod-openapi'
import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { refuse } from '../../../core/fault.ts'
import { init } from '../../acts/init.ts'
import { userOf } from '../../auth/auth.ts'
import { record } from '../../store/record.ts'
import { enterWorkspace } from '../../workspace.ts'
import type { Routes } from '../context.ts'
import { placeOf } from '../context.ts'

export const open = true

const FirmBody = z
  .object({
    name: z.string().trim().min(1).max(200),
    country: z.string().openapi({ example: 'FR' }),
    currency: z.string().openapi({ example: 'EUR' }),
    language: z.string().openapi({ example: 'fr' }),
    zone: z.string().optional(),
    iban: z.string().max(50).optional(),
    person: z.string().trim().max(200).optional(),
    email: z.string().max(200).optional(),
  })
  .openapi('FirmToBe')

const makeFirm = createRoute({
  method: 'post',
  path: '/api/v1/firm',
  summary: 'Make the firm. It starts in rehearsal: nothing leaves.',
  request: { body: { required: true, content: { 'application/json': { schema: FirmBody } } } },
  responses: { 201: { description: 'made', content: { 'application/json': { schema: z.object({ workspaceId: z.string() }) } } } },
})

export const routes: Routes = (api, deps) => {
  api.openapi(makeFirm, async c => {
    const found = await userOf(deps.auth, c.req.raw.headers)
    if (!found) return refuse('sign-in-first', 'Sign in first.', { mend: 'Open the link that `npm start` prints.' })
    if (await placeOf(deps, found.user, 'app')) return refuse('firm-exists', 'There is a firm here already.')
    const { iban, ...firm } = c.req.valid('json')
    const account = iban ? (electronicFormatIBAN(iban) ?? undefined) : undefined
    if (iban && !(account && isValidIBAN(account)))
      return refuse('iban-wrong', `"${iban}" is not an IBAN.`, { field: 'iban', mend: 'Copy it from a bank statement.' })
    const { workspaceId } = await init(deps.store, deps.clock, found.user.id, { ...firm, iban: account })
    const place = await enterWorkspace(deps.store, deps.clock, found.user.id, 'first run', workspaceId)
    await record(deps.store, place.by, 'owner named', pen =>
      pen.add('membership', { userId: found.user.id, name: firm.person ?? firm.name, email: found.user.email, role: 'owner' }),
    )
    await deps.schedules.begin()
    return c.json({ workspaceId }, 201)
  })
}
