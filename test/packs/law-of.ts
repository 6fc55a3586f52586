import { day } from '../../src/core/day/day.ts'
import { type Claim, type InterestResult, interestOn } from '../../src/core/ledger/interest.ts'
import { findPack, type JurisdictionPack, type Variant } from '../../src/core/ledger/jurisdiction.ts'
import { type LawOverrides, type LawTerms, lawTerms, type Missing } from '../../src/core/ledger/law-terms.ts'
import { fromDecimal, toDecimal } from '../../src/core/money/money.ts'
import { loadLaw } from '../../src/shell/law/load-law.ts'

export const book = await loadLaw()

export function packOf(code: string): JurisdictionPack {
  const pack = findPack(book.jurisdictions, code)
  if (!pack) throw new Error(`no pack ${code}`)
  return pack
}

export function termsOf(code: string, variant: Variant, contract: string, overrides: LawOverrides = {}): LawTerms {
  const terms = lawTerms(packOf(code), variant, day(contract), book.rates, overrides)
  if (terms.kind === 'missing') throw new Error(terms.message)
  return terms
}

export const minorOf = (text: string, currency: string): bigint => {
  const amount = fromDecimal(text, currency)
  if (!amount) throw new Error(`"${text}" is not an amount`)
  return amount.minor
}

/** A late claim in one line: `FR business 1000.00 EUR 2025-01-31 2025-06-30`. */
export interface Late {
  readonly law: string
  readonly variant?: Variant
  readonly principal: string
  readonly currency: string
  readonly due: string
  readonly until: string
  readonly contract?: string
  readonly overrides?: LawOverrides
  readonly facts?: Partial<Claim>
}

export function answer(late: Late): InterestResult | Missing {
  const { law, variant = 'business', principal, currency, due, until, contract = due, overrides = {}, facts = {} } = late
  const terms = lawTerms(packOf(law), variant, day(contract), book.rates, overrides)
  if (terms.kind === 'missing') return terms
  return interestOn({ principalMinor: minorOf(principal, currency), currency, due: day(due), until: day(until), ...facts }, terms)
}

export function interest(late: Late): InterestResult {
  const found = answer(late)
  if (found.kind === 'missing') throw new Error(`missing: ${JSON.stringify(found)}`)
  return found
}

/** The figure as decimal text. */
export const figure = (late: Late): string => toDecimal({ minor: interest(late).interestMinor, currency: late.currency })

/** `from..to days base rate` of each segment. */
export const lines = (result: InterestResult): string[] => result.segments.map(s => `${s.from}..${s.to} ${s.days} ${s.baseMinor} ${s.rate}`)
