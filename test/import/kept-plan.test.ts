import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { confirmBeside, previewBeside, undoBeside } from '../../src/shell/acts/import-aside.ts'
import { confirmImport, previewImport } from '../../src/shell/acts/import-lists.ts'
import { pay } from '../../src/shell/acts/pay.ts'
import { undoImport } from '../../src/shell/acts/undo-import.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { keptRead, markOf, nameOfFiles } from '../../src/shell/imports/kept-plan.ts'
import type { GivenFile } from '../../src/shell/lists/read-lists.ts'
import { newId } from '../../src/shell/store/ids.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { type OwnPlace, ownPlace } from './own-place.ts'

let place: OwnPlace
beforeEach(async () => {
  place = await ownPlace()
})
afterEach(() => place.end())

const HEAD = 'Client,Invoice number,Invoice date,Due date,Total,Open,Currency,Description\n'
const LONG_TEXT = 'Consulting of the month as agreed on the telephone and confirmed by mail '.repeat(3)
const row = (n: number, total = '100.50', open = total): string =>
  `"Client ${n % 70}",INV-${n},2026-03-01,2026-03-31,${total},${open},EUR,${LONG_TEXT}\n`
const listOf = (body: string, name = 'list.csv'): GivenFile[] => [{ name, bytes: Buffer.from(HEAD + body) }]
/** Long enough to be read beside the main thread. */
const LONG = listOf(Array.from({ length: 1500 }, (_, n) => row(n)).join(''))
const LONG_ROWS = 1500

const invoices = () =>
  place.store.db.selectFrom('invoice').select(['id', 'number', 'totalMinor']).where('supersededAt', 'is', null).orderBy('number').execute()
const today = (p: Place, on: string): Place => {
  const clock = clockOn(on as Place['by']['today'], 'Europe/Paris') // a day written out
  return { ...p, clock, by: { ...p.by, at: clock.now(), today: clock.today('Europe/Paris') } }
}

