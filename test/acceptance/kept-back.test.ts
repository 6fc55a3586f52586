import { afterEach, beforeEach, expect, test } from 'vitest'
import type { InvoiceView } from '../../src/shell/views/invoice.ts'
import type { StatementOfAccount } from '../../src/shell/views/statement.ts'
import type { OutboxLine } from '../../src/shell/views/work-lists.ts'
import { camt } from '../support/camt.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05', { live: true })
})
afterEach(() => house.close())

const invoiceOf = (id: string) => house.owner.get<InvoiceView>(`/api/v1/invoices/${id}`)
const statementOf = async (id: string) => (await house.owner.get<StatementOfAccount>(`/api/v1/clients/${id}/statement`)).parts[0]
const outbox = async () => (await house.owner.get<{ lines: OutboxLine[] }>('/api/v1/outbox')).lines
const aged = async (id: string) => (await statementOf(id))?.ageing.filter(a => a.minor !== '0').map(a => `${a.bucket} ${a.minor}`)
/** Works of 1,200.00, due on 1 February. */
const works = () => owing(house, { name: 'Maître d’ouvrage', number: 'T-1', issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '120000' })
async function bank(on: string, amount: string, text: string): Promise<{ matched: { applied: number } }> {
  const form = new FormData()
  form.append('file', new File([camt([{ on, amount, text, name: 'Maître d’ouvrage' }], { closingOn: on })], `${on}.xml`))
  return house.owner.send('/api/v1/bank/import', form)
}
/** How many of the mails that left ask for an amount, as French letters write it. */
const mailsAsk = (amount: string): number =>
  house.mail.received.filter(m => {
    const bytes = Buffer.from(m.raw).toString('latin1').replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) // biome-ignore format: one decoding
    return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\s/g, '').includes(amount)
  }).length

test('money kept back is a part with its own day: not late before, the rest is asked for alone, classed when it is left out, chased once it is owed', async () => {
  const { clientId, invoiceId } = await works()
  await house.owner.post('/api/v1/acts/keep-back', { invoice: 'T-1', amount: '60.00', until: '2026-09-01' })
  house.stand('2026-02-10')
  expect(await invoiceOf(invoiceId)).toMatchObject({
    openMinor: '120000',
    parts: [
      { dueOn: '2026-02-01', minor: '114000', openMinor: '114000' },
      { dueOn: '2026-09-01', minor: '6000', openMinor: '6000' },
    ],
    keptBack: [{ minor: '6000', until: '2026-09-01' }],
  })
  expect(await aged(clientId)).toEqual(['notDue 6000', 'days1to30 114000'])
  expect(await statementOf(clientId)).toMatchObject({
    lateMinor: '114000',
    items: [{ openMinor: '120000', dueOn: '2026-02-01', later: [{ dueOn: '2026-09-01', minor: '6000' }] }],
  })
  await house.run('2026-02-16')
  const reminder = (await outbox()).find(l => l.clientId === clientId)
  expect(reminder?.amounts).toEqual([{ minor: '114000', currency: 'EUR' }])
  expect([mailsAsk('1140,00'), mailsAsk('1200,00')]).toEqual([1, 0])

  expect((await bank('2026-02-20', '1140.00', 'T-1')).matched).toMatchObject({ applied: 1 })
  house.stand('2026-03-05')
  expect(await invoiceOf(invoiceId)).toMatchObject({ state: 'open', openMinor: '6000', allowedMinor: '0', dueOn: '2026-09-01' })
  expect(await aged(clientId)).toEqual(['notDue 6000'])
  for (const on of ['2026-03-05', '2026-06-01']) {
    house.stand(on)
    await house.owner.post('/api/v1/acts/looked', { upTo: on }) // their own words: nothing else came
    await house.run(on)
  }
  expect((await outbox()).filter(l => l.state === 'waiting' || l.state === 'queued')).toEqual([])

  house.stand('2026-09-25')
  await house.owner.post('/api/v1/acts/looked', { upTo: '2026-09-25' })
  await house.run('2026-09-25')
  expect((await outbox())[0]).toMatchObject({ clientId, state: 'sent', amounts: [{ minor: '6000', currency: 'EUR' }] })
  expect([mailsAsk('>60,00€'), mailsAsk('1200,00')]).toEqual([1, 0])
  expect(await aged(clientId)).toEqual(['days1to30 6000'])
  house.stand('2026-09-26')
  expect((await bank('2026-09-26', '60.00', 'T-1')).matched).toMatchObject({ applied: 1 })
  expect(await invoiceOf(invoiceId)).toMatchObject({ state: 'settled', openMinor: '0', allowedMinor: '0' })
})

