import type { Day } from '../../core/day/day.ts'
import type { ClientNoun } from '../../core/facts/nouns.ts'
import { AGE_BUCKETS, type AgeBucket, type AgedBalance, AgeingReport } from '../../core/ledger/ageing.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { csvText } from '../../core/list/csv-text.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { keptReading } from '../kept-reading.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type StatementInput, statementDays } from './statement.ts'

export const AGEING_SORTS = ['oldest', 'open', 'name'] as const

export interface AgeingInput extends StatementInput {
  readonly currency?: string | undefined
  /** Only clients with something in this bucket. */
  readonly bucket?: AgeBucket | undefined
  /** Id or part of the name of a client. */
  readonly client?: string | undefined
  readonly sort?: (typeof AGEING_SORTS)[number] | undefined
}

/** What is owed in one currency by how late it is. Minor units as text. */
export interface AgedSums {
  readonly currency: string
  readonly parts: readonly { readonly bucket: AgeBucket; readonly minor: string }[]
  readonly openMinor: string
  /** Money and free credit that no invoice took. */
  readonly unappliedMinor: string
  readonly balanceMinor: string
}
export interface AgeingRow extends AgedSums {
  readonly clientId: string
  readonly name: string
}

export interface Ageing {
  readonly asOf: Day
  /** The instant whose knowledge this is; none: now. */
  readonly knownAt: string | null
  /** Of the rows below, by currency; two currencies never add. */
  readonly totals: readonly AgedSums[]
  /** One row a client and currency. */
  readonly rows: readonly AgeingRow[]
}

/** The facts that move a balance or a due day. */
const MOVES: readonly ClientNoun[] = [
  'invoice',
  'payment',
  'creditNote',
  'allocation',
  'extension',
  'shortPayment',
  'writeOff',
  'settlementOffer',
]

interface Read {
  readonly clientId: string
  readonly name: string
  readonly balance: AgedBalance
}
const kept = keptReading<readonly Read[]>()

async function read(place: Place, asOf: Day, knownAt: string | undefined): Promise<readonly Read[]> {
  const report = new AgeingReport(asOf)
  const rows: Read[] = []
  const known = { only: MOVES, ...(knownAt === undefined ? {} : { at: knownAt }) }
  for await (const page of streamClients(place.store.db, place.workspaceId, undefined, known))
    for (const facts of page)
      for (const balance of report.add(facts, openLedger(facts, asOf)))
        rows.push({ clientId: facts.client.id, name: facts.client.name, balance })
  return rows
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const bigFirst = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0)
const byName = (a: Read, b: Read): number => (plain(a.name) < plain(b.name) ? -1 : plain(a.name) > plain(b.name) ? 1 : 0)
const ORDER: Readonly<Record<(typeof AGEING_SORTS)[number], (a: Read, b: Read) => number>> = {
  oldest: (a, b) =>
    AGE_BUCKETS.toReversed().reduce((found, bucket) => found || bigFirst(a.balance[bucket], b.balance[bucket]), 0) || byName(a, b),
  open: (a, b) => bigFirst(a.balance.openMinor, b.balance.openMinor) || byName(a, b),
  name: byName,
}

const sumsOf = (b: AgedBalance): AgedSums => ({
  currency: b.currency,
  parts: AGE_BUCKETS.map(bucket => ({ bucket, minor: b[bucket].toString() })),
  openMinor: b.openMinor.toString(),
  unappliedMinor: b.unappliedMinor.toString(),
  balanceMinor: b.balanceMinor.toString(),
})

function totalsOf(rows: readonly Read[]): AgedSums[] {
  const sums = new Map<string, AgedBalance>()
  for (const { balance } of rows) {
    const sum = sums.get(balance.currency)
    if (!sum) {
      sums.set(balance.currency, balance)
      continue
    }
    const added = Object.fromEntries(
      ([...AGE_BUCKETS, 'openMinor', 'unappliedMinor', 'balanceMinor'] as const).map(key => [key, sum[key] + balance[key]]),
    )
    sums.set(balance.currency, { ...sum, ...added })
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)).map(sumsOf)
}

/** What every client owes on any day, by age and currency, as it was known at any instant. @throws Refusal where a day cannot be read. */
export async function ageingOf(place: Place, input: AgeingInput = {}): Promise<Ageing> {
  const { asOf, knownAt } = statementDays(place, input)
  const all = await kept(place, `${asOf} ${knownAt ?? ''}`, () => read(place, asOf, knownAt))
  const { currency, bucket, client, sort = 'oldest' } = input
  const wanted = plain(client ?? '')
  const found = all
    .filter(r => currency === undefined || r.balance.currency === currency)
    .filter(r => bucket === undefined || r.balance[bucket] > 0n)
    .filter(r => wanted === '' || r.clientId === client || plain(r.name).includes(wanted))
    .toSorted(ORDER[sort])
  return {
    asOf,
    knownAt: knownAt ?? null,
    totals: totalsOf(found),
    rows: found.map(r => ({ clientId: r.clientId, name: r.name, ...sumsOf(r.balance) })),
  }
}

/** Sums with amounts as decimal text, as files, `--json` and people who reckon further read them. */
export function decimalSums({ currency, parts, openMinor, unappliedMinor, balanceMinor }: AgedSums) {
  const text = (minor: string): string => toDecimal(money(BigInt(minor), currency))
  const ages = Object.fromEntries(parts.map(p => [p.bucket, text(p.minor)])) as Readonly<Record<AgeBucket, string>> // one for each bucket
  return { currency, ...ages, open: text(openMinor), unapplied: text(unappliedMinor), balance: text(balanceMinor) }
}

const COLUMNS = [...AGE_BUCKETS, 'open', 'unapplied', 'balance'] as const

/** One line a client and currency; amounts as decimal text with a point. */
export const ageingCsv = ({ asOf, rows }: Ageing): string =>
  csvText([
    ['asOf', 'client', 'clientId', 'currency', ...COLUMNS],
    ...rows.map(row => {
      const sums = decimalSums(row)
      return [asOf, row.name, row.clientId, row.currency, ...COLUMNS.map(c => sums[c])]
    }),
  ])
