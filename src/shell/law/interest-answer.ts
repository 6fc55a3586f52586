import { addDays, type Day, latest } from '../../core/day/day.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { type CompensationFacts, compensationFor } from '../../core/ledger/compensation.ts'
import { movedDue, noHolidays } from '../../core/ledger/due-shift.ts'
import { decimalText, fractionText } from '../../core/ledger/exact.ts'
import { type Claim, type InterestResult, interestForDays, interestOn, type Segment } from '../../core/ledger/interest.ts'
import { findPack, type JurisdictionBook, type JurisdictionPack, versionFor } from '../../core/ledger/jurisdiction.ts'
import { type LawNote, type LawOverrides, type LawTerms, lawTerms, type Missing } from '../../core/ledger/law-terms.ts'
import { limitationOf } from '../../core/ledger/limitation.ts'
import { exponentOf, toDecimal } from '../../core/money/money.ts'
import { type InterestQuestion, type InterestQuestionText, readInterestQuestion } from './interest-question.ts'
import type { LawBook } from './load-law.ts'

/** One segment of glass: every number a reader needs to do the sum again. */
export interface SegmentAnswer {
  readonly from: string | null
  readonly to: string | null
  readonly days: number
  readonly base: string
  readonly rate: string
  readonly source: string
  readonly confidence: string
  /** Unrounded, cut after eight places. */
  readonly amount: string
  /** The same as an exact fraction of the currency's unit. */
  readonly exact: string
}

export interface InterestAnswer {
  readonly law: string
  readonly lawName: string
  readonly variant: string
  readonly clause: string
  readonly currency: string
  readonly principal: string
  readonly interest: string
  readonly compensation: {
    readonly amount: string
    readonly currency: string
    readonly clause: string
    readonly source: string
    readonly confidence: string
  } | null
  readonly total: string | null
  readonly openPrincipal: string
  readonly dayCount: string
  readonly rateMode: string
  readonly rounding: string
  readonly segments: readonly SegmentAnswer[]
  readonly payments: readonly { day: string; costs: string; interest: string; principal: string; surplus: string }[]
  readonly limitation: { readonly endsOn: string; readonly clause: string; readonly confidence: string } | null
  readonly notes: readonly LawNote[]
}

/** Finds a law by its code or alias. @throws Refusal naming the laws that are known. */
export function knownLaw(book: JurisdictionBook, name: string | undefined): JurisdictionPack {
  const known = [...book.values()]
    .map(p => [p.code, ...p.aliases].join(' or '))
    .sort()
    .join(', ')
  if (name === undefined) return refuse('law-missing', 'no law was named.', { field: 'law', mend: `Known laws: ${known}.` })
  return (
    findPack(book, name) ?? refuse('law-unknown', `"${name}" is not a law Dunwell knows.`, { field: 'law', mend: `Known laws: ${known}.` })
  )
}

/** What is missing, said as a fault with what to do about it. */
export function missingFault(missing: Missing): Fault {
  if (missing.what !== 'rate') {
    const mend =
      missing.what === 'law-version'
        ? 'Give --contract with a later day, or the rate agreed as --rate.'
        : 'Give the rate agreed as --rate (percent a year).'
    return {
      code: `${missing.what}-missing`,
      message: `${missing.message}.`,
      mend,
      field: missing.what === 'law-version' ? 'contract' : 'rate',
    }
  }
  const known = missing.knownUntil ? ` It is known until ${missing.knownUntil}.` : ''
  const message = `series ${missing.series} has no rate for ${missing.day} (${missing.period}).${known}`
  return {
    code: 'rate-missing',
    message,
    field: 'rate',
    mend: 'Add it from its official source with --rates FILE (see dunwell rates --help); the last rate is never used in its place.',
  }
}

const refuseMissing = (missing: Missing): never => {
  throw new Refusal([missingFault(missing)])
}

