import { afterAll, beforeAll, expect, test } from 'vitest'
import { promise } from '../../src/shell/acts/promise.ts'
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
})
afterAll(() => firm.close())

let made = 0
const client = () => aDebtor(firm.on('2026-06-01'), { name: `Owes ${++made}`, dueOn: '2026-07-01' })
async function decided(debtor: Debtor, on: string) {
  const place = firm.on(on)
  await looked(place)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [debtor.clientId])
  if (!facts) throw new Error('no such client')
  return (await loadDecider(place)).decide(facts, place.by.today)
}
const codes = (d: Awaited<ReturnType<typeof decided>>): string[] =>
  d.outcome.kind === 'act' ? d.outcome.reasons.map(r => r.code) : d.outcome.obstacles.map(o => o.code)
const plan = (debtor: Debtor, more: object) =>
  app.raw('POST', '/acts/plan', { invoices: [debtor.invoiceId], shape: 'parts', parts: 3, ...more })

test('B10: a plan rests its invoices, and the first missed part is reminded at once', async () => {
  const debtor = await client()
  expect((await plan(debtor, {})).status).toBe(200)
  expect(codes(await decided(debtor, '2026-09-03'))).toContain('plan-on-track')
  await paid(firm.on('2026-09-01'), debtor, 40_000n)
  expect(codes(await decided(debtor, '2026-10-02'))).toContain('plan-on-track')
  const missed = await decided(debtor, '2026-10-05')
  expect(missed.outcome.kind).toBe('act')
  expect(codes(missed)).toContain('instalment-missed')
})

test('B10: a broken promise is reminded at once; the third after two broken ones stops nothing and asks a person', async () => {
  const debtor = await client()
  await promise(firm.on('2026-09-01'), { invoices: [debtor.invoiceId], by: '2026-09-04' })
  expect(codes(await decided(debtor, '2026-09-04'))).toContain('promise-running')
  expect(codes(await decided(debtor, '2026-09-09'))).toContain('promise-broken')
  await promise(firm.on('2026-09-10'), { invoices: [debtor.invoiceId], by: '2026-09-14' })
  await promise(firm.on('2026-09-21'), { invoices: [debtor.invoiceId], by: '2026-10-30' })
  expect(codes(await decided(debtor, '2026-09-22'))).not.toContain('promise-running')
  const { facts: tasks } = await app.ask<{ facts: { title: string; kind: string }[] }>('GET', `/facts/task?clientId=${debtor.clientId}`)
  expect(tasks.find(t => t.title === 'third-promise')?.kind).toBe('decide')
})

test('B10: while our own part is overdue we do not chase; once done, the plan is asked for again', async () => {
  const debtor = await client()
  const made = (await (await plan(debtor, { ourPart: [{ what: 'new delivery note', by: '2026-09-04' }] })).json()) as { id: string }
  expect(codes(await decided(debtor, '2026-09-10'))).toContain('our-part-open')
  await app.ask('POST', '/acts/our-part-done', { noun: 'plan', id: made.id, at: 0 })
  expect(codes(await decided(debtor, '2026-09-10'))).toContain('instalment-missed')
})

test('C2: so much a month for so many months, so much until done, or a good-faith part now and the rest on a date', async () => {
  for (const [shape, amounts] of [
    [{ parts: 5, endOfMonth: true }, ['24000', '24000', '24000', '24000', '24000']],
    [{ shape: 'until-done', part: '500.00' }, ['50000', '50000', '20000']],
    [{ shape: 'now-and-rest', now: '300.00', restOn: '2026-10-15' }, ['30000', '90000']],
  ] as const) {
    const debtor = await client()
    const answer = (await (await plan(debtor, shape)).json()) as { id: string }
    const { facts } = await app.ask<{ facts: { planId: string; position: number; amountMinor: string }[] }>(
      'GET',
      `/facts/instalment?clientId=${debtor.clientId}`,
    )
    const parts = facts.filter(i => i.planId === answer.id).sort((a, b) => a.position - b.position)
    expect(parts.map(p => p.amountMinor)).toEqual(amounts)
    const pdf = await app.raw('GET', `/plans/${answer.id}/agreement.pdf`)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const ics = await (await app.raw('GET', `/plans/${answer.id}/payments.ics`)).text()
    expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(amounts.length)
  }
})

