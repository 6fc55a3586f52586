import type { InterestResult } from './interest.ts'
import { type ClientKind, findPack, type JurisdictionBook, type JurisdictionPack, type Variant } from './jurisdiction.ts'
import type { LawNote } from './law-terms.ts'

export interface LawQuestion {
  /** Code of the law the parties chose, where they did. */
  readonly agreementLaw?: string
  readonly creditorCountry: string
  readonly clientKind: ClientKind
  readonly clientCountry?: string
  /** The named person who confirmed that a sole trader or unknown client acts in business. */
  readonly confirmedBy?: string
}

export interface LawChoice {
  readonly pack: JurisdictionPack
  readonly variant: Variant
  /** The law of the consumer's own country: what it grants him holds beside the first. */
  readonly alsoPack: JurisdictionPack | undefined
  /** Whether statutory interest and the fixed sum may be claimed. */
  readonly claimable: boolean
  readonly reasons: readonly LawNote[]
}

export interface UnknownLaw {
  readonly kind: 'unknown-law'
  readonly asked: string
  readonly known: readonly string[]
}

/** The pack of a country, or the minimum that stands in for it. */
export function packFor(book: JurisdictionBook, country: string): { pack: JurisdictionPack; stoodIn: boolean } | undefined {
  const own = findPack(book, country)
  if (own) return { pack: own, stoodIn: false }
  const wanted = country.trim().toUpperCase()
  const minimum = [...book.values()].find(p => p.standsInFor?.includes(wanted))
  return minimum && { pack: minimum, stoodIn: true }
}

const unknown = (book: JurisdictionBook, asked: string): UnknownLaw => ({
  kind: 'unknown-law',
  asked,
  known: [...book.values()].flatMap(p => [p.code, ...p.aliases]).sort(),
})

function variantFor(question: LawQuestion): { variant: Variant; claimable: boolean; reason: LawNote } {
  const { clientKind, confirmedBy } = question
  const say = (code: string, text: string): LawNote => ({ code, text })
  if (clientKind === 'sole-trader' || clientKind === 'unknown') {
    if (confirmedBy)
      return {
        variant: 'business',
        claimable: true,
        reason: say('confirmed-business', `${confirmedBy} confirmed that this client acts in business`),
      }
    const text =
      clientKind === 'unknown'
        ? 'the kind of client is not known: the stricter rules hold until a named person confirms it'
        : 'a sole trader takes the stricter rules until a named person confirms that the debt is one of the business'
    return { variant: 'consumer', claimable: false, reason: say(`${clientKind}-stricter`, text) }
  }
  return { variant: clientKind, claimable: true, reason: say(`client-${clientKind}`, `the client is recorded as: ${clientKind}`) }
}

/**
 * Which law applies to a client and why: the agreement's choice, else the creditor's country; a consumer keeps the rules of his own
 * country beside it.
 */
export function lawFor(book: JurisdictionBook, question: LawQuestion): LawChoice | UnknownLaw {
  const { agreementLaw, creditorCountry, clientCountry } = question
  const asked = agreementLaw ?? creditorCountry
  const found = packFor(book, asked)
  if (found === undefined) return unknown(book, asked)
  const { variant, claimable, reason } = variantFor(question)
  const reasons: LawNote[] = [
    agreementLaw
      ? { code: 'law-agreed', text: `the agreement chose the law of ${found.pack.name}` }
      : { code: 'law-of-creditor', text: `no law was agreed: the creditor's country decides (${found.pack.name})` },
    reason,
  ]
  if (found.stoodIn)
    reasons.push({ code: 'minimum-law', text: `there is no pack for ${asked}: the common minimum of ${found.pack.name} stands in` })
  const own = variant === 'consumer' && clientCountry ? packFor(book, clientCountry)?.pack : undefined
  const alsoPack = own && own.code !== found.pack.code ? own : undefined
  if (alsoPack)
    reasons.push({ code: 'consumer-keeps-own', text: `a consumer keeps the stricter rules of his own country (${alsoPack.name})` })
  return { pack: found.pack, variant, alsoPack, claimable, reasons }
}

/** Of the same claim under two laws, what may be asked of a consumer: the lower figure. */
export const stricterOf = (a: InterestResult, b: InterestResult): InterestResult => (b.interestMinor < a.interestMinor ? b : a)
