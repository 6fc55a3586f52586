import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { planStates } from '../../src/core/plan/plan-state.ts'
import { planProgress } from '../../src/core/plan/progress.ts'
import { agreementContent } from '../../src/shell/call/agreement.ts'
import { openPress, recipientOf, renderMessage } from '../../src/shell/message/render.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import { record } from '../../src/shell/store/record.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, type Debtor, longLive, looked, paid, type TestFirm } from '../support/firm.ts'

const ON = '2026-09-01'
let firm: TestFirm
let app: TestApp
beforeAll(async () => {
  firm = await aFirm('2026-06-01')
  await longLive(firm, ON)
  app = await anApp(firm, ON)
  await looked(firm.on(ON))
})
afterAll(() => firm.close())

let made = 0
const client = (given: object = {}) => aDebtor(firm.on('2026-06-01'), { name: `Plans ${++made}`, dueOn: '2026-07-01', ...given })
const factsOf = async ({ clientId }: Debtor) => {
  const [facts] = await loadClients(firm.store.db, firm.on(ON).workspaceId, [clientId])
  if (!facts) throw new Error('no such client')
  return facts
}
interface Preview {
  totalMinor: string
  interestMinor: string
  parts: { dueOn: string; minor: string }[]
}
interface Shown {
  plans: { id: string; clientId: string; totalMinor: string; interestMinor: string; state: string }[]
}
const sum = (parts: readonly { minor: string }[]): bigint => parts.reduce((total, p) => total + BigInt(p.minor), 0n)

test('C2: what will be agreed is shown before; it records nothing; whole units leave the rest to the last part', async () => {
  const debtor = await client({ totalMinor: 100_001n })
  const asked = { invoices: [debtor.invoiceId], shape: 'parts', parts: 3, wholeUnits: true }
  const seen = await app.ask<Preview>('POST', '/acts/plan-preview', asked)
  expect(seen.parts.map(p => p.minor)).toEqual(['33300', '33300', '33401'])
  expect((await factsOf(debtor)).plan).toEqual([])
  await app.ask('POST', '/acts/plan', asked)
  const instalments = (await factsOf(debtor)).instalment.toSorted((a, b) => a.position - b.position)
  expect(instalments.map(i => i.amountMinor.toString())).toEqual(seen.parts.map(p => p.minor))
})

test('C2: with interest, what the law allows up to today is claimed with its segments and is paid last; planning anew claims it once', async () => {
  const debtor = await client()
  const asked = { invoices: [debtor.invoiceId], shape: 'parts', parts: 2, withInterest: true }
  const seen = await app.ask<Preview>('POST', '/acts/plan-preview', asked)
  const interest = BigInt(seen.interestMinor)
  expect(interest).toBeGreaterThan(0n)
  expect(sum(seen.parts)).toBe(120_000n + interest)
  await app.ask('POST', '/acts/plan', asked)
  await app.ask('POST', '/acts/plan', { ...asked, parts: 3 })
  const facts = await factsOf(debtor)
  expect(facts.charge).toHaveLength(1)
  expect(facts.charge[0]).toMatchObject({ kind: 'interest', amountMinor: interest, invoiceId: debtor.invoiceId })
  expect(facts.charge[0]?.segments).not.toEqual([])
  const { plans } = await app.ask<Shown>('GET', '/plans')
  expect(plans.find(p => p.clientId === debtor.clientId)).toMatchObject({ interestMinor: interest.toString(), state: 'on-track' })
  await paid(firm.on('2026-09-02'), debtor, 120_000n)
  const later = await factsOf(debtor)
  const plan = later.plan.find(p => p.endedOn === null)
  if (!plan) throw new Error('no plan')
  const ledger = openLedger(later, firm.on('2026-12-20').by.today)
  expect(planStates(later, ledger, firm.on('2026-12-20').by.today)[0]).toMatchObject({ state: 'missed', missingMinor: interest })
  await paid(firm.on('2026-09-03'), debtor, interest)
  const settled = await factsOf(debtor)
  const all = planProgress(plan, settled.instalment, openLedger(settled, firm.on('2026-12-20').by.today), firm.on('2026-12-20').by.today)
  expect(all.every(i => i.state === 'paid')).toBe(true)
})

test('C2: interest that nobody may claim is not agreed on', async () => {
  const debtor = await client({ dueOn: '2026-09-20' })
  const answer = await app.raw('POST', '/acts/plan', { invoices: [debtor.invoiceId], shape: 'parts', parts: 2, withInterest: true })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('withInterest')
})

