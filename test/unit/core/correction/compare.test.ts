import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advise, channelFor, daysWaiting, emptyLines, noEstimate } from '../../../../src/core/correction/advice.ts'
import { type Billed, compare, differences } from '../../../../src/core/correction/compare.ts'
import { drifts } from '../../../../src/core/correction/drift.ts'
import { agreedPeriods } from '../../../../src/core/correction/periods.ts'
import { settle } from '../../../../src/core/correction/settle.ts'
import { type Terms, termsOf } from '../../../../src/core/correction/terms.ts'
import { addMonths, day } from '../../../../src/core/day/day.ts'
import type { Body } from '../../../../src/core/facts/nouns.ts'
import { aFact } from '../../../support/facts.ts'

const agreement = (given: Partial<Body<'agreement'>> = {}) =>
  aFact('agreement', { title: 'Upkeep', currency: 'EUR', priceMinor: 90_000n, period: 'month', startsOn: day('2026-01-01'), ...given })
function terms(given: Partial<Body<'agreement'>> = {}): Terms {
  const read = termsOf(agreement(given))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.terms
}
const faults = (given: Partial<Body<'agreement'>>): string[] => {
  const read = termsOf(agreement(given))
  return 'faults' in read ? read.faults.map(f => f.code) : []
}
const bill = (issuedOn: string, netMinor: bigint, more: Partial<Billed> = {}): Billed => ({
  invoiceId: `i ${issuedOn} ${netMinor}`,
  number: `F ${issuedOn}`,
  issuedOn: day(issuedOn),
  from: null,
  to: null,
  netMinor,
  ...more,
})
const agreed = (t: Terms, until: string): string[] => agreedPeriods(t, day(until)).map(p => `${p.from} ${p.agreedMinor}`)

describe('what was agreed, against hand-computed tables', () => {
  test('half price for the first months, then an index of 2.4 % a year', () => {
    const t = terms({
      schedule: { discounts: [{ from: '2026-01-01', to: '2026-01-31', percent: '50', why: 'opening' }] },
      indexation: { table: [{ from: '2026-04-01', factor: '1.024' }] },
    })
    expect(agreed(t, '2026-05-31')).toEqual([
      '2026-01-01 45000',
      '2026-02-01 90000',
      '2026-03-01 90000',
      '2026-04-01 92160',
      '2026-05-01 92160',
    ])
  })
  test('a price that changes within a month counts by days, rounded once', () => {
    // 10 days of 31 at 900.00 = 290.3226, 21 days at 1,000.00 = 677.4194: 967.74
    const t = terms({ schedule: { prices: [{ from: '2026-01-11', price: '1000.00' }] } })
    expect(agreed(t, '2026-01-31')).toEqual(['2026-01-01 96774'])
  })
  test('a yearly percent compounds at each anniversary', () => {
    // 900.00 × 1.03 = 927.00; × 1.03² = 954.81
    const t = terms({ period: 'year', indexation: { percent: '3' } })
    expect(agreed(t, '2028-06-30')).toEqual(['2026-01-01 90000', '2027-01-01 92700', '2028-01-01 95481'])
  })
  test('quarters, a quantity of 2.5, and a last period cut short', () => {
    // 2.5 × 900.00 = 2,250.00; the second quarter ends after 30 of 91 days: 741.76
    const t = terms({ period: 'quarter', quantity: '2.5', endsOn: day('2026-04-30') })
    expect(agreed(t, '2026-12-31')).toEqual(['2026-01-01 225000', '2026-04-01 74176'])
  })
  test('from the 31st every month begins on its last day', () => {
    expect(agreedPeriods(terms({ startsOn: day('2026-01-31') }), day('2026-03-31')).map(p => `${p.from} ${p.to}`)).toEqual([
      '2026-01-31 2026-02-27',
      '2026-02-28 2026-03-30',
      '2026-03-31 2026-04-29',
    ])
  })
})

