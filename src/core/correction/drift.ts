import { addDays, addMonths, type Day, dateOf } from '../day/day.ts'

/** What a client was billed in one calendar month, before tax. */
export interface MonthBilled {
  /** The month’s first day. */
  readonly month: Day
  readonly minor: bigint
}
export type Confidence = 'low' | 'medium' | 'high'

/** A change in what is billed that nobody explained. It proves nothing: without an agreement only a person knows. */
export interface Drift {
  readonly kind: 'fell' | 'month-missing'
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

/**
 * Looks for a sudden fall or a missing month in what one client is billed, where no agreement is on file. At least three months of one usual amount
 * must come before; the longer they are, the surer the finding. `until` is the last month that is over.
 */
export function drifts(billed: readonly MonthBilled[], until: Day): Drift[] {
  const byMonth = new Map(billed.map(b => [b.month, b.minor]))
  const [first] = [...byMonth.keys()].sort()
  if (first === undefined) return []
  const months: MonthBilled[] = []
  for (let n = 0, month = first; month <= until && n < 600; n += 1, month = addMonths(first, n))
    months.push({ month, minor: byMonth.get(month) ?? 0n })
  for (let at = MONTHS_MIN; at < months.length; at += 1) {
    const usual = usualOf(months.slice(0, at))
    const now = months[at]
    if (usual === undefined || usual <= 0n || !now || now.minor * 10n > usual * 6n) continue
    const lasting = months.slice(at).findIndex(m => m.minor * 10n > usual * 6n)
    const run = lasting === -1 ? months.slice(at) : months.slice(at, at + lasting)
    const isLost = run.every(m => m.minor === 0n)
    if (isLost && lasting === -1 && run.length >= MONTHS_MIN) return [] // they have left
    const perhapsMinor = run.reduce((sum, m) => sum + usual - m.minor, 0n)
    const kind = isLost ? 'month-missing' : 'fell'
    return [
      {
        kind,
        from: now.month,
        months: run.length,
        usualMinor: usual,
        nowMinor: now.minor,
        perhapsMinor,
        confidence: confidenceOf(at, run.length),
      },
    ]
  }
  return []
}