test('C2: the agreement names a reference for each part and a code that pays exactly that part', async () => {
  const debtor = await client()
  const { id } = await app.ask<{ id: string }>('POST', '/acts/plan', { invoices: [debtor.invoiceId], shape: 'parts', parts: 3 })
  const facts = await factsOf(debtor)
  const plan = facts.plan.find(p => p.id === id)
  if (!plan) throw new Error('no plan')
  const { words, schemes } = await openPress()
  const own = { ...firm.on(ON).firm, iban: 'FR1420041010050500013M02606', legalName: 'Atelier SARL' }
  const content = agreementContent({ words, schemes, firm: own, facts, recipient: recipientOf(facts) }, plan)
  expect(content.codes).toHaveLength(3)
  expect(new Set(content.codes.map(c => c.qrSvg)).size).toBe(1) // three equal parts of one invoice: the same transfer three times
  expect(content.codes[1]?.caption).toBe('Part 2: €400.00 by 1 October 2026')
  expect(content.table.head).toHaveLength(4)
  for (const row of content.table.rows) expect(row[2]).not.toBe('')
  const without = agreementContent({ words, schemes, firm: { ...own, iban: null }, facts, recipient: recipientOf(facts) }, plan)
  expect(without.codes).toEqual([])
})

interface Check {
  missing: string[]
  sentence: string | null
  against: { what: string; set: string; given: string; within: boolean }[]
}
const talk = async (debtor: Debtor, floor: object) =>
  (await app.ask<{ id: string }>('POST', '/acts/call-start', { client: debtor.clientId, floor })).id
const type = (call: string, draft: object) => app.ask<Check>('PUT', `/calls/${call}/draft`, draft)

test('D3: a discount is given within what was set before the call, never beyond, and shown beside it afterwards', async () => {
  const debtor = await client()
  const call = await talk(debtor, { discountPercent: 5 })
  const draft = { invoices: [debtor.invoiceId], kind: 'once', on: '2026-09-08', letsGo: true, means: 'transfer', again: 'no' }
  const over = await type(call, { ...draft, amount: '1139.99', readBack: 'agreed' })
  expect(over.missing).toContain('over-floor')
  expect(over.against.find(a => a.what === 'discount')).toMatchObject({ set: '5', within: false })
  expect((await app.raw('POST', '/acts/call-close', { call })).status).toBe(422)
  const within = await type(call, { ...draft, amount: '1140.00' })
  expect(within.missing).toEqual(['read-back'])
  expect(within.sentence).toContain('If it comes in time, the remaining €60.00 falls away.')
  await type(call, { ...draft, amount: '1140.00', readBack: 'agreed' })
  await app.ask('POST', '/acts/call-close', { call })
  const facts = await factsOf(debtor)
  expect(facts.settlementOffer).toMatchObject([{ payMinor: 114_000n, discountMinor: 6_000n, acceptedOn: ON }])
  const after = await app.ask<{ call: { against: Check['against'] } }>('GET', `/calls/${call}`)
  expect(after.call.against.find(a => a.what === 'discount')).toMatchObject({ set: '5', given: '5', within: true })
  const mail = await app.ask<{ mail: { text: string } }>('GET', `/calls/${call}/mail`)
  expect(mail.mail.text).toContain('the remaining €60.00 falls away. If it does not, the whole amount stands.')
  await paid(firm.on('2026-09-08'), debtor, 114_000n)
  expect(openLedger(await factsOf(debtor), firm.on('2026-09-09').by.today).accounts[0]?.openMinor).toBe(0n)
})

test('D3: a second discount within twelve months names who allows it', async () => {
  const debtor = await client()
  const place = firm.on('2026-08-01')
  const offer = { invoiceIds: [debtor.invoiceId], currency: 'EUR', payMinor: 100_000n, discountMinor: 20_000n }
  await record(place.store, place.by, 'offer', pen =>
    pen.add('settlementOffer', { clientId: debtor.clientId, ...offer, deadline: firm.on('2026-08-10').by.today }),
  )
  const call = await talk(debtor, { discountPercent: 10 })
  const draft = { invoices: [debtor.invoiceId], kind: 'once', on: '2026-09-08', amount: '1150.00', letsGo: true }
  await type(call, { ...draft, means: 'transfer', again: 'no', readBack: 'agreed' })
  expect((await app.raw('POST', '/acts/call-close', { call })).status).toBe(422)
  expect((await app.raw('POST', '/acts/call-close', { call, approvedBy: 'Ada' })).status).toBe(200)
})

test('B10: interest of a plan that stays away after the invoices are settled is reminded of at once, as interest', async () => {
  const debtor = await client()
  await app.ask('POST', '/acts/plan', { invoices: [debtor.invoiceId], shape: 'parts', parts: 2, withInterest: true })
  await paid(firm.on('2026-09-02'), debtor, 120_000n)
  const on = firm.on('2026-10-13')
  await looked(on)
  const facts = await factsOf(debtor)
  const plan = facts.plan.find(p => p.endedOn === null)
  const { outcome } = (await loadDecider(on)).decide(facts, on.by.today)
  if (outcome.kind !== 'act') throw new Error(JSON.stringify(outcome))
  expect(outcome).toMatchObject({ amounts: [{ minor: plan?.interestMinor?.toString(), currency: 'EUR' }] })
  const { text } = await renderMessage(on, facts, outcome)
  expect(text).toContain('Interest, as agreed in the plan of 1 September 2026')
  expect(text).not.toContain('1,200.00')
})
