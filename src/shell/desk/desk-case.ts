import type { Day } from '../../core/day/day.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import { claimOf, type DeskClaim, unitsOf } from '../../core/desk/claim.ts'
import {
  type CourtCase,
  type CourtPack,
  type FeeQuestion,
  type FoundFee,
  feeOf,
  type Ineligible,
  ineligible,
} from '../../core/desk/court.ts'
import { type Closed, closedWays, hardOf } from '../../core/desk/gates.ts'
import { offerWithin } from '../../core/desk/offers.ts'
import { ownPayWithin30, type PaymentRecord, paymentRecord } from '../../core/desk/record.ts'
import { UNKNOWN_REASON } from '../../core/desk/trials.ts'
import { type Check, checklist } from '../../core/desk/untried.ts'
import { reliefOf } from '../../core/desk/write-off.ts'
import { type Assumptions, type Claim, relationValue, type Way } from '../../core/economics/assumptions.ts'
import { scaledMoney } from '../../core/economics/scale.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { type Ledger, openLedger } from '../../core/ledger/allocate.ts'
import { currentCycle } from '../../core/ledger/cycle.ts'
import { channelFields } from '../../packs/channel-fields.ts'
import { DEFAULTS } from '../../packs/economics/defaults.ts'
import { unitsOfCost } from '../../packs/economics/units.ts'
import { applySettings } from '../economics/settings.ts'
import type { DeskTools } from './tools.ts'

/** What a person moved on the desk. Numbers in currency units and shares 0 … 1. */
export interface DeskAsked {
  readonly currency?: string | undefined
  readonly relation?: number | undefined
  readonly belief?: number | undefined
  readonly fee?: number | undefined
  /** Single assumptions, `call.boost=1.6`. */
  readonly set?: readonly string[] | undefined
}

/** A figure that a person may move, and where it comes from. */
export interface Given {
  readonly value: number
  readonly source: 'given' | 'own' | 'orders' | 'intermediary' | 'assumed'
}

/** One client's decision with everything it rests on, before it is weighed. */
export interface DeskCase {
  readonly facts: ClientFacts
  readonly ledger: Ledger
  readonly claim: DeskClaim
  readonly record: PaymentRecord
  readonly checks: readonly Check[]
  readonly closed: Readonly<Partial<Record<Way, readonly Closed[]>>>
  readonly offered: Fact<'settlementOffer'> | undefined
  readonly assumptions: Assumptions
  /** As they were before the reader moved any. */
  readonly unmoved: Assumptions
  /** The shipped ones in the claim's currency: what differs from them is the firm's, the client's or the reader's own. */
  readonly shipped: Assumptions
  readonly weighed: Claim
  readonly relation: Given
  /** From the client's orders and the firm's margin, whatever is used. */
  readonly relationFromOrders: number
  readonly fee: Given
  readonly courts: readonly { readonly pack: CourtPack; readonly against: readonly Ineligible[]; readonly fee: FoundFee | undefined }[]
  /** What the court that can be used asks; none: nobody here knows, and the shipped table stands in for it. */
  readonly courtFee: FoundFee | undefined
  readonly cycle: string | null
  readonly reputationCost: number | undefined
}

const percent = (text: string | null | undefined): number | undefined => {
  const value = text === null || text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value / 100 : undefined
}

interface Band {
  readonly fromDays?: number | string
  /** Decimal, in the agency’s currency. */
  readonly fromAmount?: number | string
  readonly percent?: number | string
}

/**
 * What an agency takes of a claim, 0 … 1, by its own bands of age (days past due) and size (currency units): of the bands that the claim has reached,
 * the one that reaches furthest, age before size. @returns none where the agency names no percentage.
 */
export function feeAt(agency: Fact<'intermediary'>, age: number, owed: number): number | undefined {
  const bands = Array.isArray(agency.feeBands) ? (agency.feeBands as readonly Band[]) : []
  const from = (band: Band): readonly [number, number] => [Number(band.fromDays ?? 0), Number(band.fromAmount ?? 0)]
  const band = bands
    .filter(b => age >= from(b)[0] && owed >= from(b)[1])
    .sort((a, b) => from(a)[0] - from(b)[0] || from(a)[1] - from(b)[1])
    .at(-1)
  return percent(band?.percent === undefined ? agency.feePercent : String(band.percent))
}

/** Those that work in a country, its own first; whoever names none works anywhere. */
const workingIn = (all: DeskTools['intermediaries'], country: string): DeskTools['intermediaries'] => [
  ...all.filter(i => i.country === country),
  ...all.filter(i => i.country === null),
]

