import { type Day, earliest, latest } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Account, openLedger } from '../../core/ledger/allocate.ts'
import { agreementBehind, clausesIn } from '../../core/ledger/clauses.ts'
import { type Compensation, compensationFor, type MissingExchange } from '../../core/ledger/compensation.ts'
import { movedDue, noHolidays } from '../../core/ledger/due-shift.ts'
import { type InterestResult, interestOn } from '../../core/ledger/interest.ts'
import { type LawNote, type LawOverrides, lawTerms, type Missing } from '../../core/ledger/law-terms.ts'
import { joinInterest, type PartClaim, partClaims } from '../../core/ledger/part-claims.ts'
import { type LawChoice, lawFor } from '../../core/ledger/which-law.ts'
import { missingFault } from './interest-answer.ts'
import type { LawBook } from './load-law.ts'

/** What lateness has cost on one invoice up to a day: accrued, not claimed. Every figure with what it is made of. */
/** What is missing to know a figure, language-free. */
export interface Lack {
  readonly what: Missing['what'] | MissingExchange['what'] | 'law'
  readonly params: Readonly<Record<string, string>>
}
/** Which rate, or which rate of exchange, and of which day. */
function lackOf(missing: Missing | MissingExchange): Lack {
  if (missing.what === 'rate') return { what: 'rate', params: { series: missing.series, onDay: missing.day } }
  return 'from' in missing
    ? { what: missing.what, params: { from: missing.from, to: missing.to, onDay: missing.day } }
    : { what: missing.what, params: missing.what === 'exchange-rate' ? { onDay: 'none' } : {} }
}

export interface InvoiceCosts {
  readonly invoiceId: string
  readonly currency: string
  readonly law: { readonly code: string; readonly variant: string; readonly reasons: readonly LawNote[] } | null
  /** Whether the law lets the firm claim any of it from this client. */
  readonly claimable: boolean
  readonly interest: InterestResult | null
  readonly compensation: Compensation | null
  /** What is missing to know the figure: a rate, an exchange rate, a contract. Said, never guessed. */
  readonly missing: readonly string[]
  /** The same for a screen, whatever its language: `app.costs.lacks-<what>`. */
  readonly lacks: readonly Lack[]
  /** How days are counted and the figure is rounded, where a law was found. */
  readonly terms?: { readonly dayCount: string; readonly rounding: string }
}

/** The contract’s own rate, where the agreement behind the invoice names one. */
function overridesOf(facts: ClientFacts, invoice: Fact<'invoice'>): LawOverrides {
  const agreement = agreementBehind(facts, invoice)
  const { lateInterestPercent } = clausesIn(agreement)
  if (!agreement || lateInterestPercent === undefined) return {}
  return { contractRate: { percent: String(lateInterestPercent), source: [agreement.title, agreement.number].filter(Boolean).join(', ') } }
}

/** The first chasing message that named the invoice: the demand on which some laws wait. */
const demandOn = (facts: ClientFacts, invoiceId: string): Day | undefined =>
  facts.deed
    .filter(d => d.class === 'chase' && d.outcome !== 'failed' && d.outcome !== 'skipped' && (d.invoiceIds ?? []).includes(invoiceId))
    .map(d => d.doneOn)
    .sort()[0]

export function lawOfClient(book: LawBook, firmCountry: string, facts: ClientFacts): LawChoice | undefined {
  const { client } = facts
  const agreementLaw = facts.agreement.findLast(a => a.law !== null)?.law
  const choice = lawFor(book.jurisdictions, {
    creditorCountry: firmCountry,
    clientKind: client.kind,
    ...(agreementLaw ? { agreementLaw } : {}),
    ...(client.country ? { clientCountry: client.country } : {}),
    ...(client.kindConfirmedBy ? { confirmedBy: client.kindConfirmedBy } : {}),
  })
  return 'pack' in choice ? choice : undefined
}

function costsOfInvoice(
  book: LawBook,
  choice: LawChoice,
  facts: ClientFacts,
  account: Account,
  agreed: readonly PartClaim[],
  on: Day,
): InvoiceCosts {
  const { invoice } = account
  const base = {
    invoiceId: invoice.id,
    currency: invoice.currency,
    law: { code: choice.pack.code, variant: choice.variant, reasons: choice.reasons },
    claimable: choice.claimable,
  }
  const contractDay = agreementBehind(facts, invoice)?.startsOn ?? invoice.issuedOn
  const law = lawTerms(choice.pack, choice.variant, contractDay, book.rates, overridesOf(facts, invoice))
  if (law.kind !== 'law') return { ...base, interest: null, compensation: null, missing: [law.message], lacks: [lackOf(law)] }
  const parts = agreed.map(part => ({ ...part, due: movedDue(choice.pack, part.due, contractDay, book.isHoliday ?? noHolidays).due }))
  const demand = demandOn(facts, invoice.id)
  const demanded = demand ? { demandOn: demand } : {}
  const { currency } = invoice
  const each = parts.map(part => interestOn({ ...part, currency, until: latest(on, part.due), ...demanded }, law))
  const missing = each.find(part => part.kind === 'missing')
  const principalMinor = parts.reduce((sum, part) => sum + part.principalMinor, 0n)
  const due = parts.reduce((first, part) => earliest(first, part.due), on)
  const sum = compensationFor({ principalMinor, currency, due, until: on, ...demanded, contractDay }, law.rules)
  return {
    ...base,
    terms: { dayCount: law.dayCount, rounding: law.rounding.rule },
    interest: missing ? null : joinInterest(each.filter(part => part.kind === 'interest')),
    compensation: sum.kind === 'compensation' && sum.currency === currency ? sum : null,
    missing: [...(missing ? [missingFault(missing).message] : []), ...(sum.kind === 'missing' ? [sum.message] : [])],
    lacks: [...(missing ? [lackOf(missing)] : []), ...(sum.kind === 'missing' ? [lackOf(sum)] : [])],
  }
}

const isUnpaid = (part: PartClaim): boolean => part.payments.reduce((sum, p) => sum + p.minor, 0n) < part.principalMinor

/** Late costs of every open and late invoice of a client, accrued to a day. Source of the law: the packs, named in each result. */
export function lateCosts(book: LawBook, firmCountry: string, facts: ClientFacts, on: Day): InvoiceCosts[] {
  const choice = lawOfClient(book, firmCountry, facts)
  return openLedger(facts, on).accounts.flatMap(account => {
    const parts = account.openMinor > 0n ? partClaims(facts, account, on) : []
    if (!parts.some(isUnpaid)) return []
    if (choice) return [costsOfInvoice(book, choice, facts, account, parts, on)]
    const { id, currency } = account.invoice
    return [
      {
        invoiceId: id,
        currency,
        law: null,
        claimable: false,
        interest: null,
        compensation: null,
        missing: [`no law is known for a creditor in ${firmCountry}`],
        lacks: [{ what: 'law', params: { country: firmCountry } }],
      },
    ]
  })
}
