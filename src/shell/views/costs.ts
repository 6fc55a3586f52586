import type { Day } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { chargesOn } from '../../core/ledger/charges.ts'
import type { InterestResult } from '../../core/ledger/interest.ts'
import type { LawNote } from '../../core/ledger/law-terms.ts'
import { loadFirmLaw } from '../law/firm-law.ts'
import { type InvoiceCosts, type Lack, lateCosts } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'
import { exactAmount } from '../message/late-costs.ts'
import type { Place } from '../workspace.ts'
import { type ClaimSegment, type ClaimView, claimsOn } from './claims.ts'
import { clientFactsOf } from './client.ts'
import { clientOfInvoice } from './invoice.ts'

export interface CostSegmentView extends Required<ClaimSegment> {
  readonly confidence: string
}

/** Late costs of one invoice, accrued to a day, opened to everything they are made of. Accrued is not claimed. */
export interface CostsView {
  readonly invoiceId: string
  readonly number: string
  readonly currency: string
  readonly on: Day
  readonly dueOn: Day
  readonly law: { readonly code: string; readonly name: string; readonly variant: string; readonly reasons: readonly LawNote[] } | null
  readonly claimable: boolean
  readonly interest: {
    readonly minor: string
    readonly clause: string
    readonly dayCount: string
    readonly rounding: string
    readonly segments: readonly CostSegmentView[]
    readonly payments: readonly { readonly day: Day; readonly principalMinor: string }[]
    readonly notes: readonly LawNote[]
  } | null
  readonly compensation: {
    readonly minor: string
    readonly clause: string
    readonly source: string
    readonly confidence: string
    readonly notes: readonly LawNote[]
  } | null
  /** Interest and fixed sum; none where neither is known. */
  readonly totalMinor: string | null
  /** What the last letters asked for and still stands: never rewritten, whatever has accrued since. */
  readonly claimedMinor: string
  readonly claims: readonly ClaimView[]
  /** What is missing to know a figure: said, never guessed. */
  readonly missing: readonly string[]
  /** The same, language-free. */
  readonly lacks: readonly Lack[]
}

/** The late costs of every late invoice of a client. */
export async function clientCosts(place: Place, clientId: string): Promise<CostsView[]> {
  return costsOf(await loadFirmLaw(place), place, await clientFactsOf(place, clientId))
}

/** Of one invoice. @throws Refusal where there is none. */
export async function invoiceCosts(place: Place, invoiceId: string): Promise<CostsView | null> {
  const all = await clientCosts(place, await clientOfInvoice(place, invoiceId))
  return all.find(c => c.invoiceId === invoiceId) ?? null
}

export function costsOf(book: LawBook, place: Place, facts: ClientFacts): CostsView[] {
  const on = place.by.today
  const ledger = openLedger(facts, on)
  const items = openItems(facts, ledger)
  const charged = chargesOn(facts, ledger)
  const dues = new Map(items.map(i => [i.id, i.dueOn]))
  const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
  return lateCosts(book, place.firm.country, facts, on).map(cost => {
    const { invoiceId, currency, claimable, missing, lacks, interest, compensation, law } = cost
    const claims = claimsOn(charged, invoiceId)
    return {
      invoiceId,
      number: numbers.get(invoiceId) ?? '',
      currency,
      on,
      dueOn: dues.get(invoiceId) ?? on,
      law: law && { ...law, name: book.jurisdictions.get(law.code)?.name ?? law.code },
      claimable,
      interest: interest && interestView(interest, cost),
      compensation: compensation && {
        minor: compensation.minor.toString(),
        clause: compensation.clause,
        source: compensation.source,
        confidence: compensation.confidence,
        notes: compensation.notes,
      },
      totalMinor: interest || compensation ? ((interest?.interestMinor ?? 0n) + (compensation?.minor ?? 0n)).toString() : null,
      claimedMinor: claims.reduce((sum, c) => (c.dropped ? sum : sum + BigInt(c.minor)), 0n).toString(),
      claims,
      missing,
      lacks,
    }
  })
}

function interestView(interest: InterestResult, { terms }: InvoiceCosts): CostsView['interest'] {
  return {
    minor: interest.interestMinor.toString(),
    clause: interest.clause,
    dayCount: terms?.dayCount ?? '',
    rounding: terms?.rounding ?? '',
    segments: interest.segments.map(({ from, to, days, baseMinor, rate, source, confidence, amount }) => ({
      ...{ from, to, days, rate, source, confidence },
      baseMinor: baseMinor.toString(),
      amount: exactAmount(amount, interest.currency),
    })),
    payments: interest.payments.map(p => ({ day: p.day, principalMinor: p.principalMinor.toString() })),
    notes: interest.notes,
  }
}
