import { type Billed, compare, differences } from '../src/core/correction/compare.ts'
import { drifts } from '../src/core/correction/drift.ts'
import { type Terms, termsOf } from '../src/core/correction/terms.ts'
import { addMonths, day, endOfMonth } from '../src/core/day/day.ts'
import type { Fact } from '../src/core/facts/nouns.ts'

export const name = 'corrections'

const AGREEMENTS = 50_000
const LINES_EACH = 20
const TODAY = day('2026-09-01')
const START = day('2025-01-01')

/** An agreement with a discount that ended, an index and a later price; every fifth is billed wrong in some months. */
function termsFor(at: number): Terms {
  const read = termsOf({
    ...{ id: `a${at}`, title: 'Upkeep', currency: 'EUR', priceMinor: 50_000n + BigInt(at % 977) * 100n, period: 'month' },
    ...{ startsOn: START, endsOn: null, quantity: at % 3 === 0 ? '2.5' : null },
    schedule: {
      discounts: [{ from: '2025-01-01', to: '2025-02-28', percent: '50', why: 'opening' }],
      prices: [{ from: '2026-03-16', price: '900.00' }],
    },
    indexation: { table: [{ from: '2026-01-01', factor: '1.024' }] },
  } as unknown as Fact<'agreement'>) // the fields that terms read
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.terms
}

/** What it would have been right to bill, spoilt for every fifth agreement. */
function billsFor(terms: Terms, at: number): Billed[] {
  const right = compare(terms, [], TODAY).rows
  return right.slice(0, LINES_EACH).map((row, n): Billed => {
    const netMinor = at % 5 === 0 && n > 12 ? row.agreedMinor / 2n : row.agreedMinor
    return { invoiceId: `i${at}-${n}`, number: `F-${at}-${n}`, issuedOn: row.from, from: row.from, to: row.to, netMinor }
  })
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const books = Array.from({ length: AGREEMENTS }, (_, at) => {
    const terms = termsFor(at)
    return { terms, bills: billsFor(terms, at) }
  })
  const lines = books.reduce((sum, b) => sum + b.bills.length, 0)
  const start = performance.now()
  let wrong = 0
  for (const { terms, bills } of books) wrong += differences(compare(terms, bills, TODAY).rows).length
  const compared = performance.now() - start
  const months = books.map(b => b.bills.map(x => ({ month: x.issuedOn, minor: x.netMinor })))
  const again = performance.now()
  let drifting = 0
  for (const billed of months) drifting += drifts(billed, endOfMonth(addMonths(TODAY, -1))).length
  return [
    { what: `${lines} invoice lines against ${AGREEMENTS} agreements: ${wrong} differences`, value: `${(compared / 1000).toFixed(1)} s` },
    {
      what: `drift of ${AGREEMENTS} clients without an agreement: ${drifting} found`,
      value: `${((performance.now() - again) / 1000).toFixed(1)} s`,
    },
  ]
}
