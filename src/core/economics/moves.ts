import { type Assumptions, agencyFee, type Claim, courtFee, discountFactor, onCurve, type Price, type Way } from './assumptions.ts'

/** One way on, at one age, before anything is believed: EV = P·money − cost − leaves·V + (1 − P)·δ(30)·(what the next month offers). */
export interface Move {
  readonly way: Way
  /** q: the chance of payment if the debtor can be collected from at all. */
  readonly chance: number
  /** P = q·(b + newMoney·(1 − b)). */
  readonly newMoney: number
  /** Present worth of the money that comes if it works, currency units. */
  readonly money: number
  /** Days until that money. */
  readonly days: number
  readonly cost: number
  readonly minutes: number
  readonly leaves: number
  /** Nothing follows: the claim is out of our hands. */
  readonly final: boolean
  /** Bit of a way that can be used once. */
  readonly once: number
  /** The discount offered, where this is a settlement; the fee, where this is an agency. */
  readonly rate?: number
}

export const ONCE: Readonly<Partial<Record<Way, number>>> = { plan: 1, settle: 2, letter: 4, 'part-now': 8 }

const priced = (price: Price): Pick<Move, 'cost' | 'minutes' | 'leaves'> => ({
  cost: price.cost,
  minutes: price.minutes,
  leaves: price.leaves,
})
const FOLLOWED = { final: false, once: 0, newMoney: 0 } as const

/** All moves open for a claim at `age` days past due, a settlement once for each discount of the grid. */
export function movesAt(claim: Claim, a: Assumptions, age: number): Move[] {
  const { owed } = claim
  const alone = Math.min(a.mostChance, onCurve(a.payWithin30, age))
  const learned = learner(claim, age)
  const worth = (days: number): number => discountFactor(a.capitalCost, days)
  const nudges = (['wait', 'remind', 'call'] as const).map((way): Move => {
    const chance = learned(way, Math.min(a.mostChance, alone * a[way].boost))
    return { ...FOLLOWED, way, chance, money: owed * worth(a.payDay), days: a.payDay, ...priced(a[way]) }
  })
  const planDays = (a.plan.months * 30) / 2
  const partDays = (a.partNow.months * 30) / 2
  const offers: Move[] = [
    {
      ...FOLLOWED,
      way: 'plan',
      chance: learned('plan', Math.max(a.plan.accept, alone)),
      money: owed * a.plan.kept * worth(planDays),
      days: planDays,
      ...priced(a.plan),
      once: ONCE.plan ?? 0,
    },
    {
      ...FOLLOWED,
      way: 'part-now',
      chance: learned('part-now', Math.max(a.partNow.accept, alone)),
      money: owed * (a.partNow.share * worth(a.partNow.days) + (1 - a.partNow.share) * a.partNow.kept * worth(partDays)),
      days: a.partNow.days,
      ...priced(a.partNow),
      once: ONCE['part-now'] ?? 0,
    },
  ]
  const all = [...nudges, ...offers, ...settlements(claim, a, age, alone), ...harsher(claim, a, age, alone)]
  return all.filter(move => claim.excluded?.[move.way] === undefined)
}

/** The firm's own record, where it has one, in place of the assumed chance. */
const learner =
  (claim: Claim, age: number) =>
  (way: Way, assumed: number): number =>
    claim.learned ? Math.min(1, Math.max(0, claim.learned(way, age, assumed))) : assumed

function settlements(claim: Claim, a: Assumptions, age: number, alone: number): Move[] {
  const [from, to, step] = a.settle.grid
  const learned = learner(claim, age)
  const count = Math.floor((to - from) / step + 1e-9) + 1
  const offers = Array.from({ length: Math.max(0, count) }, (_, at): Move => {
    const discount = Math.round((from + at * step) * 1e4) / 1e4
    const accept = Math.min(a.settle.acceptMost, a.settle.acceptBase + a.settle.acceptSlope * discount)
    return {
      way: 'settle',
      chance: learned('settle', Math.max(accept, alone)), // who would have paid anyway takes it too
      newMoney: a.settle.newMoney,
      money: claim.owed * (1 - discount) * discountFactor(a.capitalCost, a.settle.days),
      days: a.settle.days,
      ...priced(a.settle),
      final: false,
      once: ONCE.settle ?? 0,
      rate: discount,
    }
  })
  // A larger discount that persuades nobody else is never offered.
  return offers.filter((offer, at) => offer.chance > (offers[at - 1]?.chance ?? 0))
}

function harsher(claim: Claim, a: Assumptions, age: number, alone: number): Move[] {
  const { owed } = claim
  const worth = (days: number): number => discountFactor(a.capitalCost, days)
  const learned = learner(claim, age)
  const fee = agencyFee(a.agency, owed, age)
  const courtCost = courtFee(a.court, owed) + a.court.cost
  const letter: Move = {
    ...FOLLOWED,
    way: 'letter',
    chance: learned('letter', Math.max(a.letter.collects, alone)),
    money: owed * worth(a.letter.days),
    days: a.letter.days,
    ...priced(a.letter),
    once: ONCE.letter ?? 0,
  }
  const agency: Move = {
    ...FOLLOWED,
    way: 'agency',
    chance: learned('agency', 1),
    money: owed * (1 - fee) * worth(a.agency.days),
    days: a.agency.days,
    ...priced(a.agency),
    final: true,
    rate: fee,
  }
  const court: Move = {
    ...FOLLOWED,
    way: 'court',
    chance: learned('court', a.court.collects),
    money: owed * worth(a.court.days) + a.court.costsBack * courtCost,
    days: a.court.days,
    ...priced(a.court),
    cost: courtCost,
    final: true,
  }
  return age > 0 ? [letter, agency, court] : [agency, court] // a lawyer's letter on the due date is no way to treat anybody
}