/** What the relation is worth, from the firm's own word or from the client's orders of the last year. */
function relationOf(tools: DeskTools, facts: ClientFacts, record: PaymentRecord, currency: string, asked: number | undefined) {
  const own = facts.relation.findLast(r => r.currency === currency)
  const { settings } = tools
  const capital = settings.capitalPercent / 100
  const retention = Math.min(percent(own?.retentionPercent) ?? settings.retentionPercent / 100, 0.99)
  const turnover = unitsOf(record.turnover.get(currency) ?? 0n, currency)
  const ownMargin = own?.yearlyMarginMinor
  const margin = ownMargin === null || ownMargin === undefined ? (turnover * settings.marginPercent) / 100 : unitsOf(ownMargin, currency)
  const fromOrders = relationValue(margin, retention, capital)
  const said = own?.worthMinor
  const given: Given =
    asked !== undefined
      ? { value: asked, source: 'given' }
      : said === null || said === undefined
        ? { value: fromOrders, source: ownMargin === null || ownMargin === undefined ? 'orders' : 'own' }
        : { value: unitsOf(said, currency), source: 'own' }
  const enemy = own?.reputationMinor
  return { given, fromOrders, reputationCost: enemy === null || enemy === undefined ? undefined : unitsOf(enemy, currency) }
}

/** The assumptions as they stand for this client: costs in its currency, its own chance of payment, its own agency, lawyer, court and tax. */
function assumptionsFor(
  tools: DeskTools,
  facts: ClientFacts,
  claim: DeskClaim,
  owed: number,
  asked: DeskAsked,
  courtFee: FoundFee | undefined,
  today: Day,
) {
  const { currency } = claim
  const scaled = scaledMoney(DEFAULTS, unitsOfCost(currency))
  const own = (age: number): number => tools.forecaster.paidWithin({ customer: facts.client.id, due: claim.oldestDueOn }, age, 30)
  const parties = workingIn(tools.intermediaries, facts.client.country ?? tools.firm.country)
  const agency = parties.find(i => i.kind === 'agency')
  const agreedFee = agency && feeAt(agency, claim.age, owed)
  const lawyer = parties.find(i => i.kind === 'lawyer' && i.currency === currency && i.flatFeeMinor !== null)
  const fee: Given | undefined =
    asked.fee !== undefined
      ? { value: asked.fee, source: 'given' }
      : agreedFee === undefined
        ? undefined
        : { value: agreedFee, source: 'intermediary' }
  const faults: Fault[] = []
  const made: Assumptions = {
    ...scaled,
    capitalCost: tools.settings.capitalPercent / 100,
    payWithin30: ownPayWithin30(own, scaled.payWithin30, scaled.mostChance),
    agency: fee === undefined ? scaled.agency : { ...scaled.agency, quotedFee: fee.value },
    letter: lawyer?.flatFeeMinor ? { ...scaled.letter, cost: unitsOf(lawyer.flatFeeMinor, currency) } : scaled.letter,
    court: courtFee === undefined ? scaled.court : { ...scaled.court, fees: [{ upTo: owed, fee: courtFee.amount }] },
    writeOff: { taxRelief: taxReliefOf(tools, claim, today) },
  }
  const settled = applySettings(made, asked.set ?? [], faults)
  if (faults.length > 0) throw new Refusal(faults)
  return { assumptions: settled, unmoved: made, shipped: scaled, fee }
}

/** The share of the claim that is tax and comes back by time alone. */
function taxReliefOf(tools: DeskTools, claim: DeskClaim, today: Day): number {
  const pack = tools.writeOffs.get(tools.firm.country)
  if (!pack || claim.owedMinor <= 0n) return 0
  const back = claim.items.reduce((sum, item) => {
    const { invoice } = item.account
    const { id, issuedOn, totalMinor, taxMinor } = invoice
    const relief = reliefOf(
      pack,
      { invoiceId: id, issuedOn, dueOn: item.dueOn, totalMinor, taxMinor, writtenOffMinor: item.openMinor },
      today,
    )
    return relief.open ? sum + relief.taxMinor : sum
  }, 0n)
  return Number(back) / Number(claim.owedMinor)
}

/** The last written demand of a tone that names a deadline: what a court asks for. */
const demandOf = (facts: ClientFacts, claim: DeskClaim): Day | null =>
  facts.deed
    .filter(d => d.class === 'chase' && (d.tone ?? 0) >= 3 && ['sent', 'done'].includes(d.outcome) && d.doneOn >= claim.oldestDueOn)
    .map(d => d.doneOn)
    .sort()
    .at(-1) ?? null

