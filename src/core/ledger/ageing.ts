import { addDays, type Day } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { Ledger } from './allocate.ts'
import { effectiveDue, extensionOn, partsOf } from './due.ts'

export const AGE_BUCKETS = ['notDue', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const
export type AgeBucket = (typeof AGE_BUCKETS)[number]
type Row = Record<AgeBucket, bigint>

/** What is open in one currency by how late it is. Minor units. */
export type Ageing = { readonly currency: string } & Readonly<Row>

const LIMITS: readonly (readonly [upToDays: number, bucket: AgeBucket])[] = [
  [0, 'notDue'],
  [30, 'days1to30'],
  [60, 'days31to60'],
  [90, 'days61to90'],
]

/** For each bucket the earliest due day that still falls into it, seen from a day: then a text comparison tells the age. */
type Bounds = readonly (readonly [dueFrom: Day, bucket: AgeBucket])[]
const boundsOn = (on: Day): Bounds => LIMITS.map(([upTo, bucket]) => [addDays(on, -upTo), bucket])

function bucketOf(dueOn: Day, bounds: Bounds): AgeBucket {
  for (const [dueFrom, bucket] of bounds) if (dueOn >= dueFrom) return bucket
  return 'over90'
}

const emptyRow = (): Row => ({ notDue: 0n, days1to30: 0n, days31to60: 0n, days61to90: 0n, over90: 0n })
const byCurrency = <T extends { readonly currency: string }>(a: T, b: T): number => (a.currency < b.currency ? -1 : 1)

function rowIn(rows: Map<string, Row>, currency: string): Row {
  const known = rows.get(currency)
  if (known) return known
  const made = emptyRow()
  rows.set(currency, made)
  return made
}

function rowsBy(facts: ClientFacts, ledger: Ledger, bounds: Bounds): Map<string, Row> {
  const rows = new Map<string, Row>()
  for (const { invoice, openMinor } of ledger.accounts) {
    if (openMinor <= 0n) continue
    const row = rowIn(rows, invoice.currency)
    const extension = facts.extension.length > 0 ? extensionOn(facts, invoice.id, ledger.asOf) : undefined
    if (invoice.instalments === null) {
      row[bucketOf(effectiveDue(invoice.dueOn, extension), bounds)] += openMinor
      continue
    }
    let covered = invoice.totalMinor - openMinor
    for (const part of partsOf(invoice)) {
      const taken = covered < part.minor ? covered : part.minor
      covered -= taken
      row[bucketOf(effectiveDue(part.agreedOn, extension), bounds)] += part.minor - taken
    }
  }
  return rows
}

/** Open amounts by age, by currency in the order of codes; instalments each by their own due day. The sum is what is open. */
export function ageing(facts: ClientFacts, ledger: Ledger): Ageing[] {
  return [...rowsBy(facts, ledger, boundsOn(ledger.asOf))].map(([currency, row]) => ({ currency, ...row })).sort(byCurrency)
}

/** The age of what is owed in one currency, with money and free credit that no invoice took. Minor units. */
export interface AgedBalance extends Ageing {
  /** The sum of the buckets. */
  readonly openMinor: bigint
  readonly unappliedMinor: bigint
  /** Open less unapplied. */
  readonly balanceMinor: bigint
}

const aged = (currency: string, row: Row, unappliedMinor: bigint): AgedBalance => {
  const openMinor = row.notDue + row.days1to30 + row.days31to60 + row.days61to90 + row.over90
  return { currency, ...row, openMinor, unappliedMinor, balanceMinor: openMinor - unappliedMinor }
}

/**
 * An ageing report over many clients, on one day: takes ledgers one after the other and keeps only the sums by currency.
 * Two currencies never add.
 */
export class AgeingReport {
  readonly #bounds: Bounds
  readonly #sums = new Map<string, Row>()
  readonly #unapplied = new Map<string, bigint>()

  /** @param on the civil day on which the age is told */
  constructor(on: Day) {
    this.#bounds = boundsOn(on)
  }

  /** Adds a client's ledger of the report's day. @returns its own rows: currencies in which something is open or unapplied. */
  add(facts: ClientFacts, ledger: Ledger): AgedBalance[] {
    const rows = rowsBy(facts, ledger, this.#bounds)
    const found: AgedBalance[] = []
    for (const [currency, row] of rows) {
      const sum = rowIn(this.#sums, currency)
      for (const bucket of AGE_BUCKETS) sum[bucket] += row[bucket]
      found.push(aged(currency, row, ledger.unapplied.get(currency) ?? 0n))
    }
    for (const [currency, minor] of ledger.unapplied) {
      if (minor === 0n) continue
      rowIn(this.#sums, currency)
      this.#unapplied.set(currency, (this.#unapplied.get(currency) ?? 0n) + minor)
      if (!rows.has(currency)) found.push(aged(currency, emptyRow(), minor))
    }
    return found.length > 1 ? found.sort(byCurrency) : found
  }

  /** The sums of all clients added so far, in the order of currency codes. */
  totals(): AgedBalance[] {
    return [...this.#sums].map(([currency, row]) => aged(currency, row, this.#unapplied.get(currency) ?? 0n)).sort(byCurrency)
  }
}
