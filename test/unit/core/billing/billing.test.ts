import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catchUpLines } from '../../../../src/core/billing/form.ts'
import { type Issued, matchDrafts, type WaitingDraft } from '../../../../src/core/billing/match.ts'
import { nextNumber, rangeFault } from '../../../../src/core/billing/number.ts'
import { delayCost, netOf, type Unbilled, unbilledGroups } from '../../../../src/core/billing/unbilled.ts'
import { day } from '../../../../src/core/day/day.ts'
import { readDecimal } from '../../../../src/core/money/decimal-text.ts'

const decimal = (text: string) => readDecimal(text) ?? { unscaled: 0n, scale: 0 }
const done = (id: string, on: string, netMinor: bigint, more: Partial<Unbilled> = {}): Unbilled => ({
  id,
  clientId: 'c',
  agreementId: null,
  currency: 'EUR',
  doneOn: day(on),
  netMinor,
  ...more,
})

describe('unbilled work', () => {
  test('quantity × rate is rounded once, in the currency’s own minor unit', () => {
    expect(netOf(decimal('7.5'), decimal('85.333'), 'EUR')).toBe(64_000n) // 639.9975
    expect(netOf(decimal('2.5'), decimal('9999'), 'JPY')).toBe(24_998n) // 24997.5
    expect(netOf(decimal('3'), decimal('1.2345'), 'TND')).toBe(3_704n) // 3.7035, three decimals
  })
  test('what the delay costs: 10,000.00 for 73 days at 10 % a year is 200.00', () => {
    expect(delayCost(1_000_000n, 73, 10)).toBe(20_000n)
    expect(delayCost(1_000_000n, -5, 10)).toBe(0n)
    expect(delayCost(1_000_000n, 73, 8.25)).toBe(16_500n)
  })
  test('one group a client and currency, the costliest delay first; work of tomorrow is not delivered yet', () => {
    const groups = unbilledGroups(
      [
        done('a', '2026-08-01', 100_000n),
        done('b', '2026-06-01', 50_000n),
        done('c', '2026-09-02', 999_999n),
        done('d', '2026-08-20', 9_000_000n, { clientId: 'x' }),
        done('e', '2026-08-20', 1n, { currency: 'USD' }),
      ],
      day('2026-09-01'),
      10,
    )
    expect(groups.map(g => [g.clientId, g.currency, g.netMinor, g.days, g.work.map(w => w.id).join('')])).toEqual([
      ['x', 'EUR', 9_000_000n, 12, 'd'],
      ['c', 'EUR', 150_000n, 92, 'ba'],
      ['c', 'USD', 1n, 12, 'e'],
    ])
    // 1,000.00 for 31 days and 500.00 for 92 days at 10 %: 8.49 + 12.60
    expect(groups[1]?.costMinor).toBe(849n + 1_260n)
    expect(groups[1]?.costPerMonthMinor).toBe(1_233n)
  })
})

