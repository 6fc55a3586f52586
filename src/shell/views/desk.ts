import type { Day } from '../../core/day/day.ts'
import { minorOfUnits, unitsOf } from '../../core/desk/claim.ts'
import type { FoundFee } from '../../core/desk/court.ts'
import { compareFees, type FeeComparison } from '../../core/desk/fees.ts'
import type { Closed } from '../../core/desk/gates.ts'
import { offerBounds, offersNow } from '../../core/desk/offers.ts'
import { type KeepSheet, keepSheet, oldestLateDays, type TermsAdvice, termsAdvice, USUAL_DAYS } from '../../core/desk/record.ts'
import { type Check, type ContractCheck, contractCheck } from '../../core/desk/untried.ts'
import { agencyFee, courtFee, discountFactor, type Way } from '../../core/economics/assumptions.ts'
import { rounded } from '../../core/economics/expectation.ts'
import type { Sensitivity } from '../../core/economics/ranges.ts'
import { type Option, type Worth, worthOf } from '../../core/economics/worth.ts'
import { refuse } from '../../core/fault.ts'
import { exponentOf } from '../../core/money/money.ts'
import { ASSUMED, VARIATIONS } from '../../packs/economics/defaults.ts'
import { unitsOfCost } from '../../packs/economics/units.ts'
import { type DeskAsked, type DeskCase, deskCase, type Given, reasonOf } from '../desk/desk-case.ts'
import { type Lever, leversOf } from '../desk/levers.ts'
import { lotOf, type OwnRecord, ownRecordOf } from '../desk/own-record.ts'
import { type DeskTools, deskTools } from '../desk/tools.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'
import { type AmountView, amountView } from './overview.ts'

/** A way on with its figures. Expectations in currency units, rounded to the currency's places. */
export interface WayView {
  readonly way: Way
  readonly net: number
  readonly low: number
  readonly high: number
  readonly days: number
  readonly cost: number
  readonly minutes: number
  readonly relationEffect: number
  readonly tieGroup: number
  readonly rate: number | null
  readonly closesDirectWay: boolean
  readonly needs: readonly string[]
  /** Why it is greyed; empty: open. */
  readonly closed: readonly Closed[]
  readonly formula: Option['formula']
  readonly terms: Option['terms']
}

export interface OfferView {
  readonly id: string
  readonly state: string
  readonly madeOn: Day
  readonly deadline: Day
  readonly pay: AmountView
  readonly discount: AmountView
  readonly paid: AmountView
}

