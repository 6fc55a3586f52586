/**
 * Builds src/packs/forecast/prior.ts from folders of settled invoices: `node scripts/build-forecast-prior.ts NAME=FILE …`.
 * Each file is CSV with customer, due_date, settled_date. Only the smoothed shares of delays leave this script: no row, no customer, no amount.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { day } from '../src/core/day/day.ts'
import { binOf, DELAY_BINS, delayOf } from '../src/core/forecast/delay.ts'
import { smoothed } from '../src/core/forecast/histogram.ts'

const MOST_OF_ONE_CUSTOMER = 10

function sharesIn(file: string): { shares: Float64Array; invoices: number; customers: number } {
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[] // csv-parse with columns gives text by name
  const settled = rows.filter(row => row.settled_date)
  const byCustomer = Map.groupBy(settled, row => row.customer ?? '')
  const counts = new Float64Array(DELAY_BINS)
  for (const own of byCustomer.values()) {
    const weight = Math.min(1, MOST_OF_ONE_CUSTOMER / own.length)
    for (const row of own) {
      const bin = binOf(delayOf(day(row.due_date ?? ''), day(row.settled_date ?? '')))
      counts[bin] = (counts[bin] ?? 0) + weight
    }
  }
  return { shares: smoothed(counts), invoices: settled.length, customers: byCustomer.size }
}

const sources = process.argv.slice(2).map(argument => {
  const [name = '', file = ''] = argument.split('=')
  return { name, ...sharesIn(file) }
})
const digits = (shares: Float64Array): string => [...shares].map(share => share.toPrecision(4)).join(', ')
const entries = sources.map(
  s => `  {
    name: '${s.name}',
    invoices: ${s.invoices},
    customers: ${s.customers},
    // biome-ignore format: one long row of shares
    shares: [${digits(s.shares)}],
  },`,
)
writeFileSync(
  new URL('../src/packs/forecast/prior.ts', import.meta.url),
  `import type { Habits } from './habits.ts'

/**
 * How business customers pay, as shares of delays a day from -60 to +120, the due date moved from a weekend to Monday; each customer counts at
 * most ${MOST_OF_ONE_CUSTOMER} invoices; smoothed 1-2-3-2-1 with 2 % spread evenly. Written by scripts/build-forecast-prior.ts; counts only, no row of the sources.
 */
export const HABITS: readonly Habits[] = [
${entries.join('\n')}
]
`,
)