export function courtCaseOf(tools: DeskTools, facts: ClientFacts, claim: DeskClaim, today: Day): CourtCase {
  const { client } = facts
  return {
    firmCountry: tools.firm.country,
    clientCountry: client.country,
    clientKind: client.kind,
    kindConfirmed: client.kindConfirmedBy !== null,
    currency: claim.currency,
    oldestDueOn: claim.oldestDueOn,
    today,
    demandSentOn: demandOf(facts, claim),
    disputed: claim.leftOut.some(l => l.why === 'disputed'),
    barred: claim.barredOn !== null && claim.barredOn <= today,
  }
}

/** What is asked of a court's table for a claim: the court is the client's. */
export const feeQuestion = (tools: DeskTools, facts: ClientFacts, claim: DeskClaim, today: Day): FeeQuestion => ({
  ...{ owed: unitsOf(claim.owedMinor, claim.currency), currency: claim.currency, today },
  country: facts.client.country ?? tools.firm.country,
  own: tools.courtFees,
})

/** Why they are late, as far as anybody has said: under this the firm's own outcomes are looked up. */
export const reasonOf = (facts: ClientFacts): string => facts.latenessReason.at(-1)?.reason ?? UNKNOWN_REASON

/** What a client owes late and what was tried: enough for a line in the list of decisions. */
export interface CaseFrame {
  readonly ledger: Ledger
  readonly claim: DeskClaim
  readonly cycle: string | null
  readonly checks: readonly Check[]
}

/** @returns undefined where nothing late is left to decide about. */
export function caseFrame(tools: DeskTools, facts: ClientFacts, today: Day, currency?: string): CaseFrame | undefined {
  const ledger = openLedger(facts, today)
  const claim = claimOf(facts, ledger, lawFor(tools.decider.lawOf(facts), facts.client), currency)
  if (!claim) return undefined
  const cycle = currentCycle(facts, ledger)?.id ?? null
  return { ledger, claim, cycle, checks: checklist({ facts, claim, today, channelFields, cycle }) }
}

/** Everything about one client's decision. @returns undefined where nothing late is left to decide about. */
export function deskCase(tools: DeskTools, facts: ClientFacts, today: Day, asked: DeskAsked = {}): DeskCase | undefined {
  const frame = caseFrame(tools, facts, today, asked.currency)
  if (!frame) return undefined
  const { ledger, claim, cycle, checks } = frame
  const owed = unitsOf(claim.owedMinor, claim.currency)
  const record = paymentRecord(facts, ledger)
  const courtCase = courtCaseOf(tools, facts, claim, today)
  const courts = tools.courts
    .map(pack => ({ pack, against: ineligible(pack, courtCase), fee: feeOf(pack, feeQuestion(tools, facts, claim, today)) }))
    .filter(c => !c.against.includes('country') && !c.against.includes('client-country-unknown'))
  const open = courts.filter(c => c.against.every(why => why === 'demand-missing'))
  const courtFee = open.find(c => c.fee?.currency === claim.currency)?.fee
  const offered = offerWithin(facts, today)
  const closed = closedWays({
    facts,
    checks,
    today,
    offeredOn: offered?.effectiveOn ?? null,
    spokenForbidden: facts.hold.some(
      h => h.kind === 'channel-forbidden' && h.endedOn === null && channelFields[h.channel ?? ''] === 'phone',
    ),
    courtPrepared: open.length > 0,
  })
  const reason = reasonOf(facts)
  const relation = relationOf(tools, facts, record, claim.currency, asked.relation)
  const { fee, ...assumed } = assumptionsFor(tools, facts, claim, owed, asked, courtFee, today)
  const weighed: Claim = {
    owed,
    age: claim.age,
    relation: relation.given.value,
    ...(asked.belief === undefined ? {} : { belief: asked.belief }),
    excluded: hardOf(closed),
    ...(tools.counts.length === 0
      ? {}
      : { learned: (way: Way, age: number, assumed: number) => tools.learned.chance(way, age, reason, assumed).chance }),
  }
  return {
    facts,
    ledger,
    claim,
    record,
    checks,
    closed,
    offered,
    ...assumed,
    weighed,
    relation: relation.given,
    relationFromOrders: relation.fromOrders,
    fee: fee ?? { value: 0, source: 'assumed' },
    courts,
    courtFee,
    cycle,
    reputationCost: relation.reputationCost,
  }
}