function termsFor(book: LawBook, pack: JurisdictionPack, question: InterestQuestion, contractDay: Day): LawTerms {
  const scope = question.roundingScope
  const rounding = scope && versionFor(pack.business.interest.rounding, contractDay)
  const overrides: LawOverrides = {
    ...(question.rate ? { contractRate: question.rate } : {}),
    ...(question.dayCount ? { dayCount: question.dayCount } : {}),
    ...(question.rateMode ? { rateMode: question.rateMode } : {}),
    ...(question.compounding ? { compounding: question.compounding } : {}),
    ...(question.firstDay ? { firstDay: question.firstDay } : {}),
    ...(scope && rounding ? { rounding: { rule: rounding.value.rule, scope } } : {}),
  }
  const terms = lawTerms(pack, question.variant, contractDay, book.rates, overrides)
  return terms.kind === 'law' ? terms : refuseMissing(terms)
}

interface Period {
  readonly due: Day
  readonly until: Day
  readonly bare: boolean
}

/** The days of the claim; a bare number of days ends today (one date given: it counts from or to that). */
function periodOf(question: InterestQuestion, today: Day): Period {
  const { due, until, days } = question
  if (days === undefined && due !== undefined && until !== undefined) return { due, until, bare: false }
  if (due !== undefined) return { due, until: addDays(due, days ?? 0), bare: false }
  const end = until ?? today
  return { due: addDays(end, -(days ?? 0)), until: end, bare: until === undefined }
}

function claimOf(question: InterestQuestion, period: Period, terms: LawTerms): Claim {
  const order = question.allocateByLaw ? versionFor(terms.rules.paymentOrder, terms.contractDay)?.value : undefined
  return {
    principalMinor: question.principalMinor,
    currency: question.currency,
    due: period.due,
    until: period.until,
    costsMinor: question.costsMinor,
    ...(question.payments.length > 0 ? { payments: question.payments } : {}),
    ...(question.disputed.length > 0 ? { disputed: question.disputed } : {}),
    ...(question.demandOn ? { demandOn: question.demandOn } : {}),
    ...(question.deliveredOn ? { deliveredOn: question.deliveredOn } : {}),
    ...(question.dateAgreed === undefined ? {} : { dateAgreed: question.dateAgreed }),
    ...(question.mentioned === undefined ? {} : { mentioned: question.mentioned }),
    ...(order ? { paymentOrder: order } : {}),
  }
}

function segmentAnswer(segment: Segment, currency: string): SegmentAnswer {
  const unit = 10n ** BigInt(exponentOf(currency))
  const amount = { n: segment.amount.n, d: segment.amount.d * unit }
  const { from, to, days, rate, source, confidence } = segment
  const base = toDecimal({ minor: segment.baseMinor, currency })
  return { from, to, days, base, rate, source, confidence, amount: decimalText(amount, 8), exact: fractionText(amount) }
}

function compensationAnswer(question: InterestQuestion, period: Period, terms: LawTerms) {
  const facts: CompensationFacts = {
    principalMinor: question.principalMinor,
    currency: question.currency,
    due: period.due,
    until: period.until,
    contractDay: terms.contractDay,
    clauseAgreed: question.clauseAgreed,
    ...(question.demandOn ? { demandOn: question.demandOn } : {}),
    ...(question.exchange ? { exchange: question.exchange } : {}),
  }
  const found = compensationFor(facts, terms.rules)
  if (found.kind === 'none') return { compensation: null, minor: 0n, notes: found.notes }
  if (found.kind === 'missing') {
    const note = { code: 'exchange-missing', text: `${found.message} (--fx ${found.from}/${found.to}=RATE@${found.day})` }
    const { statutory, clause } = found
    const compensation = statutory
      ? { amount: toDecimal(statutory), currency: statutory.currency, clause, source: note.text, confidence: 'gap' }
      : null
    return { compensation, minor: undefined, notes: [note] }
  }
  const compensation = {
    amount: toDecimal(found),
    currency: found.currency,
    clause: found.clause,
    source: found.source,
    confidence: found.confidence,
  }
  const same = found.currency === question.currency
  const notes = same
    ? found.notes
    : [...found.notes, { code: 'two-currencies', text: 'interest and fixed sum are in two currencies: no total' }]
  return { compensation, minor: same ? found.minor : undefined, notes }
}

