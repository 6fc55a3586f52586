import { type Assumptions, agencyFee, type Claim, discountFactor, onCurve, WAYS, type Way } from './assumptions.ts'
import { type AgencyCheck, agencyCheck, breakEvenDiscount } from './break-even.ts'
import { rangeOf, type Sensitivity, sensitivityOf, type Variation } from './ranges.ts'
import { type Solution, solve, type Valued } from './solve.ts'
import { leastForLetter, type StopAnswer, stopRule } from './stop.ts'
import { tieGroups } from './ties.ts'

/** Where a figure comes from: given by the user, an assumption (its key), or worked out from the others. */
export type TermSource = 'given' | 'derived' | keyof Assumptions

/** One figure of an option's formula. Money in currency units, chances 0 … 1, times in days. */
export interface Term {
  readonly code:
    | 'owed'
    | 'belief'
    | 'chance'
    | 'probability'
    | 'new-money'
    | 'money-if-paid'
    | 'discount'
    | 'fee'
    | 'cost'
    | 'leaves'
    | 'relation'
    | 'if-it-fails'
    | 'tax-relief'
  readonly value: number
  readonly source: TermSource
}

/** How an option's net is put together; its terms are named after it. */
export type Formula = 'step' | 'write-off'

/** One way on, weighed. Expectations in currency units. */
export interface Option {
  readonly way: Way
  readonly net: number
  /** Lowest and highest over the varied assumptions. */
  readonly range: readonly [low: number, high: number]
  /** Days until its money. */
  readonly days: number
  readonly cost: number
  readonly minutes: number
  /** −h·V: what this step is expected to do to the relation. */
  readonly relationEffect: number
  /** With it the amicable, direct way closes: others speak for us from then on. */
  readonly closesDirectWay: boolean
  /** Codes of what it needs before it can be taken. */
  readonly needs: readonly Need[]
  /** 1 is the best group; options in one group are called a tie. */
  readonly tieGroup: number
  /** The discount (settle) or the fee (agency). */
  readonly rate?: number
  readonly formula: Formula
  readonly terms: readonly Term[]
}

export type Need =
  | 'address'
  | 'phone'
  | 'written-agreement'
  | 'deadline'
  | 'checklist'
  | 'proof-of-claim'
  | 'mandate'
  | 'limitation-open'
  | 'approval'
  | 'tax-evidence'

const NEEDS: Readonly<Record<Way, readonly Need[]>> = {
  wait: [],
  remind: ['address'],
  call: ['phone'],
  plan: ['written-agreement'],
  'part-now': ['written-agreement'],
  settle: ['checklist', 'deadline', 'written-agreement'],
  letter: ['checklist', 'proof-of-claim', 'address'],
  agency: ['checklist', 'proof-of-claim', 'mandate'],
  court: ['checklist', 'proof-of-claim', 'address', 'limitation-open'],
  'write-off': ['approval', 'tax-evidence'],
}

const ASSUMPTION_OF: Readonly<Record<Exclude<Way, 'write-off'>, keyof Assumptions>> = {
  wait: 'payWithin30',
  remind: 'remind',
  call: 'call',
  plan: 'plan',
  'part-now': 'partNow',
  settle: 'settle',
  letter: 'letter',
  agency: 'agency',
  court: 'court',
}

/** Everything the decision desk shows for one claim. */
export interface Worth {
  readonly belief: number
  /** In order of net, best first. */
  readonly options: readonly Option[]
  /** Ways not offered, each with the code of its reason. */
  readonly excluded: readonly { readonly way: Way; readonly reason: string }[]
  readonly best: Way
  /** The best way month by month if every step fails. */
  readonly path: ReturnType<Solution['path']>
  /** Against the best way that is not a settlement: d* = 1 − V_next/(A·δ). */
  readonly breakEven: { readonly against: Way; readonly discount: number }
  readonly agencyCheck: AgencyCheck
  readonly stop: StopAnswer
  /** A lawyer's letter pays for itself from this amount on. */
  readonly leastForLetter: number
  readonly sensitivity: readonly Sensitivity[]
}

export interface WorthInput {
  readonly claim: Claim
  readonly assumptions: Assumptions
  readonly variations: readonly Variation[]
  /** What an enemy would cost the firm's name, currency units: the user's own figure. */
  readonly reputationCost?: number
}

const PATH_LENGTH = 8

