import { afterEach, beforeEach, expect, test } from 'vitest'
import { assign } from '../../src/shell/acts/assign.ts'
import { closeDispute, dispute } from '../../src/shell/acts/dispute.ts'
import { extend } from '../../src/shell/acts/extend.ts'
import { findClient, findInvoices } from '../../src/shell/acts/find.ts'
import { hold, release, snooze } from '../../src/shell/acts/hold.ts'
import { promise } from '../../src/shell/acts/promise.ts'
import { run } from '../../src/shell/acts/run.ts'
import { postpone, repeat, skip, soften } from '../../src/shell/acts/steer.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import { record } from '../../src/shell/store/record.ts'
import { explainView } from '../../src/shell/views/explain.ts'
import { todayView } from '../../src/shell/views/today.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { aDebtor, aFirm, type Debtor, longLive, looked, outbox, type TestFirm } from '../support/firm.ts'

const TODAY = '2026-03-10'
let firm: TestFirm
let place: Place
let debtor: Debtor
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  await longLive(firm, TODAY)
  place = firm.on(TODAY)
  debtor = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await run(place, firm.config(), {})
})
afterEach(() => firm.close())

const states = async () => (await outbox(place)).map(row => row.state)
const decided = async (on = TODAY) => (await explainView(firm.on(on), { invoice: 'F-Librairie' })).decision.outcome
const codes = async (on = TODAY) => {
  const outcome = await decided(on)
  return outcome.kind === 'hold' ? outcome.obstacles.map(o => o.code) : [`act ${outcome.step}`]
}

test('a step that is skipped takes its message back and does not come again', async () => {
  expect(await states()).toEqual(['queued'])
  await expect(skip(place, { client: 'Librairie', reason: ' ' })).rejects.toThrow('field "reason": This must be said')
  expect(await skip(place, { client: 'Librairie', reason: 'a friend of the house' })).toMatchObject({ step: 'first-reminder' })
  expect(await states()).toEqual(['withdrawn'])
  expect(await codes()).not.toEqual(['act first-reminder'])
  await looked(firm.on('2026-03-31'))
  expect(await codes('2026-03-31')).toEqual(['act reminder-30'])
})

test('a step that is moved comes on its new day', async () => {
  await expect(postpone(place, { client: 'Librairie', to: '2026-03-09' })).rejects.toThrow('2026-03-09 is over')
  await postpone(place, { client: 'Librairie', to: '2026-03-12' })
  expect(await states()).toEqual(['withdrawn'])
  expect((await decided()).kind).toBe('hold')
  expect(await codes('2026-03-12')).toEqual(['act first-reminder'])
})

test('a softened step keeps its place in another tone', async () => {
  await expect(soften(place, { client: 'Librairie', tone: 9 })).rejects.toThrow('Say 1 (gentle) to 5 (final)')
  await looked(firm.on('2026-04-03'))
  await skip(place, { client: 'Librairie', reason: 'spoken to' })
  const later = firm.on('2026-04-03')
  await soften(later, { client: 'Librairie', tone: 1 })
  expect(await decided('2026-04-03')).toMatchObject({ kind: 'act', step: 'reminder-30', tone: 1 })
})

test('a step is repeated only for a reason that is recorded, as a further occurrence', async () => {
  const [row] = await outbox(place)
  await record(firm.store, place.by, 'sent', pen =>
    pen.add('deed', {
      clientId: debtor.clientId,
      step: 'first-reminder',
      channel: 'email',
      class: 'chase',
      cycle: row?.act.cycle ?? '',
      occurrence: 1,
      doneOn: place.by.today,
      outcome: 'sent',
      invoiceIds: [debtor.invoiceId],
    }),
  )
  const later = firm.on('2026-03-18')
  await looked(later)
  await expect(repeat(later, { client: 'Librairie', step: 'first-reminder' })).rejects.toThrow('This must be said')
  await repeat(later, { client: 'Librairie', step: 'first-reminder', reason: 'asked for it again' })
  expect(await decided('2026-03-18')).toMatchObject({ kind: 'act', step: 'first-reminder', occurrence: 2 })
})