test('what a preview planned is what is written, its very ids; a second confirmation changes nothing', async () => {
  await previewImport(place, listOf(row(1) + row(2)))
  const between = newId()
  const { preview } = await confirmImport(place, listOf(row(1) + row(2)))
  expect(preview.counts).toMatchObject({ new: 2, newClients: 2 })
  const written = await invoices()
  expect(written.map(i => [i.number, i.id < between])).toEqual([
    ['INV-1', true],
    ['INV-2', true],
  ])
  expect((await confirmImport(place, listOf(row(1) + row(2)))).batchId).toBeNull()
  expect(await invoices()).toEqual(written)
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('a file that changed after its preview is read as it is then: same name, same length, one figure', async () => {
  await previewImport(place, listOf(row(1, '100.50')))
  await confirmImport(place, listOf(row(1, '100.60')))
  expect(await invoices()).toMatchObject([{ totalMinor: 10_060n }])
})

test('other answers, another firm, another day or another name are another plan', async () => {
  const mark = (p: Place, answers = {}) => markOf(p.store.db, p, answers)
  const files = listOf(row(1))
  const now = await mark(place)
  const names = [
    nameOfFiles(place, files, now),
    nameOfFiles(place, files, await mark(place, { currency: 'EUR' })),
    nameOfFiles({ ...place, workspaceId: 'w' }, files, now),
    nameOfFiles({ ...place, firm: { ...place.firm, currency: 'PLN' } }, files, now),
    nameOfFiles({ ...place, firm: { ...place.firm, country: 'US' } }, files, now),
    nameOfFiles(place, listOf(row(1), 'other.csv'), now),
    nameOfFiles(place, [...files, ...files], now),
  ]
  expect(new Set(names).size).toBe(7)
  expect(await mark(today(place, '2026-11-22'))).not.toBe(await mark(place))
  expect(await mark(place, { termsDays: 5 })).not.toBe(await mark(place))
  expect(await mark(place)).toBe(now)
  await record(place.store, place.by, 'anything', pen => pen.add('client', { name: 'Somebody', kind: 'business' }))
  expect(await mark(place)).not.toBe(now)
})

test('money recorded between preview and confirmation counts: nothing is booked twice', async () => {
  await confirmImport(place, listOf(row(1) + row(2)))
  const newer = listOf(row(1, '100.50', '0.00') + row(2))
  expect((await previewImport(place, newer)).questions.find(q => q.ask === 'settled')).toMatchObject({ rows: [{ number: 'INV-1' }] })
  await pay(place, { invoices: ['INV-1'] })
  await confirmImport(place, newer, {})
  const payments = await place.store.db.selectFrom('payment').select('amountMinor').where('supersededAt', 'is', null).execute()
  expect(payments).toEqual([{ amountMinor: 10_050n }])
})

test('two previews of one list, both confirmed: it comes in once; taken back in between, it comes in again', async () => {
  const files = listOf(row(1))
  await previewImport(place, files)
  const one = await confirmImport(place, files)
  expect((await previewImport(place, files)).nothingNew).toBe(true)
  await undoImport(place, String(one.batchId))
  expect((await confirmImport(place, files)).preview.counts).toMatchObject({ new: 1, same: 0 })
  expect(await invoices()).toHaveLength(1)
})

test('what was kept is dropped with its confirmation, and when it is refused', async () => {
  const files = listOf(row(1) + row(2, 'x'))
  const name = nameOfFiles(place, files, await markOf(place.store.db, place, {}))
  await previewImport(place, files)
  expect(keptRead(name)).toBeDefined()
  await expect(confirmImport(place, files)).rejects.toThrow('"x" is not an amount')
  expect(keptRead(name)).toBeUndefined()
  expect(await invoices()).toEqual([])
})

test('beside the main thread the plan is kept too, and a payment recorded meanwhile makes it anew', async () => {
  expect((await previewBeside(place, LONG, {})).counts.new).toBe(LONG_ROWS)
  await setTimeout(2) // ids begin with their millisecond
  const between = newId()
  const done = await confirmBeside(place, LONG, {})
  expect((await invoices()).every(i => i.id < between)).toBe(true)
  const newer = listOf(Array.from({ length: LONG_ROWS }, (_, n) => row(n, '100.50', n === 7 ? '0.00' : '100.50')).join(''))
  expect((await previewBeside(place, newer, {})).questions.find(q => q.ask === 'settled')).toMatchObject({ rows: [{ number: 'INV-7' }] })
  const { paymentId } = await pay(place, { invoices: ['INV-7'] })
  await confirmBeside(place, newer, {})
  const payments = await place.store.db.selectFrom('payment').select('id').where('supersededAt', 'is', null).execute()
  expect(payments).toEqual([{ id: paymentId }])
  await expect(undoBeside(place, String(done.batchId))).rejects.toThrow(/changed after this import|recorded on invoice/)
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('two long imports at once: both are whole, one after the other', async () => {
  const other = listOf(Array.from({ length: LONG_ROWS }, (_, n) => row(n + LONG_ROWS)).join(''), 'other.csv')
  await Promise.all([previewBeside(place, LONG, {}), previewBeside(place, other, {})])
  const [a, b] = await Promise.all([confirmBeside(place, LONG, {}), confirmBeside(place, other, {})])
  expect([a.preview.counts.new, b.preview.counts.new]).toEqual([LONG_ROWS, LONG_ROWS])
  expect(await invoices()).toHaveLength(2 * LONG_ROWS)
  const clients = await place.store.db.selectFrom('client').select('id').where('supersededAt', 'is', null).execute()
  expect(clients).toHaveLength(70) // the second knew those that the first had made
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('a long import is taken back beside the main thread, and the store answers meanwhile', async () => {
  const { batchId } = await confirmBeside(place, LONG, {})
  let isDone = false
  const undone = undoBeside(place, String(batchId)).finally(() => {
    isDone = true
  })
  let answered = 0
  for (; !isDone; await setTimeout(1)) {
    const from = performance.now()
    const standing = (await invoices()).length
    expect([0, LONG_ROWS]).toContain(standing) // all or nothing, for whoever looks meanwhile too
    expect(performance.now() - from).toBeLessThan(2000)
    answered += 1
  }
  expect(answered).toBeGreaterThan(3)
  expect(await undone).toMatchObject({ retracted: 2 * LONG_ROWS + 70, reopened: 0, clientsKept: [] })
  expect(await invoices()).toEqual([])
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})
