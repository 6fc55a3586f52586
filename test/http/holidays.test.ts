import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HolidaysView } from '../../src/shell/views/holidays.ts'
import { type House, openHouse } from '../acceptance/house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01')
})
afterEach(() => house.close())

const view = (query = '') => house.owner.get<HolidaysView>(`/api/v1/holidays${query}`)
const on = async (day: string, query = '') => (await view(query)).days.find(d => d.on === day)

test('holidays of a country are shown with where they come from, and changed for that country alone', async () => {
  const here = await view()
  expect(here).toMatchObject({ country: 'FR', year: 2026 })
  expect(here.source).toMatch(/date-holidays.*CC BY/)
  expect(here.countries.length).toBeGreaterThan(50)
  expect(await on('2026-07-14')).toMatchObject({ kind: 'public', name: 'bastille-day', id: null })
  const { id } = await house.owner.post<{ id: string }>('/api/v1/facts/calendar-day', { on: '2026-07-14', closed: false, country: 'FR' })
  await house.owner.post('/api/v1/facts/calendar-day', { on: '2026-12-24', closed: true, label: 'pont' })
  expect(await on('2026-07-14')).toMatchObject({ kind: 'open', name: 'bastille-day', id })
  expect(await on('2026-12-24', '?country=JP')).toMatchObject({ kind: 'closed', name: null, label: 'pont' })
  expect(await on('2026-07-14', '?country=JP')).toBeUndefined()
  expect(await on('2026-11-23', '?country=jp')).toMatchObject({ kind: 'public', name: 'labour-thanksgiving' })
  expect((await view('?year=2027')).days.every(d => d.on.startsWith('2027'))).toBe(true)
})

test('a country without a file has its weekends alone; what is no country or year is refused', async () => {
  expect(await view('?country=XX')).toMatchObject({ source: null, days: [] })
  expect(await house.owner.ask('GET', '/api/v1/holidays?country=France')).toMatchObject({ status: 422 })
  expect(await house.owner.ask('GET', '/api/v1/holidays?year=later')).toMatchObject({ status: 422 })
})