test.each([
  ['start-missing', { startsOn: null }],
  ['period-missing', { period: null }],
  ['ends-before-start', { endsOn: day('2025-12-31') }],
  ['price-missing', { priceMinor: null }],
  [
    'schedule-overlaps',
    {
      schedule: {
        prices: [
          { from: '2026-02-01', price: '1.00' },
          { from: '2026-02-01', price: '2.00' },
        ],
      },
    },
  ],
  ['schedule-gap', { priceMinor: null, schedule: { prices: [{ from: '2026-02-01', price: '1.00' }] } }],
  ['amount-unreadable', { schedule: { prices: [{ from: '2026-02-01', price: '1,00' }] } }],
  ['day-unreadable', { schedule: { prices: [{ from: '2026-02-31', price: '1.00' }] } }],
  [
    'schedule-overlaps',
    {
      schedule: {
        discounts: [
          { from: '2026-01-01', percent: '5' },
          { from: '2026-02-01', percent: '5' },
        ],
      },
    },
  ],
  ['discount-ends-before-start', { schedule: { discounts: [{ from: '2026-02-01', to: '2026-01-01', percent: '5' }] } }],
  ['discount-too-large', { schedule: { discounts: [{ from: '2026-02-01', percent: '100.5' }] } }],
  ['number-unreadable', { quantity: 'two' }],
  ['index-twice', { indexation: { percent: '2', table: [{ from: '2026-02-01', factor: '1.02' }] } }],
] as const)('%s is said, and nothing is compared', (code, given) => {
  expect(faults(given as Partial<Body<'agreement'>>)).toContain(code)
})

describe('agreed against billed', () => {
  test('too little, right, missing, too much and double, each by its name', () => {
    const rows = compare(
      terms(),
      [
        bill('2026-01-05', 45_000n),
        bill('2026-02-05', 90_000n),
        bill('2026-04-05', 95_000n),
        bill('2026-05-05', 90_000n),
        bill('2026-05-20', 90_000n),
      ],
      day('2026-06-01'),
    ).rows
    expect(rows.map(r => [r.kind, r.differenceMinor])).toEqual([
      ['too-little', 45_000n],
      ['right', 0n],
      ['missing', 90_000n],
      ['too-much', -5_000n],
      ['double', -90_000n],
    ])
    expect(differences(rows)).toHaveLength(4)
  })
  test('the service period goes before the day of issue; a bill over a quarter is split by days to the cent', () => {
    const quarter = bill('2026-04-02', 270_001n, { from: day('2026-01-01'), to: day('2026-03-31') })
    const { rows } = compare(terms(), [quarter], day('2026-04-01'))
    expect(rows.map(r => r.billedMinor)).toEqual([93_001n, 84_000n, 93_000n])
    expect(rows.reduce((sum, r) => sum + r.billedMinor, 0n)).toBe(270_001n)
  })
  test('a month that is not over and not billed is no difference; tolerance swallows cents; bills outside are set apart', () => {
    const t = terms({ schedule: { tolerance: '0.05' } })
    const found = compare(t, [bill('2026-01-05', 89_996n), bill('2025-12-01', 100n)], day('2026-02-15'))
    expect(found.rows.map(r => r.kind)).toEqual(['right'])
    expect(found.outside.map(b => b.netMinor)).toEqual([100n])
  })
  test('a credit note takes back what was billed', () => {
    const { rows } = compare(terms(), [bill('2026-01-05', 90_000n), bill('2026-01-06', -30_000n)], day('2026-02-01'))
    expect(rows[0]).toMatchObject({ kind: 'too-little', differenceMinor: 30_000n })
  })
})

