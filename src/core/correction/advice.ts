import { addDays, type Day, isWeekend } from '../day/day.ts'
import { halfUp } from '../money/money.ts'

/** What the firm thinks about the case; every figure is an estimate that a person can change. Amounts in minor units, chances in percent. */
export interface Estimate {
  /** What the client will bring in margin over the next two years if the relation stays. */
  readonly futureMarginMinor: bigint
  readonly referralsMinor: bigint
  readonly testimonialsMinor: bigint
  readonly repeatMinor: bigint
  /** Chance that the difference is paid when we insist, and when we meet half-way. */
  readonly insistPaidPercent: number
  readonly compromisePaidPercent: number
  /** Chance that the client leaves after each. */
  readonly insistLeavesPercent: number
  readonly compromiseLeavesPercent: number
  readonly waiveLeavesPercent: number
  /** How much of the goodwill (referrals, testimonials, repeat business) a waiver is thought to bring. */
  readonly goodwillPercent: number
  /** What one unit of cash today is worth to the firm: 100 = its face value, 130 = badly needed. */
  readonly cashNeedPercent: number
}

export type Way = 'insist' | 'compromise' | 'waive'
export interface WayValue {
  readonly way: Way
  readonly cashMinor: bigint
  readonly relationMinor: bigint
  readonly goodwillMinor: bigint
  readonly totalMinor: bigint
}
export interface Advice {
  /** Best first. */
  readonly ways: readonly WayValue[]
  readonly best: Way
  /** The claim is past its limitation: insisting is out of the question. */
  readonly barred: boolean
}

const percent = (minor: bigint, ...percents: readonly number[]): bigint =>
  halfUp(
    percents.reduce((n, p) => n * BigInt(Math.round(p)), minor),
    100n ** BigInt(percents.length),
  )

/** The starting point where nobody has said anything: no future business is invented. */
export const noEstimate: Estimate = {
  futureMarginMinor: 0n,
  referralsMinor: 0n,
  testimonialsMinor: 0n,
  repeatMinor: 0n,
  insistPaidPercent: 70,
  compromisePaidPercent: 85,
  insistLeavesPercent: 20,
  compromiseLeavesPercent: 8,
  waiveLeavesPercent: 2,
  goodwillPercent: 30,
  cashNeedPercent: 100,
}

/**
 * Weighs insisting, meeting half-way and waiving (A10): expected cash at the firm’s need of it, less the margin that leaves with the client, plus the
 * goodwill that a waiver may bring (A11). Only arithmetic over the estimates; whoever reads it sees every term.
 */
export function advise(differenceMinor: bigint, estimate: Estimate, barred: boolean): Advice {
  const e = estimate
  const goodwill = e.referralsMinor + e.testimonialsMinor + e.repeatMinor
  const value = (way: Way, cash: bigint, leaves: number, good: bigint): WayValue => {
    const cashMinor = percent(cash, e.cashNeedPercent)
    const relationMinor = -percent(e.futureMarginMinor, leaves)
    return { way, cashMinor, relationMinor, goodwillMinor: good, totalMinor: cashMinor + relationMinor + good }
  }
  const half = halfUp(differenceMinor, 2n)
  const ways = [
    value('insist', barred ? 0n : percent(differenceMinor, e.insistPaidPercent), e.insistLeavesPercent, 0n),
    value(
      'compromise',
      percent(half, e.compromisePaidPercent),
      e.compromiseLeavesPercent,
      halfUp(percent(goodwill, e.goodwillPercent), 2n),
    ),
    value('waive', 0n, e.waiveLeavesPercent, percent(goodwill, e.goodwillPercent)),
  ]
  const ordered = ways
    .filter(w => !(barred && w.way === 'insist'))
    .sort((a, b) => (a.totalMinor < b.totalMinor ? 1 : a.totalMinor > b.totalMinor ? -1 : 0))
  return { ways: ordered, best: ordered[0]?.way ?? 'waive', barred }
}

export interface ChannelAdvice {
  readonly channel: 'meeting' | 'video' | 'phone'
  /** `default` · `far` · `small`. */
  readonly reason: 'default' | 'far' | 'small'
}

/** A meeting unless the sum is less than one period’s price, or they sit in another country (A6). */
export function channelFor(differenceMinor: bigint, periodPriceMinor: bigint, isAbroad: boolean): ChannelAdvice {
  if (differenceMinor < periodPriceMinor) return { channel: 'phone', reason: 'small' }
  return isAbroad ? { channel: 'video', reason: 'far' } : { channel: 'meeting', reason: 'default' }
}

/** Working days a known error has gone without a first contact (A4): the order in which cases climb. */
export function daysWaiting(foundOn: Day, today: Day, isHoliday: (d: Day) => boolean = () => false): number {
  let days = 0
  for (let at = addDays(foundOn, 1); at <= today && days < 1000; at = addDays(at, 1)) if (!isWeekend(at) && !isHoliday(at)) days += 1
  return days
}

/** Three answers, three lines each: all nine must be filled before the talk is ready (A5). */
export const OUTCOMES = ['pays', 'disputes', 'refuses'] as const
export const LINES = ['say', 'offer', 'limit'] as const
export type Outcomes = Readonly<Record<(typeof OUTCOMES)[number], Readonly<Record<(typeof LINES)[number], string>>>>

/** The lines that are still empty: `refuses.limit`. */
export const emptyLines = (outcomes: Partial<Outcomes> | undefined): string[] =>
  OUTCOMES.flatMap(o => LINES.filter(l => (outcomes?.[o]?.[l] ?? '').trim() === '').map(l => `${o}.${l}`))
