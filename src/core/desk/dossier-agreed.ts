import { termsOf } from '../correction/terms.ts'
import type { Day } from '../day/day.ts'
import type { JsonValue } from '../facts/column.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'
import { agreementBehind, clausesIn } from '../ledger/clauses.ts'
import { decimalText } from '../money/decimal-text.ts'
import { money, toDecimal } from '../money/money.ts'
import { planStates } from '../plan/plan-state.ts'
import { type InstalmentState, planProgress } from '../plan/progress.ts'
import { answerDue, disputeNow, disputeOf } from './dispute.ts'
import type { Redactable } from './dossier.ts'

/** A paper as a part of the dossier names it; its hash is that of the file enclosed. */
export interface PaperNamed {
  readonly name: string
  readonly sha256: string
  readonly side: 'ours' | 'theirs' | null
}

/** What somebody does by a day. */
export interface Duty {
  readonly what: string
  readonly by: string
  readonly doneOn: string | null
}

/** A payment plan about the claim. Amounts are decimal text of `currency`. */
export interface PlanPart {
  readonly agreedOn: Day
  readonly agreedWith: string | null
  readonly state: 'on-track' | 'missed' | 'completed' | 'ended'
  readonly endedOn: Day | null
  readonly endReason: string | null
  readonly invoices: readonly string[]
  readonly currency: string
  readonly total: string
  /** How much of the total is interest; it is paid last. */
  readonly interest: string
  /** What came for it so far, and what of it is missing today. */
  readonly paid: string
  readonly missing: string
  readonly graceDays: number
  /** Late costs fall away where every part comes in time. */
  readonly dropsCosts: boolean
  readonly reference: string | null
  /** The day of the plan that this one replaced. */
  readonly replaces: Day | null
  readonly ourPart: readonly Duty[]
  readonly instalments: readonly {
    readonly position: number
    readonly dueOn: Day
    readonly amount: string
    readonly paid: string
    readonly state: InstalmentState['state']
  }[]
  /** The agreement that they signed: in it they acknowledge the debt. */
  readonly signed: PaperNamed | null
}

/** What is or was contested about an invoice of the claim. Amounts are decimal text of `currency`. */
export interface DisputePart {
  readonly invoice: string
  readonly currency: string
  readonly saidOn: Day
  readonly cause: Fact<'dispute'>['cause']
  readonly claim: Fact<'dispute'>['claim']
  readonly words: string | null
  /** The part contested; all of the invoice where they named none. */
  readonly contested: string
  /** Held today, and payable all the same. */
  readonly held: string
  readonly payable: string
  readonly answerBy: Day
  readonly answeredOn: Day | null
  readonly answer: string | null
  readonly mends: readonly Duty[]
  readonly outcome: Fact<'dispute'>['outcome']
  readonly outcomeWords: string | null
  readonly closedOn: Day | null
  readonly creditNote: string | null
  readonly papers: readonly PaperNamed[]
}

/** What was agreed, as far as the claim rests on it. Amounts are decimal text of `currency`, percents and quantities too. */
export interface AgreementPart {
  readonly title: string
  readonly number: string | null
  readonly invoices: readonly string[]
  readonly currency: string
  /** A period, before tax, from a day on. */
  readonly prices: readonly { readonly from: Day | null; readonly amount: string }[]
  readonly discounts: readonly { readonly from: Day; readonly to: Day | null; readonly percent: string }[]
  /** Percent a year from a day on, or a table of factors. */
  readonly rise: { readonly percent: string; readonly from: Day } | null
  readonly index: readonly { readonly from: Day; readonly factor: string }[]
  readonly period: Fact<'agreement'>['period']
  readonly startsOn: Day | null
  readonly endsOn: Day | null
  readonly quantity: string | null
  readonly taxRate: string | null
  readonly termsDays: number | null
  readonly lateInterestPercent: string | null
  readonly earlyDiscountPercent: string | null
  readonly earlyDiscountDays: string | null
  readonly retentionPercent: string | null
  readonly retentionMonths: string | null
  readonly retentionUntil: string | null
  /** Clauses of other names, as they were put down. */
  readonly otherClauses: Readonly<Record<string, string>>
  readonly law: string | null
  readonly signedBy: string | null
  readonly papers: readonly PaperNamed[]
}

export interface Agreed {
  readonly plans: readonly PlanPart[]
  readonly disputes: readonly DisputePart[]
  readonly agreements: readonly AgreementPart[]
}