test('property: billed + corrected + waived + open = agreed for every period, to the cent, whatever the order', () => {
  const amount = fc.bigInt({ min: 0n, max: 200_000n })
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 18 }),
      fc.array(fc.tuple(fc.boolean(), fc.nat(100)), { maxLength: 6 }),
      (months, parts) => {
        const bills = months.flatMap((minor, n) => (minor === 0n ? [] : [bill(addMonths(day('2026-01-03'), n), minor)]))
        const { rows } = compare(terms(), bills, addMonths(day('2026-01-01'), months.length))
        let left = rows.reduce((sum, r) => sum + (r.differenceMinor > 0n ? r.differenceMinor : 0n), 0n)
        const remedies = parts.map(([isWaived, share]) => {
          const minor = (left * BigInt(share)) / 100n
          left -= minor
          return { kind: isWaived ? ('waived' as const) : ('corrected' as const), minor }
        })
        const settled = settle(rows, remedies)
        for (const r of settled) expect(r.billedMinor + r.correctedMinor + r.waivedMinor + r.openMinor).toBe(r.agreedMinor)
        expect(settle(rows, remedies.toReversed())).toEqual(settled)
        const waivedRest = settle(rows, [...remedies, { kind: 'waived', minor: left }])
        for (const r of waivedRest) expect(r.openMinor).toBe(r.differenceMinor < 0n ? r.differenceMinor : 0n)
        expect(() => settle(rows, [...remedies, { kind: 'waived', minor: left + 1n }])).toThrow(RangeError)
      },
    ),
    { numRuns: 200 },
  )
})

describe('without an agreement', () => {
  const months = (...amounts: readonly bigint[]) => amounts.map((minor, n) => ({ month: addMonths(day('2025-01-01'), n), minor }))
  const nine = Array.from({ length: 9 }, () => 90_000n)
  test('a sudden half is found, with honest confidence', () => {
    expect(drifts(months(...nine, 45_000n, 45_000n), day('2025-11-30'))).toMatchObject([
      { kind: 'fell', from: '2025-10-01', months: 2, usualMinor: 90_000n, perhapsMinor: 90_000n, confidence: 'high' },
    ])
    expect(drifts(months(90_000n, 90_000n, 90_000n, 45_000n), day('2025-04-30'))).toMatchObject([{ kind: 'fell', confidence: 'low' }])
  })
  test('a missing month is found; a client who left, or whose bills always vary, is left alone', () => {
    expect(drifts(months(...nine, 0n, 90_000n), day('2025-11-30'))).toMatchObject([
      { kind: 'month-missing', from: '2025-10-01', months: 1 },
    ])
    expect(drifts(months(...nine, 0n, 0n, 0n), day('2025-12-31'))).toEqual([])
    expect(drifts(months(1n, 500n, 90n, 7n, 4_000n, 2n), day('2025-06-30'))).toEqual([])
    expect(drifts([], day('2025-06-30'))).toEqual([])
  })
})

describe('advice', () => {
  test('nothing estimated: insisting brings most; a worthwhile relation turns it', () => {
    expect(advise(278_640n, noEstimate, false).best).toBe('insist')
    const valued = advise(278_640n, { ...noEstimate, futureMarginMinor: 2_000_000n, referralsMinor: 200_000n }, false)
    expect(valued.best).toBe('waive')
    expect(valued.ways.find(w => w.way === 'insist')).toMatchObject({
      cashMinor: 195_048n,
      relationMinor: -400_000n,
      totalMinor: -204_952n,
    })
    expect(advise(278_640n, noEstimate, true).ways.map(w => w.way)).not.toContain('insist')
  })
  test('a need of cash weighs for insisting', () => {
    const e = { ...noEstimate, futureMarginMinor: 900_000n }
    expect(advise(200_000n, e, false).best).toBe('compromise')
    expect(advise(200_000n, { ...e, cashNeedPercent: 300 }, false).best).toBe('insist')
  })
  test('a meeting is the default; the lesser channel says why', () => {
    expect(channelFor(300n, 100n, false)).toEqual({ channel: 'meeting', reason: 'default' })
    expect(channelFor(300n, 100n, true)).toEqual({ channel: 'video', reason: 'far' })
    expect(channelFor(99n, 100n, false)).toEqual({ channel: 'phone', reason: 'small' })
  })
  test('every working day without a contact counts', () => {
    expect(daysWaiting(day('2026-11-20'), day('2026-11-23'))).toBe(1)
    expect(daysWaiting(day('2026-11-20'), day('2026-11-27'), d => d === '2026-11-25')).toBe(4)
  })
  test('nine lines; an empty one is named', () => {
    const line = { say: 'a', offer: 'b', limit: 'c' }
    expect(emptyLines({ pays: line, disputes: line, refuses: { ...line, limit: ' ' } })).toEqual(['refuses.limit'])
    expect(emptyLines(undefined)).toHaveLength(9)
  })
})