export interface DeskView {
  readonly clientId: string
  readonly name: string
  readonly on: Day
  readonly currency: string
  readonly owed: AmountView
  readonly owedUnits: number
  readonly age: number
  readonly oldestDueOn: Day
  readonly invoices: readonly { readonly id: string; readonly number: string; readonly dueOn: Day; readonly open: AmountView }[]
  readonly leftOut: readonly { readonly number: string; readonly why: string }[]
  /** The step of the policy that asks for this decision stands on Today. */
  readonly isDue: boolean
  readonly ways: readonly WayView[]
  /** Ways that are not weighed at all, with why. */
  readonly excluded: readonly { readonly way: Way; readonly reason: string }[]
  readonly best: Way
  readonly path: Worth['path']
  readonly belief: number
  readonly beliefSource: 'given' | 'assumed'
  readonly settledInvoices: number
  readonly relation: Given
  readonly relationFromOrders: number
  /** What an enemy would cost the firm's name, the user's own figure. */
  readonly reputation: AmountView | null
  readonly fee: Given
  /** The agency leaves nothing once the relation is worth more than this; none: it never takes from it. */
  readonly agencyNothingFrom: number | null
  readonly agencyCheck: Worth['agencyCheck']
  readonly breakEven: Worth['breakEven']
  readonly fees: FeeComparison
  readonly stop: Worth['stop']
  readonly collecting: {
    readonly courtFee: number
    /** Where the court fee is written; none: nobody here knows it, the table shipped for another court stands in for it. */
    readonly courtFeeFrom: Pick<FoundFee, 'source' | 'since' | 'confidence'> | null
    readonly ownCost: number
    readonly winChance: number
    readonly seizeChance: number
    readonly costsBack: number
    readonly lawyerFee: number
  }
  readonly offer: {
    readonly least: AmountView
    readonly mostDiscount: AmountView
    readonly by: 'agency' | 'floor'
    readonly otherWay: AmountView
    readonly lastOfferedOn: Day | null
  }
  readonly offers: readonly OfferView[]
  readonly checks: readonly Check[]
  readonly contract: ContractCheck
  readonly barredOn: Day | null
  readonly courts: readonly {
    readonly code: string
    readonly name: string
    readonly against: readonly string[]
    readonly fee: { readonly amount: number; readonly currency: string } | null
  }[]
  /** What moving one assumption to its doubtful ends does to each way: its lower and its higher net. */
  readonly sensitivity: readonly {
    readonly assumption: string
    readonly part: string | null
    readonly ways: Readonly<Partial<Record<Way, readonly [low: number, high: number]>>>
  }[]
  readonly sources: readonly {
    readonly assumption: string
    readonly source: string
    readonly confidence: string
    /** shipped: `source` is ours · own: the firm's or the reader's · forecast: the client's own record · court, law: as the court's table or the tax law says. */
    readonly from: 'shipped' | 'own' | 'forecast' | 'court' | 'law'
    readonly levers: readonly Lever[]
  }[]
  /** How many units of the claim's currency stand for one of the euro, dollar or pound in which our own costs were assumed. */
  readonly costUnits: number
  readonly terms: TermsAdvice
  readonly keep: KeepSheet
  readonly out: readonly {
    readonly id: string
    readonly kind: string
    readonly to: string
    readonly draft: boolean
    readonly startedOn: Day
  }[]
  /** The run of being late this is about. */
  readonly cycle: string | null
  /** What the firm's own outcomes at this age and reason have done to the chances. */
  readonly ownRecord: readonly OwnRecord[]
  readonly reason: string
  /** Ways of equal worth, where the firm lets lots decide; what was drawn. */
  readonly lot: { readonly among: readonly Way[]; readonly drawn: Way | null }
}

/** The desk of one client. @throws Refusal where nothing late is left to decide about. */
export async function deskView(place: Place, clientId: string, asked: DeskAsked = {}): Promise<DeskView> {
  const [facts, tools] = await Promise.all([clientFactsOf(place, clientId), deskTools(place)])
  const desk = deskCase(tools, facts, place.by.today, asked)
  return desk
    ? viewOf(tools, desk, asked, place.by.today)
    : refuse('nothing-to-decide', `Nothing late is left to decide about ${facts.client.name}.`, {
        field: 'client',
        mend: 'Contested, barred and handed-over invoices are not weighed.',
      })
}

/** Weighs a case. Rounds expectations once, here. */
export function weigh(desk: DeskCase, withRanges = true): Worth {
  const { weighed: claim, assumptions, reputationCost } = desk
  return worthOf({
    claim,
    assumptions,
    variations: withRanges ? VARIATIONS : [],
    ...(reputationCost === undefined ? {} : { reputationCost }),
  })
}

