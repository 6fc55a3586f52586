import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../../src/core/fault.ts'
import { addInvoice } from '../../src/shell/acts/add-invoice.ts'
import { looked } from '../../src/shell/acts/looked.ts'
import { pay, payTarget, undoPayment } from '../../src/shell/acts/pay.ts'
import { factsOf, workspaceFacts } from '../../src/shell/store/load.ts'
import { record } from '../../src/shell/store/record.ts'
import { type OwnPlace, ownPlace } from './own-place.ts'

let place: OwnPlace
beforeEach(async () => {
  place = await ownPlace()
})
afterEach(() => place.end())

const add = (number: string, total: string, dueOn: string, client = 'Dupont', currency = 'EUR') =>
  addInvoice(place, { client, number, total, issuedOn: '2026-09-01', dueOn, currency })

async function queue(clientId: string, key: string, state: 'waiting' | 'queued' | 'leased' | 'sent'): Promise<void> {
  const { workspaceId, by } = place
  const act = '{}' as unknown as [] // JSON text on the way in
  await place.store.db
    .insertInto('outbox')
    .values({ workspaceId, key, clientId, state, act, createdAt: by.at, notBefore: by.at, attempts: 0 })
    .execute()
}

test('an invoice by hand: a new client by its name, the same client by the same name, no due date invented', async () => {
  const first = await addInvoice(place, {
    client: ' Dupont SARL ',
    number: 'F-1',
    total: '1200.50',
    termsDays: 30,
    vatId: 'FR 12345678901',
  })
  expect(first).toMatchObject({
    client: 'Dupont SARL',
    isNewClient: true,
    issuedOn: '2026-11-21',
    dueOn: '2026-12-21',
    dueSource: 'asked',
    currency: 'EUR',
    total: '1200.50',
  })
  const second = await addInvoice(place, { client: 'dupont  sarl', number: 'F-2', total: '10', dueOn: '2026-12-01' })
  expect([second.clientId, second.isNewClient, second.dueSource]).toEqual([first.clientId, false, 'stated'])
  await expect(addInvoice(place, { client: 'Dupont SARL', number: 'F-3', total: '10' })).rejects.toThrow('It is never invented')
  await record(place.store, place.by, 'terms', pen => pen.amend('client', first.clientId, { termsDays: 45 }))
  expect(await addInvoice(place, { client: 'Dupont SARL', number: 'F-3', total: '10' })).toMatchObject({
    dueOn: '2027-01-05',
    dueSource: 'terms',
  })
  await expect(addInvoice(place, { client: 'Dupont SARL', number: 'F-3', total: '10' })).rejects.toThrow('has an invoice "F-3" already')
  const [client] = await factsOf(place.store.db, place.workspaceId, 'client').execute()
  expect(client).toMatchObject({ kind: 'business', kindConfirmedBy: null, country: 'FR', vatId: 'FR12345678901' })
})

test('a day that can only be a slip is refused by its field', async () => {
  const given = { client: 'Dupont', number: 'F-1', total: '10' }
  const fields = async (days: { issuedOn: string; dueOn: string }) => {
    const error = await addInvoice(place, { ...given, ...days }).catch((e: unknown) => e)
    return error instanceof Refusal ? error.faults.map(f => [f.code, f.field]) : error
  }
  expect(await fields({ issuedOn: '1899-01-01', dueOn: '2026-12-01' })).toEqual([['day-unreadable', 'issuedOn']])
  expect(await fields({ issuedOn: '2206-11-21', dueOn: '2206-12-21' })).toEqual([['issued-far', 'issuedOn']])
  expect(await fields({ issuedOn: '2026-11-21', dueOn: '2062-12-21' })).toEqual([['due-far', 'dueOn']])
})

test('every field that is wrong is named at once, and nothing is written', async () => {
  const error = await addInvoice(place, { client: ' ', number: '', total: '-5', issuedOn: '31/12/2026', currency: 'euro' }).catch(
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refusal)
  expect((error as Refusal).faults.map(f => f.field)).toEqual(['client', 'number', 'currency', 'total', 'issuedOn']) // checked the line before
  expect(await factsOf(place.store.db, place.workspaceId, 'client').execute()).toEqual([])
})

test('a payment: all that is open, a part, several invoices, the whole client; each can be undone', async () => {
  await add('F-1', '100', '2026-10-01')
  await add('F-2', '50', '2026-10-02')
  await add('F-3', '25', '2026-10-03')
  const part = await pay(place, { invoices: ['F-2'], amount: '20.00', means: 'cheque', on: '2026-11-20' })
  expect(part).toMatchObject({
    amount: '20.00',
    invoices: [{ number: 'F-2', open: '30.00' }],
    clientOpen: '155.00',
    unapplied: '0.00',
    paidOn: '2026-11-20',
    twice: false,
  })
  expect(await pay(place, { invoices: ['F-2'], amount: '20.00', on: '2026-11-20' })).toMatchObject({ twice: true, clientOpen: '135.00' })
  const several = await pay(place, { invoices: ['F-3', 'F-2'] })
  expect(several).toMatchObject({
    amount: '35.00',
    invoices: [
      { number: 'F-3', open: '0.00' },
      { number: 'F-2', open: '0.00' },
    ],
    clientOpen: '100.00',
  })
  expect(await factsOf(place.store.db, place.workspaceId, 'allocation').execute()).toHaveLength(2)
  await undoPayment(place, several.paymentId)
  expect(await factsOf(place.store.db, place.workspaceId, 'allocation').execute()).toEqual([])
  const whole = await pay(place, { client: 'dupont', amount: '200' })
  expect(whole).toMatchObject({ clientOpen: '0.00', unapplied: '65.00' })
  await undoPayment(place, whole.paymentId)
  expect(await pay(place, { client: 'Dupont' })).toMatchObject({ amount: '135.00', clientOpen: '0.00' })
  await expect(undoPayment(place, whole.paymentId)).rejects.toThrow('There is no payment')
  await expect(pay(place, { invoices: ['F-1'] })).rejects.toThrow('Nothing is open there')
})