function questionNotes(question: InterestQuestion, text: InterestQuestionText, result: InterestResult): LawNote[] {
  const notes: LawNote[] = []
  if (text.currency === undefined)
    notes.push({ code: 'currency-assumed', text: `no currency was given: ${question.currency}, the law's own, was taken` })
  if (question.contractDay === undefined)
    notes.push({ code: 'contract-day-assumed', text: 'the day of the contract was not given: the due day picks the version of the law' })
  if (result.payments.length > 0 && !question.allocateByLaw)
    notes.push({
      code: 'payments-on-principal',
      text: 'payments reduce the principal first; --allocate law sets them in the order of the law',
    })
  return notes
}

function movedNotes(agreed: Day, { due, by }: ReturnType<typeof movedDue>, isMoved: boolean): LawNote[] {
  if (!by) return []
  return isMoved
    ? [{ code: 'due-moved', text: `the due day ${agreed} is a day off: it moves to ${due} (${by.source})` }]
    : [{ code: 'due-movable', text: `the due day ${agreed} is a day off: ${by.source} moves it to ${due}; --move-due reckons so` }]
}

/** Answers what is owed for lateness. Pure but for the day it is asked. @throws Refusal */
export function answerInterest(book: LawBook, text: InterestQuestionText, today: Day): InterestAnswer {
  const pack = knownLaw(book.jurisdictions, text.law)
  const question = readInterestQuestion(text, pack.currency)
  const asked = periodOf(question, today)
  const terms = termsFor(book, pack, question, question.contractDay ?? asked.due)
  const moved = asked.bare ? { due: asked.due } : movedDue(pack, asked.due, terms.contractDay, book.isHoliday ?? noHolidays)
  const period = question.moveDue ? { ...asked, due: moved.due, until: latest(asked.until, moved.due) } : asked
  const found = period.bare
    ? interestForDays(question.principalMinor, question.currency, question.days ?? 0, terms)
    : interestOn(claimOf(question, period, terms), terms)
  const result = found.kind === 'interest' ? found : refuseMissing(found)
  const { compensation, minor, notes } = compensationAnswer(question, period, terms)
  const decimal = (amount: bigint): string => toDecimal({ minor: amount, currency: question.currency })
  const limit = period.bare
    ? undefined
    : limitationOf(
        { due: period.due, contractDay: terms.contractDay, ...(question.demandOn ? { lastDemandOn: question.demandOn } : {}) },
        terms.rules,
      )
  return {
    law: pack.code,
    lawName: pack.name,
    variant: terms.variant,
    clause: result.clause,
    currency: question.currency,
    principal: decimal(question.principalMinor),
    interest: decimal(result.interestMinor),
    compensation,
    total: minor === undefined ? null : decimal(result.interestMinor + minor),
    openPrincipal: decimal(result.openPrincipalMinor),
    dayCount: terms.dayCount,
    rateMode: terms.rateMode,
    rounding: `${terms.rounding.rule}, ${terms.rounding.scope}`,
    segments: result.segments.map(s => segmentAnswer(s, question.currency)),
    payments: result.payments.map(p => ({
      day: p.day, costs: decimal(p.costsMinor), interest: decimal(p.interestMinor), principal: decimal(p.principalMinor), surplus: decimal(p.surplusMinor),
    })), // biome-ignore format: one record
    limitation: limit ? { endsOn: limit.endsOn, clause: limit.clause, confidence: limit.confidence } : null,
    notes: [...result.notes, ...movedNotes(asked.due, moved, question.moveDue), ...notes, ...questionNotes(question, text, result)],
  }
}
