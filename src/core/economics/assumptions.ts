/**
 * What the economics of a claim rests on. Core holds the shape, a data pack the values with their sources, the user the last word: everything
 * here is an input. Chances and shares run from 0 to 1, ages and times are days, money is currency units as plain numbers.
 *
 * Money in economics is an EXPECTATION, not an amount anybody owes: plain floating numbers are right for it and wrong for a ledger. It is
 * rounded once, at the edge, by `rounded` (expectation.ts), and never written into a ledger.
 */
export interface Assumptions {
  /** Yearly cost of capital: δ(t) = (1 + this)^(−t/365). */
  readonly capitalCost: number
  /** κ: what is left of the belief in a debtor after a month of failing. */
  readonly beliefDecay: number
  /** P(ever collected) by days past due. */
  readonly collectability: Points
  /** P(pays within 30 days, left alone) by days past due. For a real client it comes from the forecast. */
  readonly payWithin30: Points
  /** The claim is given up this many days past due. */
  readonly horizonDays: number
  /** Payments that nothing fixes a day for come this many days into their month. */
  readonly payDay: number
  /** No chance of payment goes beyond this. */
  readonly mostChance: number
  readonly wait: Nudge
  readonly remind: Nudge
  readonly call: Nudge
  readonly plan: { readonly accept: number; readonly kept: number; readonly months: number } & Price
  readonly partNow: {
    readonly accept: number
    readonly share: number
    readonly kept: number
    readonly months: number
    readonly days: number
  } & Price
  readonly settle: SettleAssumptions
  readonly letter: { readonly collects: number; readonly days: number } & Price
  readonly agency: AgencyAssumptions
  readonly court: CourtAssumptions
  readonly writeOff: { readonly taxRelief: number }
  /** Options closer than this share of what is owed are called a tie. */
  readonly tieShare: number
}

/** Straight lines between (days, value); level beyond both ends. In order of days. */
export type Points = readonly (readonly [days: number, value: number])[]

export interface Price {
  /** Our cost in currency units, `minutes` of work included. */
  readonly cost: number
  readonly minutes: number
  /** h: the chance that this ends the relation, beyond what waiting would. */
  readonly leaves: number
}

/** A step that multiplies the chance of payment left alone. */
export interface Nudge extends Price {
  readonly boost: number
}

export interface SettleAssumptions extends Price {
  /** s(x) = min(acceptMost, acceptBase + acceptSlope·x) for a discount x. */
  readonly acceptBase: number
  readonly acceptSlope: number
  readonly acceptMost: number
  /** A discount also draws money from this share of those who would never have paid in full. */
  readonly newMoney: number
  readonly days: number
  /** Discounts tried: from, to, step. */
  readonly grid: readonly [from: number, to: number, step: number]
}

export interface AgencyAssumptions extends Price {
  /** Share of what is recovered, by days past due: the last line whose `from` is reached. */
  readonly feeByAge: readonly { readonly from: number; readonly fee: number }[]
  /** Added to the fee by amount owed: the last line whose `from` is reached. */
  readonly feeBySize: readonly { readonly from: number; readonly add: number; readonly exclusive?: true }[]
  readonly leastFee: number
  readonly mostFee: number
  /** A fee that was quoted; replaces the bands. */
  readonly quotedFee?: number
  readonly days: number
}

export interface CourtAssumptions extends Price {
  /** Court fee by amount: the first line whose `upTo` covers it; above the last, `share` of the amount, at most `most`. */
  readonly fees: readonly { readonly upTo: number; readonly fee: number }[]
  readonly share: number
  readonly most: number
  /** What is won of a collectable debt. */
  readonly collects: number
  /** Share of the costs that comes back when won. */
  readonly costsBack: number
  readonly days: number
}

/** The ways on from an unpaid claim. */
export const WAYS = ['wait', 'remind', 'call', 'plan', 'part-now', 'settle', 'letter', 'agency', 'court', 'write-off'] as const
export type Way = (typeof WAYS)[number]

/** A claim to be judged. */
export interface Claim {
  /** Currency units. */
  readonly owed: number
  /** Days past due, 0 or more. */
  readonly age: number
  /** V: what the relation is worth, currency units; see `relationValue`. */
  readonly relation?: number
  /** b: the chance that this debtor can be collected from at all; the age curve's where absent. What an agency would collect, over what is owed. */
  readonly belief?: number
  /** Ways that country or facts do not allow, each with the code of its reason. */
  readonly excluded?: Readonly<Partial<Record<Way, string>>>
  /** Ways of which there is only one and it has been used. */
  readonly used?: readonly Way[]
  /** The chance of an action at an age after the firm's own record, see `learning.ts`; the assumed chance where absent. */
  readonly learned?: (way: Way, age: number, assumed: number) => number
}

/** The value at `days` on straight lines between points. */
export function onCurve(points: Points, days: number): number {
  const after = points.findIndex(([at]) => at >= days)
  const [, last = 0] = points.at(-1) ?? []
  if (after < 0) return last
  const [toDays = 0, to = 0] = points[after] ?? []
  const [fromDays = toDays, from = to] = points[after - 1] ?? []
  return toDays === fromDays ? to : from + ((to - from) * (days - fromDays)) / (toDays - fromDays)
}

/** δ(t): what a unit in `days` days is worth today. */
export const discountFactor = (capitalCost: number, days: number): number => (1 + capitalCost) ** (-days / 365)

/**
 * V = m·r/(1 + i − r): the margin of years to come. @param margin a year's, currency units. @param retention a year's, 0 … 1.
 * @param stillClient chance that a client this late is still a client.
 */
export const relationValue = (margin: number, retention: number, capitalCost: number, stillClient = 1): number =>
  (stillClient * (margin * retention)) / (1 + capitalCost - retention)

/** The agency's share of what it recovers: quoted, or by age and size, within its bounds. */
export function agencyFee(agency: AgencyAssumptions, owed: number, age: number): number {
  if (agency.quotedFee !== undefined) return agency.quotedFee
  const byAge = agency.feeByAge.findLast(line => age >= line.from)?.fee ?? 0
  const bySize = agency.feeBySize.findLast(line => (line.exclusive ? owed > line.from : owed >= line.from))?.add ?? 0
  return Math.min(agency.mostFee, Math.max(agency.leastFee, byAge + bySize))
}

/** What the court asks for a claim of this size, currency units. */
export const courtFee = (court: CourtAssumptions, owed: number): number =>
  court.fees.find(line => owed <= line.upTo)?.fee ?? Math.min(court.most, court.share * owed)
