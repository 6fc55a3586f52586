import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { InterestAnswer } from '../../src/shell/law/interest-answer.ts'
import { asked, dunwell } from '../support/cli.ts'

const json = <T = InterestAnswer>(...args: string[]): Promise<T> => asked<T>(...args)
const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'rates-')), 'own.csv')
  writeFileSync(path, text)
  return path
}
const FR = ['interest', '--law', 'FR', '--principal', '1000.00', '--currency', 'EUR', '--due', '2025-01-31', '--until', '2025-06-30']
const HEAD = 'series,effective_from,rate_percent,source\n'

test('interest as JSON: amounts are decimal text, segments add up to the figure', async () => {
  const answer = await json(...FR)
  expect(answer).toMatchObject({ law: 'FR', interest: '54.04', total: '94.04', compensation: { amount: '40.00', currency: 'EUR' } })
  expect(answer.compensation?.clause).toContain('D441-5')
  expect(answer.segments).toHaveLength(1)
  expect(answer.segments[0]).toMatchObject({
    from: '2025-02-01',
    to: '2025-06-30',
    days: 150,
    base: '1000.00',
    rate: '13.15',
    amount: '54.04109589',
    exact: '3945/73',
  })
  expect(answer.segments[0]?.source).toContain('ECB main refinancing rate')
})

test('interest for a person: a table and the sum', async () => {
  const { out, code } = await dunwell(...FR, '--pay', '2025-03-01=400.00')
  expect(code).toBe(0)
  expect(out).toContain('France (business): art. L441-10 II')
  expect(out).toMatch(/interest +36\.60 EUR/)
  expect(out).toMatch(/fixed sum +40\.00 EUR/)
  expect(out).toMatch(/2025-03-02 .* 600\.00/)
  expect(out).toContain('time-barred after 2030-01-31')
})

test('days without dates, contract rate, day counts', async () => {
  expect(await json('interest', '--law', 'FR', '--principal', '15000', '--currency', 'EUR', '--days', '30', '--rate', '15')).toMatchObject({
    interest: '184.93',
    total: '224.93',
  })
  expect(
    (await json('interest', '--law', 'DE', '--principal', '1000', '--days', '90', '--rate', '6', '--day-count', '30/360')).interest,
  ).toBe('15.00')
  expect(
    (await json('interest', '--law', 'UK', '--principal', '1000', '--days', '50', '--rate', '8.5', '--rounding', 'day')).interest,
  ).toBe('11.50')
  expect(await json('interest', '--law', 'US', '--principal', '1000', '--days', '73', '--rate', '18')).toMatchObject({
    interest: '36.00',
    compensation: null,
    total: '36.00',
  })
  expect(await json('interest', '--law', 'JP', '--principal', '1000000', '--days', '30', '--rate', '5')).toMatchObject({
    currency: 'JPY',
    interest: '4109',
  })
})

test('consumers, public bodies and the order of the law', async () => {
  expect((await json(...FR, '--public')).segments[0]?.rate).toBe('11.15')
  expect(await json(...FR, '--consumer')).toMatchObject({ interest: '0.00', compensation: null, segments: [] })
  expect((await json(...FR, '--consumer', '--demand', '2025-05-31')).interest).toBe('3.05') // 30 days at 3.71
  expect((await json(...FR, '--pay', '2025-03-01=400', '--allocate', 'law')).payments).toEqual([
    { day: '2025-03-01', costs: '0.00', interest: '10.45', principal: '389.55', surplus: '0.00' },
  ])
  expect((await json(...FR, '--disputed', '1000')).interest).toBe('0.00')
})

test('a sum in euro is paid in zloty at a rate that must be given', async () => {
  const pl = ['interest', '--law', 'PL', '--principal', '10000', '--currency', 'PLN', '--due', '2025-03-31', '--until', '2025-07-15']
  const without = await json(...pl)
  expect(without).toMatchObject({ interest: '455.34', compensation: { amount: '70.00', currency: 'EUR' }, total: null })
  expect(without.notes.map(n => n.code)).toContain('exchange-missing')
  expect(await json(...pl, '--fx', 'EUR/PLN=4.20@2025-02-28')).toMatchObject({
    compensation: { amount: '294.00', currency: 'PLN' },
    total: '749.34',
  })
})