function viewOf(tools: DeskTools, desk: DeskCase, asked: DeskAsked, today: Day): DeskView {
  const worth = weigh(desk)
  const { claim, facts, weighed, relation } = desk
  const { currency } = claim
  const round = (value: number): number => rounded(value, exponentOf(currency))
  const outcome = tools.decider.decide(facts, today).outcome
  return {
    ...headOf(desk, today),
    isDue: outcome.kind === 'act' && outcome.channel === 'desk',
    ways: worth.options.map(o => wayOf(o, desk.closed[o.way] ?? [], round)),
    excluded: worth.excluded,
    best: worth.best,
    path: worth.path,
    belief: worth.belief,
    beliefSource: asked.belief === undefined ? 'assumed' : 'given',
    settledInvoices: desk.record.settled,
    relation: { ...relation, value: round(relation.value) },
    relationFromOrders: round(desk.relationFromOrders),
    reputation: desk.reputationCost === undefined ? null : amountView(minorOfUnits(desk.reputationCost, currency), currency),
    fee: { ...desk.fee, value: worth.agencyCheck.fee },
    agencyNothingFrom: agencyNothingFrom(worth, desk, round),
    agencyCheck: worth.agencyCheck,
    breakEven: worth.breakEven,
    fees: feesOf(desk, worth),
    stop: { ...worth.stop, gain: round(worth.stop.gain) },
    collecting: collectingOf(desk, worth, round),
    ...offersOf(tools, desk, worth, today),
    checks: desk.checks,
    contract: contractCheck(facts, claim),
    barredOn: claim.barredOn,
    courts: desk.courts.map(c => ({
      code: c.pack.code,
      name: c.pack.name,
      against: c.against,
      fee: c.fee ? { amount: c.fee.amount, currency: c.fee.currency } : null,
    })),
    sensitivity: worth.sensitivity.map(moved => sensitivityOf(moved, round)),
    sources: sourcesOf(tools, desk),
    costUnits: unitsOfCost(currency),
    terms: termsAdvice(desk.record, facts.client.termsDays ?? USUAL_DAYS, oldestLateDays(desk.ledger)),
    keep: keepOf(tools, desk, round),
    out: facts.handOver
      .filter(h => h.endedOn === null)
      .map(h => ({ id: h.id, kind: h.kind, to: h.to, draft: h.draft === true, startedOn: h.startedOn })),
    owedUnits: weighed.owed,
    cycle: desk.cycle,
    reason: reasonOf(facts),
    ownRecord: ownRecordOf(weighed, desk.assumptions, tools.counts, reasonOf(facts)),
    lot: tools.settings.drawLots
      ? lotOf(
          worth.options.map(o => ({ way: o.way, tieGroup: o.tieGroup, isOpen: !desk.closed[o.way]?.length })),
          facts.lot,
          desk.cycle ?? '',
        )
      : { among: [], drawn: null },
  }
}

function headOf({ claim, facts }: DeskCase, today: Day) {
  const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
  const { currency } = claim
  return {
    clientId: facts.client.id,
    name: facts.client.name,
    on: today,
    currency,
    owed: amountView(claim.owedMinor, currency),
    age: claim.age,
    oldestDueOn: claim.oldestDueOn,
    invoices: claim.items.map(i => ({
      id: i.id,
      number: i.account.invoice.number,
      dueOn: i.dueOn,
      open: amountView(i.lateMinor, currency),
    })),
    leftOut: claim.leftOut.map(l => ({ number: numbers.get(l.invoiceId) ?? l.invoiceId, why: l.why })),
  }
}

const wayOf = (o: Option, closed: readonly Closed[], round: (value: number) => number): WayView => ({
  way: o.way,
  net: round(o.net),
  low: round(o.range[0]),
  high: round(o.range[1]),
  days: Math.round(o.days),
  cost: round(o.cost),
  minutes: o.minutes,
  relationEffect: round(o.relationEffect),
  tieGroup: o.tieGroup,
  rate: o.rate ?? null,
  closesDirectWay: o.closesDirectWay,
  needs: o.needs,
  closed,
  formula: o.formula,
  terms: o.terms,
})

/** Where the agency's net would be zero were the relation worth so much: EV without it, over the chance that it ends it. */
function agencyNothingFrom(worth: Worth, desk: DeskCase, round: (value: number) => number): number | null {
  const option = worth.options.find(o => o.way === 'agency')
  const { leaves } = desk.assumptions.agency
  return option && leaves > 0 ? round(Math.max(0, (option.net - option.relationEffect) / leaves)) : null
}

function feesOf({ assumptions: a, weighed }: DeskCase, worth: Worth): FeeComparison {
  const { owed, age } = weighed
  const fees = { flatFee: a.letter.cost, letterCollects: a.letter.collects, agencyFee: agencyFee(a.agency, owed, age) }
  return compareFees({ owed, belief: worth.belief, ...fees, nearness: 0.01 * owed })
}

const collectingOf = (
  { assumptions: a, weighed, courtFee: found }: DeskCase,
  worth: Worth,
  round: (value: number) => number,
): DeskView['collecting'] => ({
  courtFee: round(courtFee(a.court, weighed.owed)),
  courtFeeFrom: found ? { source: found.source, since: found.since, confidence: found.confidence } : null,
  ownCost: round(a.court.cost),
  winChance: a.court.collects,
  seizeChance: worth.belief,
  costsBack: a.court.costsBack,
  lawyerFee: round(a.letter.cost),
})