test('of an invoice that is contested in part a reminder asks for the rest alone, to the cent', async () => {
  const { clientId } = await works()
  await house.owner.post('/api/v1/acts/dispute', { invoice: 'T-1', cause: 'quality', amount: '200.01', words: 'fissures' })
  await house.run('2026-02-16')
  const line = (await outbox()).find(l => l.clientId === clientId)
  expect(line?.amounts).toEqual([{ minor: '99999', currency: 'EUR' }])
  expect([mailsAsk('999,99'), mailsAsk('1200,00')]).toEqual([1, 0])
})

test('as the agreement has it: known from the invoice on; a short payment of that very amount is classed and nothing is let go', async () => {
  const { clientId, invoiceId } = await works()
  const agreement = await house.owner.post<{ id: string }>('/api/v1/facts/agreement', {
    clientId,
    title: 'Travaux',
    currency: 'EUR',
    clauses: { retentionPercent: '5', retentionMonths: 12 },
  })
  await house.owner.patch(`/api/v1/facts/invoice/${invoiceId}`, { agreementId: agreement.id })
  expect(await invoiceOf(invoiceId)).toMatchObject({ keptBack: [{ id: null, minor: '6000', until: '2027-01-02' }] })
  await bank('2026-02-03', '1140.00', 'T-1')
  house.stand('2026-02-10')
  const view = await invoiceOf(invoiceId)
  expect(view).toMatchObject({ state: 'open', openMinor: '6000', allowedMinor: '0', dueOn: '2027-01-02', keptBack: [{ minor: '6000' }] })
})

test('where nobody said until when, nothing is asked for, and the page says that a day is missing; a day given later makes it owed', async () => {
  const { clientId, invoiceId } = await works()
  const agreement = { clientId, title: 'Travaux', currency: 'EUR', clauses: { retentionPercent: '5' } }
  const { id } = await house.owner.post<{ id: string }>('/api/v1/facts/agreement', agreement)
  await house.owner.patch(`/api/v1/facts/invoice/${invoiceId}`, { agreementId: id })
  await bank('2026-02-03', '1140.00', 'T-1')
  house.stand('2026-02-10')
  expect(await invoiceOf(invoiceId)).toMatchObject({ openMinor: '0', allowedMinor: '6000', keptBack: [{ minor: '6000', until: null }] })
  const said = await house.owner.post<{ id: string }>('/api/v1/acts/keep-back', { invoice: 'T-1', until: '2026-12-01' })
  expect(await invoiceOf(invoiceId)).toMatchObject({
    openMinor: '6000',
    allowedMinor: '0',
    dueOn: '2026-12-01',
    keptBack: [{ id: said.id, until: '2026-12-01' }],
  })
  const ask = (body: object) => house.owner.ask('POST', '/api/v1/acts/keep-back', { invoice: 'T-1', ...body })
  const refusals: [object, string][] = [
    [{ amount: '60.00', until: '2026-02-01' }, 'until'],
    [{ amount: '60.00', until: '2026-02-30' }, 'until'],
    [{ amount: '1200.01', until: '2026-12-01' }, 'amount'],
    [{ amount: '-1', until: '2026-12-01' }, 'amount'],
  ]
  for (const [body, field] of refusals) expect(await ask(body)).toMatchObject({ status: 422, body: { error: { faults: [{ field }] } } })
})
