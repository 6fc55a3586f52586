import { isDeepStrictEqual } from 'node:util'
import type { Assumptions } from '../../core/economics/assumptions.ts'
import { expectationText, rounded } from '../../core/economics/expectation.ts'
import { scaledMoney } from '../../core/economics/scale.ts'
import type { Option, Worth, WorthInput } from '../../core/economics/worth.ts'
import { exponentOf } from '../../core/money/money.ts'
import { ASSUMED, DEFAULTS } from '../../packs/economics/defaults.ts'
import { unitsOfCost } from '../../packs/economics/units.ts'

const share = (value: number): number => rounded(value, 4)

/** The desk as machine-readable output: expectations as decimal text in the currency's places, chances and rates as numbers. */
export function worthJson(worth: Worth, input: WorthInput, currency: string) {
  const money = (value: number): string => expectationText(value, exponentOf(currency))
  const { agencyCheck: check, stop } = worth
  return {
    owed: money(input.claim.owed),
    age: input.claim.age,
    currency,
    relation: money(input.claim.relation ?? 0),
    belief: worth.belief,
    best: worth.best,
    options: worth.options.map(option => optionJson(option, money)),
    excluded: worth.excluded,
    path: worth.path,
    breakEvenDiscount: share(check.breakEvenDiscount),
    breakEvenAgainstBest: { way: worth.breakEven.against, discount: share(worth.breakEven.discount) },
    agencyCheck: {
      owed: money(check.owed),
      collected: money(check.collected),
      fee: share(check.fee),
      net: money(check.net),
      samePercentageSettlement: money(check.samePercentageSettlement),
      breakEvenDiscount: share(check.breakEvenDiscount),
    },
    stop: { stop: stop.stop, code: stop.code, gain: money(stop.gain) },
    letterPaysFrom: Number.isFinite(worth.leastForLetter) ? money(worth.leastForLetter) : null,
    sensitivity: worth.sensitivity.map(({ assumption, part, low, high }) => ({
      assumption,
      ...(part === undefined ? {} : { part }),
      low: Object.fromEntries([...low].map(([way, value]) => [way, money(value)])),
      high: Object.fromEntries([...high].map(([way, value]) => [way, money(value)])),
    })),
    assumptions: assumptionsJson(input.assumptions, currency),
  }
}

const optionJson = (option: Option, money: (value: number) => string) => ({
  way: option.way,
  ...(option.rate === undefined ? {} : { rate: share(option.rate) }),
  expectedNet: money(option.net),
  range: { low: money(option.range[0]), high: money(option.range[1]) },
  days: option.days,
  cost: money(option.cost),
  minutes: option.minutes,
  relationEffect: money(option.relationEffect),
  closesDirectWay: option.closesDirectWay,
  needs: option.needs,
  tieGroup: option.tieGroup,
  formula: option.formula,
  terms: option.terms,
})

/** Every assumption used, with its source; one that was changed says so, one that is money in how many units of the currency. */
function assumptionsJson(used: Assumptions, currency: string) {
  const units = unitsOfCost(currency)
  const shipped = scaledMoney(DEFAULTS, units)
  return Object.fromEntries(
    Object.entries(ASSUMED).map(([key, assumed]) => {
      const name = key as keyof Assumptions // the keys of ASSUMED are those of Assumptions
      const value = used[name]
      if (!isDeepStrictEqual(value, shipped[name])) return [key, { value, source: 'given by you', confidence: 'given' }]
      return [key, { ...assumed, value, ...(isDeepStrictEqual(value, assumed.value) ? {} : { unitsOfCost: units }) }]
    }),
  )
}

const NAMES: Readonly<Record<Option['way'], string>> = {
  wait: 'wait',
  remind: 'remind',
  call: 'call',
  plan: 'payment plan',
  'part-now': 'part now',
  settle: 'settle',
  letter: "lawyer's letter",
  agency: 'agency',
  court: 'court',
  'write-off': 'write off',
}

const percent = (value: number): string => `${rounded(value * 100, 0)} %`

const nameOf = (option: Option): string => {
  if (option.rate === undefined) return NAMES[option.way]
  return option.way === 'settle' ? `settle at −${percent(option.rate)}` : `${NAMES[option.way]} at ${percent(option.rate)}`
}

/** The desk for a reader: one line an option, near ties marked alike. */
export function worthText(worth: Worth, input: WorthInput, currency: string): string {
  const money = (value: number): string => expectationText(value, 0)
  const head = ['way on', 'expected', 'range', 'days', 'cost', 'min', 'relation', 'tie']
  const rows = worth.options.map(o => [
    nameOf(o),
    money(o.net),
    `${money(o.range[0])} to ${money(o.range[1])}`,
    `${rounded(o.days, 0)}`,
    money(o.cost),
    `${o.minutes}`,
    money(o.relationEffect),
    `${o.tieGroup}`,
  ])
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map(row => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')
  const check = worth.agencyCheck
  return [
    `${expectationText(input.claim.owed, exponentOf(currency))} ${currency}, ${input.claim.age} days past due; collectable with ${percent(worth.belief)}`,
    '',
    line(head),
    ...rows.map(line),
    '',
    'Expected net in hand, everything that follows a failure included. Options of one tie group are too close to call.',
    'With an agency or a court the amicable, direct way closes.',
    `If every step fails: ${worth.path.map(step => NAMES[step.way]).join(' → ') || 'nothing is worth trying'}`,
    `Agency: of ${money(check.collected)} collected, ${percent(check.fee)} fee leave ${money(check.net)}; the same percentage offered as settlement leaves ${money(check.samePercentageSettlement)}.`,
    `Break-even discount against the agency: ${percent(check.breakEvenDiscount)}; against ${NAMES[worth.breakEven.against]}: ${percent(worth.breakEven.discount)}.`,
    worth.stop.stop ? `Stop: ${worth.stop.code}.` : 'Worth going on.',
    ...worth.excluded.map(({ way, reason }) => `Not offered: ${NAMES[way]} (${reason}).`),
    'Assumptions, not measurements: --json shows each with its source.',
    '',
  ].join('\n')
}