test('B10: a plan is planned anew once; a second time names who allows it; it lapses only by a person, after a reminder', async () => {
  const debtor = await client()
  const first = (await (await plan(debtor, {})).json()) as { id: string }
  expect((await plan(debtor, { parts: 4 })).status).toBe(200)
  expect((await plan(debtor, { parts: 5 })).status).toBe(422)
  const third = await plan(debtor, { parts: 5, approvedBy: 'Ada' })
  const { id } = (await third.json()) as { id: string }
  expect((await app.raw('POST', '/acts/plan-end', { plan: first.id, how: 'lapsed', reason: 'x' })).status).toBe(409)
  expect((await app.raw('POST', '/acts/plan-end', { plan: id, how: 'lapsed', reason: 'two parts missed' })).status).toBe(422)
  const later = await anApp(firm, '2026-10-20')
  expect((await later.raw('POST', '/acts/plan-end', { plan: id, how: 'lapsed', reason: 'two parts missed' })).status).toBe(422)
  const place = firm.on('2026-10-12')
  const { clientId } = debtor
  await record(place.store, place.by, 'sent', pen =>
    pen.add('deed', { clientId, step: 'x', channel: 'email', class: 'chase', doneOn: place.by.today, outcome: 'sent' }),
  )
  expect((await later.raw('POST', '/acts/plan-end', { plan: id, how: 'lapsed', reason: 'two parts missed' })).status).toBe(200)
  expect(codes(await decided(debtor, '2026-10-21'))).not.toContain('plan-on-track')
})

test('C14: bad work gets a fix and only that part rests; cash trouble gets a plan', async () => {
  const debtor = await client()
  await app.ask('POST', '/acts/remedy', {
    invoice: debtor.invoiceId,
    amount: '200.00',
    words: 'two pages misprinted',
    fix: 'print them again',
    by: '2026-09-10',
  })
  const held = await decided(debtor, '2026-09-02')
  expect(held.outcome.kind).toBe('act')
  if (held.outcome.kind === 'act') expect(held.outcome.amounts).toEqual([{ minor: '100000', currency: 'EUR' }])
  const { facts } = await app.ask<{ facts: { kind: string; title: string; dueOn: string }[] }>(
    'GET',
    `/facts/task?clientId=${debtor.clientId}`,
  )
  expect(facts.find(t => t.kind === 'mend')).toMatchObject({ title: 'print them again', dueOn: '2026-09-10' })
  expect((await app.raw('POST', '/acts/remedy', { invoice: debtor.invoiceId, words: 'x', fix: 'y', by: '2026-09-10' })).status).toBe(409)
})

test('C1: daily calls by a named person with a stop date; attempts and talks are counted apart; a voicemail is no talk', async () => {
  const debtor = await client()
  expect((await app.raw('POST', '/acts/daily-calls', { client: debtor.clientId, stopOn: '2026-12-31', reason: 'silent' })).status).toBe(422)
  await app.ask('POST', '/acts/daily-calls', { client: debtor.clientId, stopOn: '2026-09-10', reason: 'silent since July' })
  const line = async (a: TestApp) => {
    const view = await a.ask<{
      lines: { clientId: string; why: string; attempts: number; talks: number; daily: { startedBy: string; stopOn: string } | null }[]
    }>('GET', '/calls')
    return view.lines.find(l => l.clientId === debtor.clientId)
  }
  expect(await line(app)).toMatchObject({ why: 'daily', attempts: 0, talks: 0, daily: { stopOn: '2026-09-10' } })
  await app.ask('POST', '/acts/call-attempt', { client: debtor.clientId, outcome: 'voicemail', note: 'left a word' })
  expect(await line(app)).toMatchObject({ why: 'daily', attempts: 1, talks: 0 })
  const { id } = await app.ask<{ id: string }>('POST', '/acts/call-start', { client: debtor.clientId })
  await app.ask('PUT', `/calls/${id}/draft`, { invoices: [debtor.invoiceId], whyNone: 'must-check', again: 'no' })
  const counts = async () => (await app.ask<{ counts: object }>('GET', `/calls/brief/${debtor.clientId}`)).counts
  expect(await counts()).toEqual({ attempts: 2, talks: 0 })
  await app.ask('POST', '/acts/call-close', { call: id })
  expect(await counts()).toEqual({ attempts: 2, talks: 1 }) // a conversation is an attempt that reached somebody
  expect(await line(app)).toBeUndefined()
  const over = await line(await anApp(firm, '2026-09-11'))
  expect(over?.why).not.toBe('daily')
})

test('D3: an opening line in their language (D1: one page with figures checked and three reactions) (D2: late costs to the day)', async () => {
  const debtor = await client()
  const place = firm.on('2026-06-01')
  await record(place.store, place.by, 'x', pen => pen.amend('client', debtor.clientId, { language: 'fr', termsDays: 30 }))
  interface Brief {
    lateMinor: string
    costs: { minor: string; claimable: boolean }
    opening: string
    question: string
    reactions: unknown[]
    language: string
    unchecked: string[]
    termsDays: number
  }
  const brief = (a: TestApp) => a.ask<Brief>('GET', `/calls/brief/${debtor.clientId}`)
  const today = await brief(app)
  expect(today).toMatchObject({ lateMinor: '120000', language: 'fr', termsDays: 30, costs: { claimable: true } })
  expect(today.opening).toContain('Dites-moi simplement où vous en êtes')
  expect(today.question).toMatch(/\?$/)
  expect(today.reactions).toHaveLength(3)
  expect(today.unchecked).toContain('delivery-unknown')
  const tomorrow = await brief(await anApp(firm, '2026-09-11'))
  expect(Number(tomorrow.costs.minor)).toBeGreaterThan(Number(today.costs.minor))
})
