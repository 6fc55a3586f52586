import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OutboxLine } from '../../src/shell/views/work-lists.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-08-20', { live: true })
})
afterEach(() => house.close())

const wants = (change: object) => house.owner.post('/api/v1/settings', { key: 'statements', value: change })
const mails = () => house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))
const statements = async () =>
  (await house.owner.get<{ lines: OutboxLine[] }>('/api/v1/outbox')).lines.filter(line => line.step === 'statement')
/** A client whose two invoices are not late: no reminder stands in the way of the count. */
async function owingTwo(name = 'Librairie'): Promise<{ clientId: string; first: string }> {
  const { clientId, invoiceId } = await owing(house, {
    name,
    number: `${name}-1`,
    issuedOn: '2026-08-01',
    dueOn: '2026-12-01',
    minor: '10000',
  })
  await invoice(house, clientId, { number: `${name}-2`, issuedOn: '2026-08-10', dueOn: '2026-12-10', minor: '5000' })
  return { clientId, first: invoiceId }
}

test('a client who wants one gets a statement of account by mail, once a month exactly, with the paper and one reference', async () => {
  const { clientId } = await owingTwo()
  await owingTwo('Papeterie') // wants none
  await wants({ day: 2, byItself: true })
  await house.owner.patch(`/api/v1/facts/client/${clientId}`, { monthlyStatement: true })
  await house.run('2026-09-01')
  expect(await statements()).toEqual([])
  for (const day of ['2026-09-02', '2026-09-03', '2026-09-30']) await house.run(day)
  expect(mails()).toHaveLength(1)
  const raw = Buffer.from(mails()[0]?.raw ?? '').toString()
  expect(raw).toContain('application/pdf')
  expect(raw).toMatch(/RF\d\d 9\d\d\d/)
  for (const number of ['Librairie-1', 'Librairie-2']) expect(raw).toContain(number)
  await house.run('2026-10-02')
  await house.run('2026-10-03')
  expect(mails()).toHaveLength(2)
  const line = (await statements())[0]
  expect(line).toMatchObject({ class: 'confirmation', state: 'sent' })
})

test('firm-wide it goes to everyone with something open but those who want none; read before it leaves; withdrawn once nothing is open', async () => {
  const one = await owingTwo('Un')
  const two = await owingTwo('Deux')
  const never = await owingTwo('Jamais')
  await house.owner.patch(`/api/v1/facts/client/${never.clientId}`, { monthlyStatement: false })
  await wants({ everyone: true })
  await house.run('2026-09-01')
  const waiting = await statements()
  expect(waiting.map(l => [l.clientId, l.state])).toEqual(
    expect.arrayContaining([
      [one.clientId, 'waiting'],
      [two.clientId, 'waiting'],
    ]),
  )
  expect(waiting).toHaveLength(2)
  await paid(house, two.clientId, two.first, '2026-09-01', '15000')
  for (const { key } of waiting) await house.owner.post('/api/v1/acts/approve', { key })
  await house.run('2026-09-02')
  expect((await statements()).map(l => [l.clientId === one.clientId, l.state]).sort()).toEqual([
    [false, 'withdrawn'],
    [true, 'sent'],
  ])
})

test('what holds a reminder for the client’s sake or the figures’ holds a statement too, and it goes once that is over', async () => {
  const { clientId } = await owingTwo()
  await house.owner.patch(`/api/v1/facts/client/${clientId}`, { monthlyStatement: true })
  await wants({ byItself: true })
  const hold = await house.owner.post<{ id: string }>('/api/v1/facts/hold', { clientId, kind: 'legal', reason: 'avocat' })
  await house.run('2026-09-01')
  expect(mails()).toEqual([])
  await house.owner.patch(`/api/v1/facts/hold/${hold.id}`, { endedOn: '2026-09-03' })
  await house.run('2026-09-04')
  expect(mails()).toHaveLength(1)
})

test('a month is asked for as it is meant', async () => {
  expect(await house.owner.ask('POST', '/api/v1/settings', { key: 'statements', value: { day: 31 } })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'day' }] } },
  })
})
