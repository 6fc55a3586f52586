import { type Day, latest } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Account, openLedger } from '../../core/ledger/allocate.ts'
import { type Compensation, compensationFor } from '../../core/ledger/compensation.ts'
import { type InterestResult, interestOn } from '../../core/ledger/interest.ts'
import { type LawNote, type LawOverrides, lawTerms } from '../../core/ledger/law-terms.ts'
import { type LawChoice, lawFor } from '../../core/ledger/which-law.ts'
import { missingFault } from './interest-answer.ts'
import type { LawBook } from './load-law.ts'

/** What lateness has cost on one invoice up to a day: accrued, not claimed. Every figure with what it is made of. */
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
  /** How days are counted and the figure is rounded, where a law was found. */
  readonly terms?: { readonly dayCount: string; readonly rounding: string }
}

/** The contract’s own rate, where the agreement behind the invoice names one. */
function overridesOf(facts: ClientFacts, invoice: Fact<'invoice'>): LawOverrides {
  const agreement = facts.agreement.find(a => a.id === invoice.agreementId)
  const clauses = agreement?.clauses
  if (!agreement || !clauses || Array.isArray(clauses) || !('lateInterestPercent' in clauses)) return {}
  return { contractRate: { percent: String(clauses.lateInterestPercent), source: agreement.number ?? agreement.title } }
}

/** The first chasing message that named the invoice: the demand on which some laws wait. */
const demandOn = (facts: ClientFacts, invoiceId: string): Day | undefined =>
  facts.deed
    .filter(d => d.class === 'chase' && d.outcome !== 'failed' && d.outcome !== 'skipped' && (d.invoiceIds ?? []).includes(invoiceId))
    .map(d => d.doneOn)
    .sort()[0]

/** Falls of the open amount, as payments. A rise (a bounced debit) is left out: the base is then lower, never higher, than it may be. */
function fallsOf(account: Account): { day: Day; minor: bigint }[] {
  const falls: { day: Day; minor: bigint }[] = []
  let open = account.history[0]?.openMinor ?? account.invoice.totalMinor
  for (const turn of account.history.slice(1)) {
    if (turn.openMinor < open) falls.push({ day: turn.on, minor: open - turn.openMinor })
    open = turn.openMinor
  }
  return falls
}

const disputedParts = (facts: ClientFacts, invoice: Fact<'invoice'>): { minor: bigint; from: Day; until?: Day }[] =>
  facts.dispute
    .filter(d => d.invoiceId === invoice.id)
    .map(d => ({ minor: d.amountMinor ?? invoice.totalMinor, from: d.effectiveOn, ...(d.closedOn === null ? {} : { until: d.closedOn }) }))

export function lawOfClient(book: LawBook, firmCountry: string, facts: ClientFacts): LawChoice | undefined {
  const { client } = facts
  const agreementLaw = facts.agreement.find(a => a.law !== null)?.law
  const choice = lawFor(book.jurisdictions, {
    creditorCountry: firmCountry,
    clientKind: client.kind,
    ...(agreementLaw ? { agreementLaw } : {}),
    ...(client.country ? { clientCountry: client.country } : {}),
    ...(client.kindConfirmedBy ? { confirmedBy: client.kindConfirmedBy } : {}),
  })
  return 'pack' in choice ? choice : undefined
}

function costsOfInvoice(book: LawBook, choice: LawChoice, facts: ClientFacts, account: Account, due: Day, on: Day): InvoiceCosts {
  const { invoice } = account
  const base = {
    invoiceId: invoice.id,
    currency: invoice.currency,
    law: { code: choice.pack.code, variant: choice.variant, reasons: choice.reasons },
    claimable: choice.claimable,
  }
  const contractDay = facts.agreement.find(a => a.id === invoice.agreementId)?.startsOn ?? invoice.issuedOn
  const law = lawTerms(choice.pack, choice.variant, contractDay, book.rates, overridesOf(facts, invoice))
  if (law.kind !== 'law') return { ...base, interest: null, compensation: null, missing: [law.message] }
  const demand = demandOn(facts, invoice.id)
  const notice = { due, until: latest(on, due), ...(demand ? { demandOn: demand } : {}) }
  const interest = interestOn(
    {
      principalMinor: invoice.totalMinor,
      currency: invoice.currency,
      ...notice,
      payments: fallsOf(account),
      disputed: disputedParts(facts, invoice),
    },
    law,
  )
  const sum = compensationFor({ principalMinor: invoice.totalMinor, currency: invoice.currency, ...notice, contractDay }, law.rules)
  return {
    ...base,
    terms: { dayCount: law.dayCount, rounding: law.rounding.rule },
    interest: interest.kind === 'interest' ? interest : null,
    compensation: sum.kind === 'compensation' && sum.currency === invoice.currency ? sum : null,
    missing: [...(interest.kind === 'interest' ? [] : [missingFault(interest).message]), ...(sum.kind === 'missing' ? [sum.message] : [])],
  }
}

/** Late costs of every open and late invoice of a client, accrued to a day. Source of the law: the packs, named in each result. */
export function lateCosts(book: LawBook, firmCountry: string, facts: ClientFacts, dues: ReadonlyMap<string, Day>, on: Day): InvoiceCosts[] {
  const choice = lawOfClient(book, firmCountry, facts)
  return openLedger(facts, on).accounts.flatMap(account => {
    const due = dues.get(account.invoice.id) ?? account.invoice.dueOn
    if (account.openMinor <= 0n || due >= on) return []
    if (choice) return [costsOfInvoice(book, choice, facts, account, due, on)]
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
      },
    ]
  })
}