test('what waits or is queued to that client is withdrawn in the same breath; what left or belongs to others is not', async () => {
  const one = await add('F-1', '100', '2026-10-01')
  const other = await add('G-1', '100', '2026-10-01', 'Martin')
  for (const state of ['waiting', 'queued', 'leased', 'sent'] as const) await queue(one.clientId, state, state)
  await queue(other.clientId, 'other', 'queued')
  expect((await pay(place, { invoices: ['F-1'], amount: '1' })).withdrawn).toBe(2)
  const rows = await place.store.db.selectFrom('outbox').select(['key', 'state']).orderBy('key').execute()
  expect(rows).toEqual([
    { key: 'leased', state: 'leased' },
    { key: 'other', state: 'queued' },
    { key: 'queued', state: 'withdrawn' },
    { key: 'sent', state: 'sent' },
    { key: 'waiting', state: 'withdrawn' },
  ])
  await queue(one.clientId, 'again', 'queued')
  await expect(pay(place, { invoices: ['F-1'], amount: 'x' })).rejects.toThrow('is not an amount')
  expect(await place.store.db.selectFrom('outbox').select('state').where('key', '=', 'again').executeTakeFirst()).toEqual({
    state: 'queued',
  })
})

test('a payment is refused with what to do: a day ahead, two currencies, two clients, an unknown name', async () => {
  await add('F-1', '100', '2026-10-01')
  await add('F-2', '100', '2026-10-01', 'Dupont', 'USD')
  await add('G-1', '100', '2026-10-01', 'Martin')
  await expect(pay(place, { invoices: ['F-1'], on: '2026-11-22' })).rejects.toThrow('lies ahead')
  await expect(pay(place, { client: 'Dupont' })).rejects.toThrow('--currency EUR')
  expect(await pay(place, { client: 'Dupont', currency: 'USD' })).toMatchObject({ amount: '100.00', currency: 'USD' })
  await expect(pay(place, { invoices: ['F-1'], currency: 'USD' })).rejects.toThrow('The invoice is in EUR')
  await expect(pay(place, { invoices: ['F-1', 'G-1'] })).rejects.toThrow('belongs to another client')
  await expect(payTarget(place, 'Nobody')).rejects.toThrow('There is no client "Nobody"')
  expect(await payTarget(place, 'G-1')).toEqual({ invoices: ['G-1'] })
})

test('“I have looked” is kept, and cannot lie ahead', async () => {
  expect(await looked(place, '2026-11-20')).toMatchObject({ upTo: '2026-11-20', wasUpTo: null })
  expect(await looked(place, '2026-11-21')).toMatchObject({ upTo: '2026-11-21', wasUpTo: '2026-11-20' })
  await expect(looked(place, '2026-11-22')).rejects.toThrow('lies ahead')
  await expect(looked(place, 'today')).rejects.toThrow('is not a day')
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'looked')).toHaveLength(2)
})

test('who has paid is ticked while looking at the bank: one payment in each currency, all or nothing, and each can be taken back', async () => {
  await add('F-1', '100', '2026-10-01')
  await add('F-2', '50.50', '2026-11-01')
  await add('F-3', '70', '2026-12-24') // not due yet: it stays open
  await add('F-4', '9', '2026-10-05', 'Dupont', 'GBP')
  await add('M-1', '30', '2026-12-24', 'Martin')
  const payments = async () => (await factsOf(place.store.db, place.workspaceId, 'payment').execute()).map(p => ({ ...p }))
  await expect(looked(place, '2026-11-20', undefined, ['Dupont', 'Martin'])).rejects.toThrow('Nothing of Martin had fallen due')
  expect(await payments()).toEqual([])
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'looked')).toEqual([])
  const { paymentIds } = await looked(place, '2026-11-20', undefined, ['Dupont', 'dupont'])
  expect(await payments()).toMatchObject([
    { currency: 'EUR', amountMinor: 15050n, paidOn: '2026-11-20' },
    { currency: 'GBP', amountMinor: 900n, paidOn: '2026-11-20' },
  ])
  await expect(pay(place, { invoices: ['F-2'] })).rejects.toThrow('Nothing is open there')
  for (const paymentId of paymentIds) await undoPayment(place, paymentId)
  expect(await pay(place, { invoices: ['F-2'] })).toMatchObject({ amount: '50.50' })
})