const DATED = ['--law', 'FR', '--principal', '10', '--due', '2025-01-31', '--until', '2025-06-30']
test.each([
  [['--law', 'XX', '--principal', '1'], 'Known laws: AT, BE, CA'],
  [
    ['--law', 'SE', '--principal', '1', '--due', '2026-06-01', '--until', '2026-09-01'],
    'series SE_REFERENSRANTA has no rate for 2026-07-01 (2026-07-01 to 2026-12-31)',
  ],
  [['--law', 'US', '--principal', '1', '--due', '2026-01-01', '--until', '2026-09-01'], 'Give the rate agreed as --rate'],
  [['--law', 'FR', '--principal', '1.234', '--days', '3'], 'field "principal": "1.234" is not an amount in EUR'],
  [['--law', 'FR', '--principal', '1', '--due', '2025-02-30', '--until', '2025-03-01'], 'field "due": "2025-02-30" is not a day'],
  [['--law', 'FR', '--principal', '1', '--due', '2025-02-01'], 'Give --until'],
  [['--law', 'FR', '--principal', '1', '--days', '3', '--pay', '2025-01-01=1'], 'need the dates of the claim'],
  [['--law', 'FR', '--principal', '1', '--days', '3', '--rate', '1,5'], 'field "rate": "1,5" is not a rate'],
  [['--law', 'FR', '--principal', '1', '--days', '3', '--rate', '-5'], 'Write percent a year, zero or more'],
  [['--law', 'FR', '--principal', '1', '--days', '3', '--consumer', '--public'], 'Give one of --consumer, --public and --public-health.'],
  [[...DATED, '--pay', '2025-03-01'], '"2025-03-01" is not a payment. Write it as 2025-03-01=400.00.'],
  [[...DATED, '--pay', '2025-03-01=4=5'], '"2025-03-01=4=5" is not a payment.'],
  [[...DATED, '--disputed', '5@2025-05-01..2025-04-01'], 'ends before it begins'],
  [['--law', 'PL', '--principal', '1', '--days', '3', '--fx', 'EUR/PLN=4.2'], 'Write it as EUR/PLN=4.2575@2025-02-28'],
  [['--law', 'FR', '--principal', '1', '--days', '3', '--rates', '/nowhere.csv'], 'cannot be read (ENOENT)'],
])('refused with what to do: %j', async (args, said) => {
  const { code, err, out } = await dunwell('interest', ...args)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain(said)
})

test('a missing rate can be brought along', async () => {
  const own = file(`${HEAD}SE_REFERENSRANTA,2026-07-01,1.75,bank table\n`)
  const answer = await json(
    'interest',
    '--law',
    'SE',
    '--principal',
    '1000',
    '--due',
    '2026-06-30',
    '--until',
    '2026-07-31',
    '--rates',
    own,
  )
  expect(answer.segments[0]).toMatchObject({ rate: '10', confidence: 'own' })
})

test('rates list, one series, check and what blocks', async () => {
  const all = await json<{ series: { series: string }[] }>('rates', 'list')
  expect(all.series.length).toBeGreaterThan(20)
  const one = await json<{ rates: { from: string; percent: string; source: string }[] }>('rates', 'list', '--series', 'JP_LEGAL_RATE')
  expect(one.rates.at(-1)).toMatchObject({ from: '2026-04-01', percent: '3' })
  const check = await json<{ gaps: { series: string; period: string; blocks: string[] }[] }>('rates', 'check', '--as-of', '2026-11-21')
  expect(check.gaps).toContainEqual({
    series: 'SE_REFERENSRANTA',
    from: '2026-07-01',
    period: '2026-07-01 to 2026-12-31',
    knownUntil: '2026-06-30',
    blocks: ['SE'],
  })
  expect(check.gaps.some(g => g.series === 'ECB_MRO_HALFYEAR')).toBe(false)
  const own = file(`${HEAD}SE_REFERENSRANTA,2026-07-01,2,bank table\n`)
  const mended = await json<{ gaps: { series: string }[] }>('rates', 'check', '--as-of', '2026-11-21', '--file', own)
  expect(mended.gaps.some(g => g.series === 'SE_REFERENSRANTA')).toBe(false)
  expect((await dunwell('rates', 'check', '--as-of', '2026-11-21')).out).toContain(
    'SE_REFERENSRANTA: no rate for 2026-07-01 to 2026-12-31 (read by SE)',
  )
  expect((await dunwell('rates', 'list', '--series', 'NOPE')).code).toBe(1)
})

