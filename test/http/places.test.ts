import { afterAll, beforeAll, expect, test } from 'vitest'
import { receive } from '../../src/shell/replies/receive.ts'
import type { DeskPlace } from '../../src/shell/views/places.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, type Debtor, type TestFirm } from '../support/firm.ts'
import { aMail } from '../support/mails.ts'

const ON = '2026-09-01'
let firm: TestFirm
let app: TestApp
let debtor: Debtor
beforeAll(async () => {
  firm = await aFirm('2026-06-01')
  app = await anApp(firm, ON)
  debtor = await aDebtor(firm.on('2026-06-01'), { name: 'Owes', dueOn: '2026-07-01' })
})
afterAll(() => firm.close())

const places = async (on: TestApp = app): Promise<Record<string, number>> => {
  const { desks } = await on.ask<{ desks: readonly DeskPlace[] }>('GET', '/places')
  return Object.fromEntries(desks.map(({ desk, waiting }) => [desk, waiting]))
}

test('a desk appears with its first case, and says how much waits there', async () => {
  expect(await places()).toEqual({})
  const { id } = await app.ask<{ id: string }>('POST', '/acts/dispute', { invoice: debtor.invoiceId, cause: 'quality', words: 'Warped.' })
  expect(await places()).toEqual({ disputes: 0 })
  const late = await anApp(firm, '2026-10-01')
  expect(await places(late)).toEqual({ disputes: 1 }) // our answer was due after ten days
  await late.ask('POST', '/acts/dispute-answer', { dispute: id, words: 'We come on Friday.' })
  expect(await places(late)).toEqual({ disputes: 0 })
  await late.ask('POST', '/acts/close-dispute', { dispute: id, outcome: 'fixed', words: 'Changed.' })
  expect(await places(late)).toEqual({})
})

test('a reply waits in the inbox until somebody deals with it; work waits to be billed', async () => {
  await receive(firm.on(ON), aMail({ from: 'billing@owes.example', subject: 'Your invoice', text: 'I will look at it.' }))
  const work = { client: debtor.clientId, what: 'Two days', quantity: '2', rate: '450.00', doneOn: '2026-08-20' }
  await app.ask('POST', '/acts/add-work', work)
  expect(await places()).toEqual({ inbox: 1, unbilled: 1 })
})
