import type { Assumptions } from '../../core/economics/assumptions.ts'
import type { Fault } from '../../core/fault.ts'

/** How a number is shown: a share of one, one that is added to another, a multiplier, money in currency units, days, minutes of work, months. */
export type LeverKind = 'share' | 'added' | 'factor' | 'money' | 'days' | 'minutes' | 'months'

/** Numbers that are no share of one, by their name or, in a table, by its path and column. */
const KINDS: Readonly<Record<string, LeverKind>> = {
  boost: 'factor',
  acceptSlope: 'factor',
  cost: 'money',
  most: 'money',
  minutes: 'minutes',
  months: 'months',
  days: 'days',
  payDay: 'days',
  horizonDays: 'days',
  'agency.feeByAge.from': 'days',
  'agency.feeBySize.from': 'money',
  'agency.feeBySize.add': 'added',
  'court.fees.upTo': 'money',
  'court.fees.fee': 'money',
}
/** The bounds of a number: by its name, else by its kind. */
const MOST_NAMED: Readonly<Record<string, number>> = { boost: 20, acceptSlope: 100, payDay: 30 }
const MOST: Readonly<Record<LeverKind, number>> = { share: 1, added: 1, factor: 100, money: 1e12, days: 3650, minutes: 1e5, months: 120 }

interface Spot {
  readonly kind: LeverKind
  readonly least: number
  readonly most: number
}

/** What a number at a path may be: `call.boost`, `agency.feeByAge.2.fee`. */
export function spotOf(path: string): Spot {
  const keys = path.split('.')
  const leaf = keys.at(-1) ?? ''
  const kind = KINDS[keys.filter(key => !/^\d+$/.test(key)).join('.')] ?? KINDS[leaf] ?? 'share'
  return { kind, least: kind === 'added' ? -1 : 0, most: MOST_NAMED[leaf] ?? MOST[kind] }
}

/** Names of the numbers of a row that has none of its own: a point of a curve, a range of discounts. */
const COLUMNS: Readonly<Record<number, readonly string[]>> = { 2: ['days', 'chance'], 3: ['from', 'to', 'step'] }

/** The key of a part within a list: a row by its place from 1, a number of a nameless row by its column. */
function placeIn(list: readonly unknown[], key: string): string {
  const isRow = typeof list[0] === 'number'
  return String(isRow ? (COLUMNS[list.length]?.indexOf(key) ?? -1) : Number(key) - 1)
}

const partOf = (whole: unknown, key: string): unknown =>
  typeof whole === 'object' && whole !== null
    ? Object.entries(whole).find(([name]) => name === (Array.isArray(whole) ? placeIn(whole, key) : key))?.[1]
    : undefined

/** The number at a path among the assumptions; none where there is no single number. */
export function numberAt(assumptions: Assumptions, path: string): number | undefined {
  let at: unknown = assumptions
  for (const key of path.split('.')) at = partOf(at, key)
  return typeof at === 'number' ? at : undefined
}

function withNumber(whole: unknown, [key, ...rest]: readonly string[], value: number): unknown {
  if (key === undefined) return value
  const part = withNumber(partOf(whole, key), rest, value)
  return Array.isArray(whole) ? whole.with(Number(placeIn(whole, key)), part) : { ...(whole as object), [key]: part } // `numberAt` found the path
}

/** Replaces single numbers of the assumptions, `call.boost=1.6` or `agency.feeByAge.2.fee=.25`, leaving the given object alone. */
export function applySettings(from: Assumptions, settings: readonly string[], faults: Fault[]): Assumptions {
  let current = from
  for (const setting of settings) {
    const [path = '', text = ''] = setting.split('=')
    const value = Number(text)
    const { least, most } = spotOf(path)
    if (numberAt(current, path) === undefined)
      faults.push({
        code: 'assumption-unknown',
        message: `"${path}" is no single number among the assumptions.`,
        field: 'set',
        mend: 'See the list in the manual, like call.boost=1.6.',
      })
    else if (text.trim() === '' || !(value >= least && value <= most))
      faults.push({
        code: 'number-out-of-bounds',
        message: `"${text}" is not a number from ${least} to ${most}.`,
        field: path,
        mend: `Give ${path}=NUMBER.`,
      })
    else current = withNumber(current, path.split('.'), value) as Assumptions // one number was replaced by another
  }
  if (settings.length > 0) faults.push(...disorderIn(current))
  return current
}

const LEAST_STEP = 0.01

/** Tables whose rows no longer rise, and a range of discounts that is none. */
function disorderIn({ collectability, payWithin30, agency, court, settle }: Assumptions): Fault[] {
  const tables: Readonly<Record<string, readonly number[]>> = {
    collectability: collectability.map(([days]) => days),
    payWithin30: payWithin30.map(([days]) => days),
    'agency.feeByAge': agency.feeByAge.map(line => line.from),
    'agency.feeBySize': agency.feeBySize.map(line => line.from),
    'court.fees': court.fees.map(line => line.upTo),
  }
  const faults = Object.entries(tables).flatMap(([field, starts]): Fault[] =>
    starts.every((start, at) => at === 0 || start > (starts[at - 1] ?? 0))
      ? []
      : [
          {
            code: 'rows-out-of-order',
            message: 'The rows of this table do not rise.',
            field,
            mend: 'Each row begins after the one before.',
          },
        ],
  )
  const [first, last, step] = settle.grid
  const mend = `The first is at most the last, the step at least ${LEAST_STEP}.`
  return first <= last && step >= LEAST_STEP
    ? faults
    : [...faults, { code: 'rows-out-of-order', message: 'These are no discounts to try.', field: 'settle.grid', mend }]
}
