import { afterEach, beforeEach, expect, test } from 'vitest'
import { record } from '../../src/shell/store/record.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'

const ON = '2026-03-10'
let firm: TestFirm
let app: TestApp
beforeEach(async () => {
  firm = await aFirm('2026-01-05', { email: null })
  await longLive(firm, ON)
  await aDebtor(firm.on('2026-01-20'), { name: 'Late', dueOn: '2026-03-01' })
  await looked(firm.on(ON))
  app = await anApp(firm, ON)
})
afterEach(() => firm.close())

interface Explained {
  readonly on: string
  readonly clientId: string
  readonly invoice: { readonly id: string }
  readonly thisInvoice: string
  readonly decision: { readonly outcome: { readonly kind: string; readonly step?: string }; readonly reviewOn: string | null }
  readonly obstacles: readonly { readonly code: string; readonly until: string }[]
  readonly whyNot: {
    readonly step: string
    readonly comesOn: string | null
    readonly doneOn: string | null
    readonly instead: string | null
  } | null
}
const explain = (query: string) => app.ask<Explained>('GET', `/explain?invoice=F-Late${query}`)

test('today is the day where none is said, and the answer is the one of Today', async () => {
  const { contacts } = await app.ask<{ contacts: { act: { step: string; invoiceIds: string[] } }[] }>('GET', '/today')
  const now = await explain('')
  expect(now).toMatchObject({ on: ON, thisInvoice: 'listed', whyNot: null, decision: { outcome: { kind: 'act' } } })
  expect(now.decision.outcome.step).toBe(contacts[0]?.act.step)
  expect(await explain(`&on=${ON}`)).toEqual(now)
})

test('another day is answered as things stand: before it was due nothing was asked, with the reason and its end', async () => {
  const before = await explain('&on=2026-02-05')
  expect(before).toMatchObject({
    on: '2026-02-05',
    thisInvoice: expect.not.stringMatching(/^listed$/),
    decision: { outcome: { kind: 'hold' } },
  })
  expect(before.obstacles.map(o => o.code)).toContain('not-due')
})

test('why not another step: the one that comes first, and the day on which that one comes', async () => {
  const { whyNot } = await explain('&whyNot=reminder-30')
  expect(whyNot).toMatchObject({ step: 'reminder-30', instead: 'first-reminder' })
  expect(whyNot?.comesOn && whyNot.comesOn > ON).toBe(true)
})

test('why not a step that was done for this invoice already: the day on which it was', async () => {
  const { clientId, invoice } = await explain('')
  const { store, by } = firm.on('2026-02-20')
  await record(store, by, 'sent', pen =>
    pen.add('deed', {
      ...{ clientId, step: 'reached-you', channel: 'email', class: 'chase', doneOn: by.today, outcome: 'sent' },
      invoiceIds: [invoice.id],
    }),
  )
  expect((await explain('&whyNot=reached-you')).whyNot).toMatchObject({ doneOn: '2026-02-20', comesOn: null })
  expect((await explain('&whyNot=reminder-30')).whyNot).toMatchObject({ doneOn: null })
})

test.each([
  ['&on=2026-02-30', 'day-unreadable'],
  ['&whyNot=nonsense', 'no-such-step'],
])('%s is refused with what to do', async (query, code) => {
  const answer = await app.raw('GET', `/explain?invoice=F-Late${query}`)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ error: { faults: [{ code }] } })
})