describe('the invoice that a draft became', () => {
  const draft = (id: string, netMinor: bigint, number: string | null = null): WaitingDraft => ({
    id,
    clientId: 'c',
    currency: 'EUR',
    preparedOn: day('2026-09-01'),
    recordedAt: '2026-09-01T08:00:00Z',
    netMinor,
    number,
  })
  const issued = (id: string, netMinor: bigint, more: Partial<Issued> = {}): Issued => ({
    id,
    clientId: 'c',
    currency: 'EUR',
    number: `N-${id}`,
    issuedOn: day('2026-09-02'),
    recordedAt: '2026-09-03T08:00:00Z',
    netMinor,
    ...more,
  })
  test('is found by its sum, where one fits one', () => {
    expect(matchDrafts([draft('d', 100n)], [issued('i', 100n), issued('j', 101n)]).matched).toEqual([
      { draftId: 'd', invoiceId: 'i', by: 'amount' },
    ])
  })
  test('is found by its number, whatever its sum', () => {
    expect(matchDrafts([draft('d', 100n, 'N-i')], [issued('i', 90n), issued('j', 100n)]).matched).toEqual([
      { draftId: 'd', invoiceId: 'i', by: 'number' },
    ])
  })
  test('is left to a person where two could be meant, either way round', () => {
    expect(matchDrafts([draft('d', 100n)], [issued('i', 100n), issued('j', 100n)])).toEqual({
      matched: [],
      doubtful: [{ draftId: 'd', invoiceIds: ['i', 'j'] }],
    })
    expect(matchDrafts([draft('d', 100n), draft('e', 100n)], [issued('i', 100n)]).matched).toEqual([])
  })
  test.each([
    ['another client’s', { clientId: 'x' }],
    ['another currency', { currency: 'USD' }],
    ['one that was here before', { recordedAt: '2026-08-31T08:00:00Z' }],
    ['an older one', { issuedOn: day('2026-07-01') }],
  ])('is not %s', (_what, more) => {
    expect(matchDrafts([draft('d', 100n)], [issued('i', 100n, more)])).toEqual({ matched: [], doubtful: [] })
  })
})

describe('our own number range', () => {
  test('goes on from the highest number used, anew each year, never from other numbers', () => {
    const used = ['D-2026-0007', 'D-2026-0009', 'D-2025-0044', 'F-2026-0100', 'D-2026-x', 'D-2026-0008']
    expect(nextNumber('D-{year}-{n:4}', day('2026-09-01'), used)).toBe('D-2026-0010')
    expect(nextNumber('D-{year}-{n:4}', day('2027-01-01'), used)).toBe('D-2027-0001')
    expect(nextNumber('{n}/A', day('2026-09-01'), ['9/A', '10/B'])).toBe('10/A')
  })
  test.each(['F-{year}', 'F-{n}-{n}', '{month}-{n}', `{n}${'x'.repeat(50)}`])('%s is refused', pattern => {
    expect(rangeFault(pattern)?.code).toBe('range-unreadable')
  })
  test('is without gaps whatever was issued, in any order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.nat()), (count, chance) => {
        const used: string[] = []
        for (let n = 0; n < count; n += 1) {
          used.push(nextNumber('R{n:3}', day('2026-01-01'), used))
          used.sort(() => (Number(chance.next().value) % 2 === 0 ? 1 : -1))
        }
        expect(new Set(used).size).toBe(count)
        expect(used.toSorted().at(-1)).toBe(`R${String(count).padStart(3, '0')}`)
      }),
    )
  })
})

describe('a catch-up in a country’s form', () => {
  const period = (billedMinor: bigint, addedMinor: bigint) => ({
    from: day('2026-02-01'),
    to: day('2026-02-28'),
    billedMinor,
    addedMinor,
    originals: ['F-2'],
  })
  test('states the difference, or takes the original back and states it anew', () => {
    expect(catchUpLines('difference', [period(45_000n, 45_000n)]).map(l => [l.kind, l.minor])).toEqual([['difference', 45_000n]])
    expect(catchUpLines('whole', [period(45_000n, 45_000n)]).map(l => [l.kind, l.minor])).toEqual([
      ['taken-back', -45_000n],
      ['stated-anew', 90_000n],
    ])
    expect(catchUpLines('whole', [period(0n, 90_000n)]).map(l => l.kind)).toEqual(['difference'])
    expect(catchUpLines('whole', [period(90_000n, 0n)])).toEqual([])
  })
  test('sums to what is added, whatever the form', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 9n })
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount)), fc.constantFrom('difference' as const, 'whole' as const), (pairs, shows) => {
        const lines = catchUpLines(
          shows,
          pairs.map(([billed, added]) => period(billed, added)),
        )
        expect(lines.reduce((sum, l) => sum + l.minor, 0n)).toBe(pairs.reduce((sum, [, added]) => sum + added, 0n))
      }),
    )
  })
})
