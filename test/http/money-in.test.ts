import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Api, newApi, type Role } from '../../src/shell/http/context.ts'
import { answerError } from '../../src/shell/http/errors.ts'
import { routes } from '../../src/shell/http/routes/money-in.ts'
import { type OwnPlace, ownPlace } from '../import/own-place.ts'

let place: OwnPlace
let role: Role
let api: Api
beforeEach(async () => {
  place = await ownPlace()
  role = 'collector'
  api = newApi()
  api.onError(answerError)
  api.use('*', async (c, next) => {
    c.set('place', place)
    c.set('role', role)
    await next()
  })
  routes(api, {} as never) // these routes use nothing but the place
})
afterEach(() => place.end())

async function act(name: string, body: unknown): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await api.request(`/api/v1/acts/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> } // JSON of an object
}

test('an invoice by hand, a payment on it, its undo, and the day looked up to', async () => {
  const added = await act('add-invoice', { client: 'Dupont', number: 'F-1', total: '120.00', issuedOn: '2026-09-01', dueOn: '2026-10-01' })
  expect(added).toMatchObject({ status: 200, answer: { number: 'F-1', isNewClient: true, dueOn: '2026-10-01' } })
  const paid = await act('pay', { target: 'F-1', amount: '20.00' })
  expect(paid).toMatchObject({ status: 200, answer: { clientOpen: '100.00', client: 'Dupont' } })
  expect(await act('pay', { target: 'dupont', amount: '30.00' })).toMatchObject({ answer: { clientOpen: '70.00' } })
  expect(await act('pay-undo', { paymentId: paid.answer.paymentId })).toMatchObject({ status: 200 })
  expect(await act('pay', { invoices: ['F-1'] })).toMatchObject({ answer: { amount: '90.00', clientOpen: '0.00' } })
  expect(await act('looked', { upTo: '2026-11-21' })).toMatchObject({ status: 200, answer: { upTo: '2026-11-21' } })
  const imports = await api.request('/api/v1/imports')
  expect(await imports.json()).toEqual({ imports: [] })
})

test('what is wrong is answered with its field; a reader may only read', async () => {
  const wrong = await act('add-invoice', { client: 'Dupont', number: 'F-1', total: 'ten' })
  expect(wrong).toMatchObject({ status: 422, answer: { error: { faults: [{ code: 'amount-unreadable', field: 'total' }] } } })
  expect(await act('pay', { target: 'Nobody' })).toMatchObject({ status: 422, answer: { error: { faults: [{ code: 'no-such-client' }] } } })
  expect(await act('pay', {})).toMatchObject({ status: 422, answer: { error: { faults: [{ code: 'field-missing' }] } } })
  role = 'reader'
  expect(await act('pay', { target: 'F-1' })).toMatchObject({ status: 403, answer: { error: { faults: [{ code: 'not-allowed' }] } } })
})