/** The facts of a dossier, the invoices it is about and what the receiver sees. */
interface About {
  readonly facts: ClientFacts
  readonly invoiceIds: readonly string[]
  readonly today: Day
  readonly show: (text: string | null) => string | null
}

const named = ({ name, sha256, side }: Fact<'document'>): PaperNamed => ({ name, sha256, side })
const text =
  (currency: string) =>
  (minor: bigint): string =>
    toDecimal(money(minor, currency))
const dutiesIn = (value: Fact<'plan'>['ourPart']): Duty[] => (Array.isArray(value) ? (value as unknown as Duty[]) : []) // written in this shape

function planPart({ facts, today }: About, plan: Fact<'plan'>): PlanPart {
  const asOf = plan.endedOn !== null && plan.endedOn < today ? plan.endedOn : today // how it stood when it ended
  const ledger = openLedger(facts, asOf)
  const now = planStates(facts, ledger, asOf).find(s => s.plan.id === plan.id)
  const amount = text(plan.currency)
  const instalments = planProgress(plan, facts.instalment, ledger, asOf)
  const signed = facts.document.find(d => d.id === plan.documentId)
  const { agreedOn, agreedWith, endedOn, endReason, currency, graceDays, reference } = plan
  return {
    ...{ agreedOn, agreedWith, endedOn, endReason, currency, graceDays, reference },
    state: plan.endedOn === null ? (now?.state ?? 'on-track') : 'ended',
    invoices: facts.invoice.filter(i => plan.invoiceIds.includes(i.id)).map(i => i.number),
    total: amount(plan.totalMinor),
    interest: amount(plan.interestMinor ?? 0n),
    paid: amount(instalments.reduce((sum, i) => sum + i.paidMinor, 0n)),
    missing: amount(now?.state === 'missed' ? now.missingMinor : 0n),
    dropsCosts: plan.dropsCosts === true,
    replaces: facts.plan.find(p => p.id === plan.replacesPlanId)?.agreedOn ?? null,
    ourPart: dutiesIn(plan.ourPart),
    instalments: instalments.map(({ position, dueOn, minor, paidMinor, state }) => ({
      ...{ position, dueOn, state },
      amount: amount(minor),
      paid: amount(paidMinor),
    })),
    signed: signed ? named(signed) : null,
  }
}

function disputePart({ facts, today, show }: About, dispute: Fact<'dispute'>, invoice: Fact<'invoice'>): DisputePart {
  const amount = text(invoice.currency)
  const { contestedMinor, payableMinor } = disputeNow(facts, dispute, today)
  const { effectiveOn: saidOn, cause, claim, answeredOn, outcome, closedOn } = dispute
  return {
    ...{ invoice: invoice.number, currency: invoice.currency, saidOn, cause, claim, answeredOn, outcome, closedOn },
    words: show(dispute.words),
    contested: amount(dispute.amountMinor ?? invoice.totalMinor),
    held: amount(contestedMinor),
    payable: amount(payableMinor),
    answerBy: answerDue(dispute),
    answer: show(dispute.answer),
    mends: facts.task.filter(t => disputeOf(t) === dispute.id).map(t => ({ what: t.title, by: t.dueOn, doneOn: t.doneOn })),
    outcomeWords: show(dispute.outcomeWords),
    creditNote: facts.creditNote.find(n => n.id === dispute.creditNoteId)?.number ?? null,
    papers: facts.document.filter(d => d.disputeId === dispute.id).map(named),
  }
}

const CLAUSES = [
  'lateInterestPercent',
  'earlyDiscountPercent',
  'earlyDiscountDays',
  'retentionPercent',
  'retentionMonths',
  'retentionUntil',
] as const
const written = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Prices, discounts and rises; the bare price where they do not work out. */
function moneyIn(agreement: Fact<'agreement'>): Pick<AgreementPart, 'prices' | 'discounts' | 'rise' | 'index'> {
  const amount = text(agreement.currency)
  const read = termsOf(agreement)
  if ('faults' in read) {
    const { priceMinor, startsOn } = agreement
    const prices = priceMinor === null ? [] : [{ from: startsOn, amount: amount(priceMinor) }]
    return { prices, discounts: [], rise: null, index: [] }
  }
  const { prices, discounts, yearly, index } = read.terms
  return {
    prices: prices.map(p => ({ from: p.from, amount: amount(p.minor) })),
    discounts: discounts.map(({ from, to, percent }) => ({ from, to, percent: decimalText(percent) })),
    rise: yearly && { percent: decimalText(yearly.percent), from: yearly.from },
    index: index.map(({ from, factor }) => ({ from, factor: decimalText(factor) })),
  }
}

