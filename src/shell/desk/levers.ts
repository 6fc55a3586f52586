import type { Assumptions, Claim } from '../../core/economics/assumptions.ts'
import { type Reached, rowsReached } from '../../core/economics/rows.ts'
import { type LeverKind, numberAt, spotOf } from '../economics/settings.ts'

/** One number among the assumptions that a person may move. */
export interface Lever {
  /** As it is set: `call.boost`, `agency.feeByAge.2.fee`. */
  readonly path: string
  /** What the number is; of a table its name and column: `feeByAge.fee`. */
  readonly leaf: string
  readonly kind: LeverKind
  readonly value: number
  /** As far as a slider goes; a value beyond it may be written on the command line. */
  readonly least: number
  readonly most: number
  readonly step: number
  /** Of a row of a table: the days past due from or at which it holds. */
  readonly days?: number
}

const STEPS: Readonly<Record<LeverKind, number>> = { share: 0.01, added: 0.01, factor: 0.05, money: 1, days: 1, minutes: 1, months: 1 }
const REACH: Readonly<Record<LeverKind, number>> = { share: 1, added: 0.5, factor: 3, money: 500, days: 365, minutes: 240, months: 24 }
/** Chances this small are moved in smaller steps. */
const SMALL = 0.05
/** A slider for money has at most so many places. */
const PLACES = 500

/** Single numbers whose name alone would say something else. */
const LEAVES: Readonly<Record<string, string>> = { 'court.share': 'courtShare' }

/** A lever whose reach and step come from the number before it was moved: a slider must not change under the hand. */
type Make = (path: string, leaf: string, value: number) => Lever

const leversFrom =
  (before: Assumptions): Make =>
  (path, leaf, value) => {
    const { kind, least, most: bound } = spotOf(path)
    const start = numberAt(before, path) ?? value
    const most = Math.min(bound, Math.max(REACH[kind], kind === 'share' ? 1 : Math.ceil(start * 2)))
    const step = kind === 'money' ? Math.max(1, 10 ** Math.floor(Math.log10(most / PLACES))) : kind === 'share' && start > 0 && start < SMALL ? SMALL / 50 : STEPS[kind] // biome-ignore format: one choice
    return { path, leaf: LEAVES[path] ?? leaf, kind, value, least: kind === 'added' ? Math.max(least, -REACH.added) : least, most, step }
  }

/** The levers of the rows that the claim reaches, each table under the assumption it belongs to. */
function rowLevers(a: Assumptions, reached: Reached, make: Make): Readonly<Record<string, readonly Lever[]>> {
  const points = (name: 'collectability' | 'payWithin30'): Lever[] =>
    reached[name].flatMap(at => {
      const [days, chance] = a[name][at] ?? [0, 0]
      return [{ ...make(`${name}.${at + 1}.chance`, 'atDays', chance), days }]
    })
  return {
    collectability: points('collectability'),
    payWithin30: points('payWithin30'),
    agency: [
      ...reached['agency.feeByAge'].flatMap(at => feeByAge(a, at, make)),
      ...reached['agency.feeBySize'].map(at => make(`agency.feeBySize.${at + 1}.add`, 'feeBySize', a.agency.feeBySize[at]?.add ?? 0)),
    ],
    court: reached['court.fees'].map(at => make(`court.fees.${at + 1}.fee`, 'courtFee', a.court.fees[at]?.fee ?? 0)),
    settle: discounts(a.settle.grid, make),
  }
}

/** From which day a band of the agency's fee holds, and the fee. The first holds from the first day on. */
function feeByAge({ agency, horizonDays }: Assumptions, at: number, make: Make): Lever[] {
  const { from = 0, fee = 0 } = agency.feeByAge[at] ?? {}
  const path = `agency.feeByAge.${at + 1}`
  const least = (agency.feeByAge[at - 1]?.from ?? 0) + 1
  const most = (agency.feeByAge[at + 1]?.from ?? Math.max(from, horizonDays) + 1) - 1
  const begins = { ...make(`${path}.from`, 'feeFrom', from), least, most }
  return [...(at === 0 ? [] : [begins]), { ...make(`${path}.fee`, 'feeByAge', fee), days: from }]
}

/** The discounts that are tried: the smallest, the largest, and how far apart. */
function discounts([first, last, step]: Assumptions['settle']['grid'], make: Make): Lever[] {
  return [
    { ...make('settle.grid.from', 'discountFrom', first), most: last },
    { ...make('settle.grid.to', 'discountTo', last), least: first },
    { ...make('settle.grid.step', 'discountStep', step), least: 0.01, most: 0.25 },
  ]
}

/** Numbers that do nothing for this claim: a quoted fee has its own slider and leaves no bands; a court's table that reaches the claim leaves no share. */
const idle = (a: Assumptions, reached: Reached): ReadonlySet<string> =>
  new Set([
    ...(a.agency.quotedFee === undefined ? [] : ['agency.quotedFee', 'agency.leastFee', 'agency.mostFee']),
    ...(reached['court.fees'].length > 0 ? ['court.share', 'court.most'] : []),
  ])

/**
 * Every number that bears on a claim, by assumption: the single ones, and the rows of tables that it reaches.
 * @param before the assumptions as they were before anybody moved them.
 */
export function leversOf(a: Assumptions, before: Assumptions, claim: Claim): Readonly<Record<string, readonly Lever[]>> {
  const reached = rowsReached(claim, a)
  const make = leversFrom(before)
  const rows = rowLevers(a, reached, make)
  const out = idle(a, reached)
  return Object.fromEntries(
    Object.entries(a).map(([name, value]): [string, Lever[]] => {
      const singles =
        typeof value === 'number'
          ? [make(name, name, value)]
          : Object.entries(value as object).flatMap(([leaf, v]) => (typeof v === 'number' ? [make(`${name}.${leaf}`, leaf, v)] : []))
      return [name, [...singles.filter(lever => !out.has(lever.path)), ...(rows[name] ?? [])]]
    }),
  )
}
