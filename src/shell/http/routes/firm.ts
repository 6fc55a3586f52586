import { createRoute, z } from '@hono/zod-openapi'
import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { refuse } from '../../../core/fault.ts'
import { userOf } from '../../auth/auth.ts'
import { record } from '../../store/record.ts'
import { createWorkspace, enterWorkspace } from '../../workspace.ts'
import type { Routes } from '../context.ts'
import { placeOf } from '../context.ts'

export const open = true

const FirmBody = z
  .object({
    name: z.string().trim().min(1).max(200),
    country: z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166 country such as FR'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'is not an ISO 4217 currency such as EUR'),
    language: z.string().min(2).max(20),
    zone: z.string().refine(isZone, 'is not a time zone such as Europe/Paris'),
    iban: z.string().max(50).optional(),
    person: z.string().max(200).optional(),
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
    const { iban, person, ...firm } = c.req.valid('json')
    const account = iban ? electronicFormatIBAN(iban) : null
    if (account && !isValidIBAN(account))
      return refuse('field-wrong', `"${iban}" is not an IBAN.`, { field: 'iban', mend: 'Copy it from a bank statement.' })
    const body = { ...firm, address: [], iban: account, person: person ?? null }
    const workspaceId = await createWorkspace(deps.store, body, deps.clock, found.user.id)
    const place = await enterWorkspace(deps.store, deps.clock, found.user.id, 'first run', workspaceId)
    await record(deps.store, place.by, 'owner named', pen =>
      pen.add('membership', { userId: found.user.id, name: found.user.name, email: found.user.email, role: 'owner' }),
    )
    return c.json({ workspaceId }, 201)
  })
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false // the one thing the constructor throws for
  }
}
