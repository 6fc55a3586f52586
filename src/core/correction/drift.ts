import { addDays, addMonths, type Day, dateOf } from '../day/day.ts'

/** What a client was billed in one calendar month, before tax. */
export interface MonthBilled {
  /** The month’s first day. */
  readonly month: Day
  readonly minor: bigint
}
export type Confidence = 'low' | 'medium' | 'high'

/** `rise-missing`: the price rose every year until it did not. */
export type DriftKind = 'fell' | 'month-missing' | 'rise-missing'

/** A change in what is billed that nobody explained. It proves nothing: without an agreement only a person knows. */
export interface Drift {
  readonly kind: DriftKind
  readonly from: Day
  /** Months it has lasted so far. */
  readonly months: number
  readonly usualMinor: bigint
  readonly nowMinor: bigint
  /** What would be missing if the usual amount had been meant. */
  readonly perhapsMinor: bigint
  readonly confidence: Confidence
}

const MONTHS_MIN = 3

export const monthOf = (on: Day): Day => addDays(on, 1 - dateOf(on))

/** Usual = the same amount in most of the months before; a bill that jumps about has no usual. */
function usualOf(months: readonly MonthBilled[]): bigint | undefined {
  const counts = Map.groupBy(months, m => m.minor)
  const [most] = [...counts].sort(([, a], [, b]) => b.length - a.length)
  return most && most[1].length * 3 >= months.length * 2 ? most[0] : undefined
}

const confidenceOf = (before: number, lasting: number): Confidence =>
  before >= 9 && lasting >= 2 ? 'high' : before >= 6 ? 'medium' : 'low'

const YEAR_MONTHS = 12
const RISES_MIN = 2
/** A rise this large is another price, not an index. Percent. */
const RISE_PERCENT_MAX = 15n

/** Where each new level of a steady monthly price begins; undefined where the price jumps about. */
function levelsOf(months: readonly MonthBilled[]): number[] | undefined {
  const starts = months.flatMap((m, at) => (at === 0 || m.minor !== months[at - 1]?.minor ? [at] : []))
  return starts.every((at, n) => n === 0 || at - (starts[n - 1] ?? 0) >= MONTHS_MIN) ? starts : undefined
}

/** A price that rose a little each year in the same month, at least twice, and then stayed: perhaps an index that nobody applied. */
function riseMissing(months: readonly MonthBilled[]): Drift | undefined {
  const starts = levelsOf(months)
  const rises = starts?.slice(1) ?? []
  const last = rises.at(-1)
  if (!starts || last === undefined || rises.length < RISES_MIN) return undefined
  const isYearly = rises.every((at, n) => n === 0 || at - (rises[n - 1] ?? 0) === YEAR_MONTHS)
  const levels = starts.map(at => months[at]?.minor ?? 0n)
  const areSmall = levels.every((to, n) => {
    const from = levels[n - 1]
    return from === undefined || (from > 0n && to > from && (to - from) * 100n <= from * RISE_PERCENT_MAX)
  })
  const due = months[last + YEAR_MONTHS]
  const now = levels.at(-1)
  const before = levels.at(-2)
  if (!isYearly || !areSmall || !due || now === undefined || before === undefined) return undefined
  const since = BigInt(months.length - last - YEAR_MONTHS)
  const usualMinor = (now * now) / before
  return {
    kind: 'rise-missing',
    from: due.month,
    months: Number(since),
    usualMinor,
    nowMinor: now,
    perhapsMinor: (usualMinor - now) * since,
    confidence: rises.length >= 4 ? 'high' : rises.length === 3 ? 'medium' : 'low',
  }
}

/** The falls and gaps in a run of months, each with how long it lasted. */
function falls(months: readonly MonthBilled[]): Drift[] {
  const found: Drift[] = []
  for (let at = MONTHS_MIN; at < months.length; at += 1) {
    const before = months.slice(Math.max(0, at - YEAR_MONTHS), at)
    const usual = usualOf(before)
    const now = months[at]
    if (usual === undefined || usual <= 0n || !now || now.minor * 10n > usual * 6n) continue
    const lasting = months.slice(at).findIndex(m => m.minor * 10n > usual * 6n)
    const run = lasting === -1 ? months.slice(at) : months.slice(at, at + lasting)
    const isLost = run.every(m => m.minor === 0n)
    if (isLost && lasting === -1 && run.length >= MONTHS_MIN) return found // they have left
    found.push({
      kind: isLost ? 'month-missing' : 'fell',
      from: now.month,
      months: run.length,
      usualMinor: usual,
      nowMinor: now.minor,
      perhapsMinor: run.reduce((sum, m) => sum + usual - m.minor, 0n),
      confidence: confidenceOf(before.filter(m => m.minor === usual).length, run.length),
    })
    at += run.length - 1
  }
  return found
}

/**
 * Looks for sudden falls, missing months and a yearly rise that did not come in what one client is billed, where no agreement is on file. At least
 * three months of one usual amount must come before; the longer they are, the surer the finding. `until` is the last month that is over.
 */
export function drifts(billed: readonly MonthBilled[], until: Day): Drift[] {
  const byMonth = new Map(billed.map(b => [b.month, b.minor]))
  const [first] = [...byMonth.keys()].sort()
  if (first === undefined) return []
  const months: MonthBilled[] = []
  for (let n = 0, month = first; month <= until && n < 600; n += 1, month = addMonths(first, n))
    months.push({ month, minor: byMonth.get(month) ?? 0n })
  const found = falls(months)
  const rise = found.length === 0 ? riseMissing(months) : undefined
  return rise ? [rise] : found
}
