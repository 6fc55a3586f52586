import { expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { type FeeQuestion, feeOf, type OwnCourtFee } from '../../src/core/desk/court.ts'
import { deskPacks } from '../../src/shell/desk/tools.ts'

const { courts } = await deskPacks()
const packOf = (code: string) => {
  const pack = courts.find(c => c.code === code)
  if (!pack) throw new Error(`no pack ${code}`)
  return pack
}
const asked = (owed: number, currency: string, country: string, own: readonly OwnCourtFee[] = []): FeeQuestion => ({
  ...{ owed, currency, country, own, today: day('2026-09-01') },
})
const fee = (code: string, owed: number, currency: string, country: string, own?: readonly OwnCourtFee[]) =>
  feeOf(packOf(code), asked(owed, currency, country, own))

// half of § 34 GKG's table in force since 1 June 2025, at least 38 euro, as a collector's published table of that day has it
test.each([
  [1, 38], [500, 38], [1000, 38], [1000.01, 41], [1500, 41], [2000, 51.5], [3000, 62.75], [5000, 85.25], [10_000, 141.5], [13_000, 156.75],
  [25_000, 217.75], [30_000, 238], [50_000, 319], [65_000, 389], [95_000, 529], [200_000, 1019], [500_000, 2069], [500_000.01, 2174], [550_000, 2174],
])('a German payment order over %s euro costs %s', (owed, amount) => {
  expect(fee('de-mahnbescheid', owed, 'EUR', 'DE')).toMatchObject({ amount, currency: 'EUR', confidence: 'seen', since: '2025-06-01' })
  expect(fee('eu-order-for-payment', owed, 'EUR', 'DE')?.amount).toBe(amount)
}) // biome-ignore format: one table

test.each([
  [100, 30], [500, 30], [1500, 30], [4000, 50], [7500, 100], [10_000, 125], [15_000, 188], [20_000, 250], [20_000.01, 251], [100_000, 1250], [5_000_000, 50_000],
])('an electronic order over %s złoty costs %s', (owed, amount) => {
  expect(fee('pl-epu', owed, 'PLN', 'PL')).toMatchObject({ amount, currency: 'PLN', confidence: 'seen', since: '2019-08-21' })
}) // biome-ignore format: one table

test('a fee by size says nothing of a claim in another currency; one for every size does; a court nobody here knows stays unknown', () => {
  expect(fee('pl-epu', 1000, 'EUR', 'PL')).toBeUndefined()
  expect(fee('eu-order-for-payment', 1000, 'EUR', 'PL')).toBeUndefined()
  expect(fee('eu-order-for-payment', 1000, 'PLN', 'PL')).toMatchObject({ amount: 100, confidence: 'secondary' })
  expect(fee('eu-order-for-payment', 1000, 'EUR', 'RO')).toMatchObject({ amount: 200, currency: 'RON', confidence: 'memory', upTo: null })
  expect(fee('eu-order-for-payment', 1000, 'EUR', 'IT')).toBeUndefined()
  expect(fee('fr-injonction-de-payer', 9, 'EUR', 'FR')).toMatchObject({ amount: 35.21, confidence: 'secondary', since: '2024-03-01' })
})

test('what the firm read goes before, within its range, its court and from its day on', () => {
  const said: OwnCourtFee = {
    ...{ id: 'f', procedure: 'eu-order-for-payment', country: 'IT', over: 1000, upTo: 5000, fee: 98, currency: 'EUR' },
    ...{ since: day('2026-01-01'), source: 'letter of the court' },
  }
  expect(fee('eu-order-for-payment', 2000, 'EUR', 'IT', [said])).toMatchObject({
    amount: 98,
    confidence: 'own',
    ownId: 'f',
    source: 'letter of the court',
  })
  expect(fee('eu-order-for-payment', 1000, 'EUR', 'IT', [said])).toBeUndefined()
  expect(fee('eu-order-for-payment', 5001, 'EUR', 'IT', [said])).toBeUndefined()
  expect(fee('eu-order-for-payment', 2000, 'EUR', 'DE', [said])?.amount).toBe(51.5)
  expect(fee('eu-order-for-payment', 2000, 'EUR', 'IT', [{ ...said, since: day('2026-09-02') }])).toBeUndefined()
  const newer = { ...said, id: 'g', fee: 110, since: day('2026-08-01') }
  expect(fee('eu-order-for-payment', 2000, 'EUR', 'IT', [newer, said])?.amount).toBe(110)
})

test('no fee is shipped without where it is written, when it was looked up and how far that can be relied on', () => {
  const fees = courts.flatMap(c => [c.fee, ...Object.values(c.feeIn ?? {})]).filter(f => f !== null)
  expect(fees.length).toBeGreaterThanOrEqual(7)
  for (const f of fees) {
    expect(f.source.length).toBeGreaterThan(10)
    expect(f.asOf).toMatch(/^\d{4}-\d\d$/)
    expect(['seen', 'secondary', 'memory']).toContain(f.confidence)
    expect(f.lines.map(l => l.fee)).toEqual(f.lines.map(l => l.fee).sort((a, b) => a - b))
  }
})