/** Weighs every way on for one claim. Check the claim with `faultsIn` first. */
export function worthOf({ claim, assumptions: a, variations, reputationCost }: WorthInput): Worth {
  const solution = solve(claim, a)
  const sensitivity = sensitivityOf(claim, a, variations)
  const options = optionsOf(claim, a, solution, sensitivity)
  const [best] = options
  const ways = options.filter(option => option.way !== 'write-off')
  const [going] = ways
  const relation = claim.relation ?? 0
  const fee = agencyFee(a.agency, claim.owed, claim.age)
  const belief = claim.belief ?? onCurve(a.collectability, claim.age)
  const next = options.find(option => option.way !== 'settle')
  const day = discountFactor(a.capitalCost, a.settle.days)
  return {
    belief: solution.belief,
    options,
    excluded: WAYS.flatMap(way => (options.some(o => o.way === way) ? [] : [{ way, reason: reasonFor(way, claim) }])),
    best: best?.way ?? 'write-off',
    path: solution.path(PATH_LENGTH),
    breakEven: { against: next?.way ?? 'write-off', discount: breakEvenDiscount(claim.owed, next?.net ?? 0, day) },
    agencyCheck: agencyCheck(claim.owed, claim.owed * belief, fee, a.agency.leaves * relation),
    stop: stopRule({
      bestNet: going?.net ?? 0,
      relationLoss: -(going?.relationEffect ?? 0),
      writeOff: solution.writeOff,
      ...(reputationCost === undefined ? {} : { reputationCost }),
    }),
    leastForLetter: leastForLetter(a.letter.cost, a.letter.collects, solution.belief),
    sensitivity,
  }
}

function reasonFor(way: Way, claim: Claim): string {
  return claim.excluded?.[way] ?? (claim.used?.includes(way) ? 'already-tried' : 'too-early')
}

function optionsOf(claim: Claim, a: Assumptions, solution: Solution, sensitivity: readonly Sensitivity[]): Option[] {
  const stepped = solution.values.map(valued => stepOption(claim, solution.belief, valued, sensitivity))
  const all = claim.excluded?.['write-off'] === undefined ? [...stepped, writeOffOption(claim, a, solution.writeOff)] : stepped
  return tieGroups(all, option => option.net, a.tieShare * claim.owed).map(({ item, group }) => ({ ...item, tieGroup: group }))
}

function stepOption(
  claim: Claim,
  belief: number,
  { move, value, probability, later }: Valued,
  sensitivity: readonly Sensitivity[],
): Option {
  const relation = claim.relation ?? 0
  const way = move.way as Exclude<Way, 'write-off'> // moves never hold a write-off
  const source = ASSUMPTION_OF[way]
  const terms: Term[] = [
    { code: 'owed', value: claim.owed, source: 'given' },
    { code: 'belief', value: belief, source: claim.belief === undefined ? 'collectability' : 'given' },
    { code: 'chance', value: move.chance, source },
    { code: 'new-money', value: move.newMoney, source },
    { code: 'probability', value: probability, source: 'derived' },
    ...(move.rate === undefined ? [] : [{ code: way === 'agency' ? ('fee' as const) : ('discount' as const), value: move.rate, source }]),
    { code: 'money-if-paid', value: move.money, source },
    { code: 'cost', value: move.cost, source },
    { code: 'leaves', value: move.leaves, source },
    { code: 'relation', value: relation, source: 'given' },
    { code: 'if-it-fails', value: later, source: 'derived' },
  ]
  return {
    way,
    net: value,
    range: rangeOf(way, value, sensitivity),
    days: move.days,
    cost: move.cost,
    minutes: move.minutes,
    relationEffect: relation === 0 ? 0 : -move.leaves * relation,
    closesDirectWay: move.final,
    needs: NEEDS[way],
    tieGroup: 0,
    ...(move.rate === undefined ? {} : { rate: move.rate }),
    formula: 'step',
    terms,
  }
}

const writeOffOption = (claim: Claim, a: Assumptions, value: number): Option => ({
  way: 'write-off',
  net: value,
  range: [value, value],
  days: 0,
  cost: 0,
  minutes: 0,
  relationEffect: 0,
  closesDirectWay: false,
  needs: NEEDS['write-off'],
  tieGroup: 0,
  formula: 'write-off',
  terms: [
    { code: 'owed', value: claim.owed, source: 'given' },
    { code: 'tax-relief', value: a.writeOff.taxRelief, source: 'writeOff' },
  ],
})

/**
 * An option's net worked out again from its terms, for the opened figure:
 * step: probability·money − cost − leaves·relation + if-it-fails, with probability = chance·(belief + new-money·(1 − belief));
 * write-off: tax-relief·owed.
 */
export function netFromTerms(formula: Formula, terms: readonly Term[]): number {
  const term = (code: Term['code']): number => terms.find(t => t.code === code)?.value ?? 0
  if (formula === 'write-off') return term('tax-relief') * term('owed')
  const probability = term('chance') * (term('belief') + term('new-money') * (1 - term('belief')))
  return probability * term('money-if-paid') - term('cost') - term('leaves') * term('relation') + term('if-it-fails')
}