test('rates import says what each line would change, and stores nothing', async () => {
  const own = file(
    `${HEAD}SE_REFERENSRANTA,2026-07-01,2,bank\nECB_MRO_HALFYEAR,2026-01-01,2.15,bank\nECB_MRO_HALFYEAR,2026-07-01,2.5,bank\n`,
  )
  const read = await json<{ stored: boolean; rates: { stands: string; known?: string }[] }>('rates', 'import', own)
  expect(read.stored).toBe(false)
  expect(read.rates.map(r => [r.stands, r.known])).toEqual([
    ['new', undefined],
    ['same', '2.15'],
    ['different', '2.4'],
  ])
  expect((await dunwell('rates', 'import', own)).out).toContain('line 4: ECB_MRO_HALFYEAR 2026-07-01 2.5 %: replaces 2.4 %')
})

test('a bad file of rates is refused whole, every bad line named', async () => {
  const bad = file(
    `${HEAD}NOPE,2026-07-01,2,x\nSE_REFERENSRANTA,2026-13-01,2,x\nSE_REFERENSRANTA,2026-07-01,2%,x\nSE_REFERENSRANTA,2026-07-01,2,\nSE_REFERENSRANTA,2026-08-01,2,x\nBE_LEGAL_ANNUAL,2027-07-01,2,x\nSE_REFERENSRANTA,2027-01-01,2,x\nSE_REFERENSRANTA,2027-01-01,3,x\n`,
  )
  const { code, err } = await dunwell('rates', 'import', bad)
  expect(code).toBe(1)
  for (const said of [
    'line 2, field "series"',
    'line 3, field "effective_from"',
    'line 4, field "rate_percent"',
    'line 5, field "source"',
    'line 6',
    'line 7',
    'line 9',
  ])
    expect(err).toContain(said)
  expect(err).not.toContain('line 8')
  expect((await dunwell('rates', 'import', file(`${HEAD}PL_NBP_REF_CHANGE,2026-09-10,3.5,NBP\n`))).err).toContain(
    'until when did you see this rate unchanged',
  )
  const seenUntil = file('series,effective_from,rate_percent,source,known_until\nPL_NBP_REF_CHANGE,2026-08-15,3.5,NBP,2026-11-21\n')
  expect((await dunwell('rates', 'check', '--as-of', '2026-11-21', '--file', seenUntil)).out).not.toContain('PL_NBP_REF_CHANGE')
  expect((await dunwell('rates', 'import', file('a,b\n1,2\n'))).err).toContain('there is no column series')
  expect((await dunwell('rates', 'import', file(`${HEAD}"broken`))).err).toContain('line 2: A quotation mark is opened and never closed.')
  expect((await dunwell('rates', 'import', file(`${HEAD}SE_REFERENSRANTA,2026-07-01\n`))).err).toContain(
    'line 2: The row has another number of cells',
  )
  expect((await dunwell('rates', 'import', file(HEAD))).err).toContain('line 1: The file holds headings and no rates.')
  const wide = file('')
  writeFileSync(wide, Buffer.from(`\ufeff${HEAD}SE_REFERENSRANTA,2027-01-01,2,bank\n`, 'utf16le'))
  expect((await dunwell('rates', 'import', wide)).out).toContain('line 2: SE_REFERENSRANTA 2027-01-01 2 %: new')
  expect((await dunwell('rates', 'import', file(''))).code).toBe(1)
})
