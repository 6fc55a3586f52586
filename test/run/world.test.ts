import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { fixedClock } from '../../src/shell/clock.ts'
import { readHolidayPack, shippedHolidays } from '../../src/shell/packs/holidays.ts'
import { nextAllowed, zoneOf } from '../../src/shell/run/quiet-hours.ts'
import { loadWorld, phaseOn } from '../../src/shell/run/world.ts'
import { record } from '../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'

const clock = fixedClock('2026-11-21T09:00:00Z')
let folder: string
let store: Store
let place: Place
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-'))
  store = await openFileStore(join(folder, 'store.sqlite'))
  const firm = { name: 'Atelier', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: [] }
  await createWorkspace(store, firm, clock, 'ada')
  place = await enterWorkspace(store, clock, 'ada', 'test')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})
const goLive = (since: string, ceilingPerDay: number | null = null) =>
  record(store, place.by, 'live', pen => pen.add('phase', { phase: 'live', since: day(since), ceilingPerDay }))
const phase = (on: string) => phaseOn(store.db, place.workspaceId, day(on))

test('a new firm is in rehearsal; thirty live days are watched, then the ceiling falls', async () => {
  expect(await phase('2026-11-21')).toMatchObject({ phase: 'rehearsal', approveEachRun: true, ceilingPerDay: 0 })
  await goLive('2026-12-01')
  expect(await phase('2026-11-30')).toMatchObject({ phase: 'rehearsal' })
  expect(await phase('2026-12-01')).toMatchObject({ phase: 'live', approveEachRun: true, ceilingPerDay: 20 })
  expect(await phase('2026-12-30')).toMatchObject({ approveEachRun: true, ceilingPerDay: 20 })
  expect(await phase('2026-12-31')).toMatchObject({ approveEachRun: false, ceilingPerDay: null })
})

test('setting another ceiling does not start the thirty days again; a new rehearsal does', async () => {
  await goLive('2026-12-01')
  await goLive('2026-12-20', 50)
  expect(await phase('2026-12-31')).toMatchObject({ approveEachRun: false, ceilingPerDay: 50 })
  await record(store, place.by, 'rehearsal', pen => pen.add('phase', { phase: 'rehearsal', since: day('2027-01-05') }))
  await goLive('2027-01-10')
  expect(await phase('2027-02-01')).toMatchObject({ phase: 'live', approveEachRun: true, ceilingPerDay: 20 })
})

test('money is seen up to the newest of bank files and looks', async () => {
  const world = () => loadWorld(store.db, place.workspaceId, place.firm, place.by.today)
  expect((await world()).moneySeenUpTo).toBeNull()
  await record(store, place.by, 'looked', pen => pen.add('looked', { upTo: day('2026-11-19') }))
  await record(store, place.by, 'bank', pen =>
    pen.add('statement', { account: 'A', currency: 'EUR', toDay: day('2026-11-17'), format: 'camt.053' }),
  )
  expect((await world()).moneySeenUpTo).toBe('2026-11-19')
})

test('bank money that may be a client’s counts until it is booked or set aside', async () => {
  const entry = { account: 'A', bookedOn: day('2026-11-18'), valueOn: day('2026-11-18'), currency: 'EUR', text: 'VIR' }
  await record(store, place.by, 'bank', async pen => {
    const clientId = await pen.add('client', { id: 'c1', name: 'Librairie', kind: 'business' })
    await pen.add('bankEntry', { ...entry, key: '1', amountMinor: 700n, guessClientId: clientId })
    const booked = await pen.add('bankEntry', { ...entry, key: '2', amountMinor: 900n, guessClientId: clientId })
    await pen.add('bankEntry', { ...entry, key: '3', amountMinor: 50n, guessClientId: clientId, setAside: 'refund of a deposit' })
    await pen.add('payment', {
      clientId,
      amountMinor: 900n,
      currency: 'EUR',
      paidOn: day('2026-11-18'),
      kind: 'payment',
      bankEntryId: booked,
    })
  })
  const { unmatchedByClient } = await loadWorld(store.db, place.workspaceId, place.firm, place.by.today)
  expect([...unmatchedByClient]).toEqual([['c1', 700]])
})

test('holidays are the client’s country’s; the firm’s own calendar wins', async () => {
  await record(store, place.by, 'calendar', async pen => {
    await pen.add('calendarDay', { on: day('2026-05-15'), closed: true, label: 'bridge' })
    await pen.add('calendarDay', { on: day('2026-07-14'), country: 'FR', closed: false })
  })
  const { isHoliday, holidayName } = await loadWorld(store.db, place.workspaceId, place.firm, place.by.today)
  expect(holidayName?.('FR', day('2026-05-01'))).toBe('labour-day')
  expect(holidayName?.('JP', day('2026-05-15'))).toBe('bridge')
  const asked = ['FR 2026-05-01', 'GB 2026-05-01', 'FR 2026-05-15', 'JP 2026-05-15', 'FR 2026-07-14', 'XX 2026-12-25', 'JP 2027-01-01']
  expect(asked.map(q => isHoliday(q.slice(0, 2), day(q.slice(3))))).toEqual([true, false, true, true, false, false, true])
})

test('every shipped holiday file is whole and named for its country', async () => {
  const packs = await shippedHolidays()
  expect(packs.size).toBeGreaterThanOrEqual(50)
  for (const [country, pack] of packs) {
    expect([country, pack.from, pack.to]).toEqual([country, '2020-01-01', '2035-12-31'])
    for (let year = 2020; year <= 2035; year++)
      expect([country, year, [...pack.days.keys()].filter(d => d.startsWith(String(year))).length >= 4]).toEqual([country, year, true])
  }
  expect(() =>
    readHolidayPack('xx.json', '{"country":"XX","from":"2020-01-01","to":"2035-12-31","days":{"2026-02-30":"christmas-day"}}'),
  ).toThrow('xx.json, field "days"')
})

test.each([
  ['2026-11-20T10:00:00.000Z', 'Europe/Paris', '2026-11-20T10:00:00.000Z'], // 11 o'clock: now
  ['2026-11-20T05:00:00.000Z', 'Europe/Paris', '2026-11-20T08:00:00.000Z'], // 6 o'clock: at 9
  ['2026-11-20T17:00:00.000Z', 'Europe/Paris', '2026-11-21T08:00:00.000Z'], // 18 o'clock: tomorrow at 9
  ['2026-11-20T09:00:00.000Z', 'Asia/Tokyo', '2026-11-21T00:00:00.000Z'], // 18 o'clock there
  ['2026-03-28T20:00:00.000Z', 'Europe/Paris', '2026-03-29T07:00:00.000Z'], // the clocks go forward overnight
])('from %s a message to %s may leave at %s', (now, zone, expected) => {
  expect(nextAllowed(now, zone, [9, 18])).toBe(expected)
})

test('hours count in the client’s own zone, else its country’s, else ours', () => {
  const client = (zone: string | null, country: string | null) => ({ zone, country }) as Parameters<typeof zoneOf>[0]
  expect(zoneOf(client('Asia/Seoul', 'JP'), 'Europe/Paris')).toBe('Asia/Seoul')
  expect(zoneOf(client(null, 'JP'), 'Europe/Paris')).toBe('Asia/Tokyo')
  expect(zoneOf(client(null, 'US'), 'Europe/Paris')).toBe('America/New_York')
  expect(zoneOf(client(null, 'US'), 'America/Chicago')).toBe('America/Chicago')
  expect(zoneOf(client(null, null), 'Europe/Paris')).toBe('Europe/Paris')
})