/** How far a settlement may go for this case. */
export function boundsOf(tools: DeskTools, desk: DeskCase, worth: Worth) {
  const { assumptions: a, claim, weighed } = desk
  const relationLoss = a.agency.leaves * (weighed.relation ?? 0)
  const check = worth.agencyCheck
  const agencyDiscount = Math.max(
    0,
    Math.min(1, 1 - Math.max(0, check.net - relationLoss) / (weighed.owed * discountFactor(a.capitalCost, 0))),
  )
  return offerBounds(claim.owedMinor, agencyDiscount, tools.settings.settleFloorPercent / 100, worth.breakEven.discount)
}

function offersOf(tools: DeskTools, desk: DeskCase, worth: Worth, today: Day): Pick<DeskView, 'offer' | 'offers'> {
  const { claim, facts, ledger } = desk
  const view = (minor: bigint): AmountView => amountView(minor, claim.currency)
  const bounds = boundsOf(tools, desk, worth)
  return {
    offer: {
      least: view(bounds.leastMinor),
      mostDiscount: view(bounds.mostDiscountMinor),
      by: bounds.by,
      otherWay: view(bounds.otherWayMinor),
      lastOfferedOn: desk.offered?.effectiveOn ?? null,
    },
    offers: offersNow(facts, ledger, today).map(({ offer: o, state, paidMinor }) => ({
      id: o.id,
      state,
      madeOn: o.effectiveOn,
      deadline: o.deadline,
      pay: amountView(o.payMinor, o.currency),
      discount: amountView(o.discountMinor, o.currency),
      paid: amountView(paidMinor, o.currency),
    })),
  }
}

const sensitivityOf = (
  { assumption, part, low, high }: Sensitivity,
  round: (value: number) => number,
): DeskView['sensitivity'][number] => ({
  assumption,
  part: part ?? null,
  ways: Object.fromEntries(
    [...low].map(([way, at]) => {
      const other = high.get(way) ?? at
      return [way, [round(Math.min(at, other)), round(Math.max(at, other))] as const]
    }),
  ),
})

/** Every assumption in use with its source; one that is the firm's, the client's or the reader's own says so. */
function sourcesOf(tools: DeskTools, { assumptions, unmoved, shipped, courtFee: fee, weighed }: DeskCase): DeskView['sources'] {
  const levers = leversOf(assumptions, unmoved, weighed)
  const tax = tools.writeOffs.get(tools.firm.country)
  return Object.entries(ASSUMED).map(([assumption, { source, confidence }]): DeskView['sources'][number] => {
    const name = assumption as keyof typeof ASSUMED // its own keys
    const of = { assumption, levers: levers[assumption] ?? [] }
    const own = { ...of, source: 'own', confidence: 'given', from: 'own' } as const
    if (assumptions[name] !== unmoved[name]) return own
    if (name === 'court' && fee)
      return { ...of, source: fee.source, confidence: fee.confidence === 'own' ? 'given' : 'read', from: 'court' }
    if (name === 'payWithin30') return { ...of, source: 'forecast', confidence: 'given', from: 'forecast' }
    if (name === 'writeOff' && tax && unmoved.writeOff.taxRelief > 0)
      return { ...of, source: `${tax.relief.clause} (${tax.source})`, confidence: 'read', from: 'law' }
    return name === 'writeOff' || unmoved[name] === shipped[name] ? { ...of, source, confidence, from: 'shipped' } : own
  })
}

function keepOf(tools: DeskTools, desk: DeskCase, round: (value: number) => number): KeepSheet {
  const { settings } = tools
  const sheet = keepSheet({
    turnover: unitsOf(desk.record.turnover.get(desk.claim.currency) ?? 0n, desk.claim.currency),
    marginShare: settings.marginPercent / 100,
    record: desk.record,
    capitalCost: settings.capitalPercent / 100,
    minutesPerChase: settings.minutesPerChase,
    costPerMinute: settings.costPerMinute,
  })
  const { turnover, margin, lateDays, financing, minutesCost, leaves } = sheet
  return {
    ...sheet,
    turnover: round(turnover),
    margin: round(margin),
    lateDays: rounded(lateDays, 0),
    financing: round(financing),
    minutesCost: round(minutesCost),
    leaves: round(leaves),
  }
}