function agreementPart({ facts }: About, agreement: Fact<'agreement'>, invoices: readonly Fact<'invoice'>[]): AgreementPart {
  const clauses = clausesIn(agreement)
  const known = (name: (typeof CLAUSES)[number]): string | null => {
    const value = clauses[name]
    return value === undefined || value === null ? null : String(value)
  }
  const others = Object.entries(clauses).filter(([name, value]) => value !== null && !CLAUSES.some(c => c === name))
  const { id, title, number, currency, period, startsOn, endsOn, quantity, taxRate, termsDays, law, signedBy } = agreement
  return {
    ...{ title, number, currency, period, startsOn, endsOn, quantity, taxRate, termsDays, law, signedBy },
    invoices: invoices.map(i => i.number),
    ...moneyIn(agreement),
    lateInterestPercent: known('lateInterestPercent'),
    earlyDiscountPercent: known('earlyDiscountPercent'),
    earlyDiscountDays: known('earlyDiscountDays'),
    retentionPercent: known('retentionPercent'),
    retentionMonths: known('retentionMonths'),
    retentionUntil: known('retentionUntil'),
    otherClauses: Object.fromEntries(others.map(([name, value]) => [name, written(value)])),
    papers: facts.document.filter(d => d.agreementId === id || d.id === agreement.documentId).map(named),
  }
}

/** An agreement is left out only where it is certain that the claim rests on another one. */
function agreementParts(about: About, claimed: readonly Fact<'invoice'>[]): AgreementPart[] {
  const { facts } = about
  const behind = claimed.map(invoice => ({ invoice, agreement: agreementBehind(facts, invoice) }))
  const isUnclear = (a: Fact<'agreement'>): boolean => behind.some(b => b.agreement === undefined && b.invoice.currency === a.currency)
  return facts.agreement.flatMap(a => {
    const under = behind.filter(b => b.agreement?.id === a.id).map(b => b.invoice)
    return under.length > 0 || isUnclear(a) ? [agreementPart(about, a, under)] : []
  })
}

/** Plans, disputes and agreements about some invoices, oldest first; what is redacted is left out whole. */
export function agreedAbout(facts: ClientFacts, invoiceIds: readonly string[], today: Day, redacted: ReadonlySet<Redactable>): Agreed {
  const about: About = { facts, invoiceIds, today, show: words => (redacted.has('wording') ? null : words) }
  const claimed = facts.invoice.filter(i => invoiceIds.includes(i.id))
  const plans = redacted.has('plans') ? [] : facts.plan.filter(p => p.invoiceIds.some(id => invoiceIds.includes(id)))
  const disputes = redacted.has('disputes') ? [] : facts.dispute
  return {
    plans: plans.toSorted((a, b) => (a.agreedOn < b.agreedOn ? -1 : 1)).map(p => planPart(about, p)),
    disputes: disputes
      .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
      .flatMap(d => {
        const invoice = claimed.find(i => i.id === d.invoiceId)
        return invoice ? [disputePart(about, d, invoice)] : []
      }),
    agreements: redacted.has('agreements') ? [] : agreementParts(about, claimed),
  }
}

/** Papers that belong to some invoices or to the client as a whole, without those of what is redacted; dossiers of before are never among them. */
export function papersAbout(facts: ClientFacts, invoiceIds: readonly string[], redacted: ReadonlySet<Redactable>): Fact<'document'>[] {
  const contested = new Map(facts.dispute.map(d => [d.id, d.invoiceId]))
  const signedPlans = new Map(facts.plan.flatMap(p => (p.documentId === null ? [] : [[p.documentId, p.invoiceIds] as const])))
  const isIn = (ids: readonly string[]): boolean => ids.some(id => invoiceIds.includes(id))
  return facts.document.filter(d => {
    if (d.kind === 'dossier' || (d.invoiceId !== null && !invoiceIds.includes(d.invoiceId))) return false
    if (d.disputeId !== null && (redacted.has('disputes') || !isIn([contested.get(d.disputeId) ?? '']))) return false
    const plan = signedPlans.get(d.id)
    if (plan && (redacted.has('plans') || !isIn(plan))) return false
    return plan !== undefined || !(redacted.has('agreements') && (d.agreementId !== null || d.kind === 'agreement'))
  })
}