test('a hold stands until it is released, a snooze until its day', async () => {
  await expect(hold(place, { client: 'Librairie', kind: 'whim', reason: 'x' })).rejects.toThrow('"whim" is not a kind of hold')
  await hold(place, { client: 'Librairie', kind: 'legal', reason: 'a letter of their lawyer' })
  expect(await states()).toEqual(['withdrawn'])
  expect(await release(place, { client: 'Librairie' })).toMatchObject({ ended: 1 })
  expect(await states()).toEqual(['queued'])
  await expect(release(place, { client: 'Librairie' })).rejects.toThrow('Nothing is held here')
  await expect(snooze(place, { client: 'Librairie' })).rejects.toThrow('field "until"')
  await snooze(place, { client: 'Librairie', until: '2026-03-12' })
  expect((await decided()).kind).toBe('hold')
  expect(await codes('2026-03-13')).toEqual(['act first-reminder'])
})

test('a dispute holds its invoice and ends only by an outcome', async () => {
  await expect(dispute(place, { invoice: 'F-Librairie', cause: 'weather' })).rejects.toThrow('"weather" is not a cause')
  await expect(dispute(place, { invoice: 'F-Librairie', cause: 'price', amount: '9999' })).rejects.toThrow('More is contested')
  await dispute(place, { invoice: 'F-Librairie', cause: 'price', words: 'agreed on less' })
  expect((await decided()).kind).toBe('hold')
  await expect(closeDispute(place, { invoice: 'F-Librairie', outcome: 'forgotten' })).rejects.toThrow('"forgotten" is not an outcome')
  await closeDispute(place, { invoice: 'F-Librairie', outcome: 'rejected' })
  await expect(closeDispute(place, { invoice: 'F-Librairie', outcome: 'rejected' })).rejects.toThrow('No dispute about F-Librairie is open')
})

test('a promise holds until its day; a later one takes its place', async () => {
  await expect(promise(place, { invoices: ['F-Librairie'], by: '2026-03-01' })).rejects.toThrow('2026-03-01 is over')
  await promise(place, { invoices: ['F-Librairie'], by: '2026-03-20' })
  await promise(place, { invoices: ['F-Librairie'], by: '2026-03-25', amount: '600.00' })
  const [facts] = await loadClients(firm.store.db, place.workspaceId, [debtor.clientId])
  expect(facts?.promise.map(p => [p.promisedFor, p.amountMinor, p.withdrawnOn])).toEqual([
    ['2026-03-20', 120_000n, TODAY],
    ['2026-03-25', 60_000n, null],
  ])
  expect((await decided()).kind).toBe('hold')
  const other = await aDebtor(place, { name: 'Other', dueOn: '2026-03-01' })
  expect(other.clientId).not.toBe(debtor.clientId)
  await expect(findInvoices(place, ['F-Librairie', 'F-Other'])).rejects.toThrow('are not the same client’s')
})

test('a later due day holds the invoice until then', async () => {
  await expect(extend(place, { invoice: 'F-Librairie', to: '2026-03-01' })).rejects.toThrow('is due on 2026-03-01 already')
  await extend(place, { invoice: 'F-Librairie', to: '2026-04-15', reason: 'season' })
  expect(await states()).toEqual(['withdrawn'])
  expect((await todayView(place)).sums.late).toEqual([])
})

test('an assigned client stands on the colleague’s list, its open step task too', async () => {
  await record(firm.store, place.by, 'user', pen => pen.add('membership', { userId: 'u-bo', name: 'Bo', role: 'collector' }))
  await record(firm.store, place.by, 'gone', pen =>
    pen.add('membership', { userId: 'u-ex', name: 'Ex', role: 'collector', endedOn: firm.on('2026-02-01').by.today }),
  )
  await expect(assign(place, { client: 'Librairie', to: 'Ex' })).rejects.toThrow('There is no colleague "Ex"')
  await assign(place, { client: 'Librairie', to: 'Bo' })
  expect((await todayView(place, { forUser: 'u-bo' })).contacts.map(c => c.name)).toEqual(['Librairie'])
  expect((await todayView(place, { forUser: 'ada' })).contacts).toEqual([])
})

test('two clients of one name are told apart by id', async () => {
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await expect(findClient(place, 'Librairie')).rejects.toThrow(/names 2 of them: Librairie \(.*Name it by its id/)
  expect((await findClient(place, debtor.clientId)).id).toBe(debtor.clientId)
})
