import type { Day } from '../../core/day/day.ts'
import { type ContactLaw, type LawView, unknownLaw } from '../../core/decide/law-view.ts'
import { type JurisdictionBook, type JurisdictionPack, rulesOf, type Variant, versionFor } from '../../core/ledger/jurisdiction.ts'
import { packFor } from '../../core/ledger/which-law.ts'

const hourOf = (text: string): number => Number(text.slice(0, 2))

/** What a jurisdiction pack says about asking one kind of client for money, as it stands on a day. */
function contactLaw(pack: JurisdictionPack, variant: Variant, on: Day): ContactLaw {
  const { interest, limitation, forbiddenChannels = [] } = rulesOf(pack, variant)
  const rate = versionFor(interest.rate, on)?.value.kind
  const notice = versionFor(interest.notice, on)?.value
  const term = versionFor(limitation, on)?.value
  // limits on contact are written for the protection of consumers
  const limits = variant === 'consumer' ? versionFor(pack.contact, on)?.value : undefined
  return {
    limitation: term
      ? { years: term.years, from: term.from, restartsOnPayment: false, restartsOnDemand: term.restartedByDemand ?? false }
      : null,
    costsAllowed: rate === 'reference' || rate === 'fixed',
    noticeFirstDays: notice?.kind === 'demand' ? (notice.waitDays ?? 0) : null,
    hours: limits?.hours ? [hourOf(limits.hours.from), hourOf(limits.hours.to)] : null,
    closedWeekdays: limits?.noSundaysOrHolidays ? [7] : [],
    forbiddenChannels: versionFor(forbiddenChannels, on)?.value ?? [],
    contactsPerWeek: limits?.callsPerWeek ?? null,
  }
}

/** The law of a claim as `decide` reads it: the agreement's choice or the creditor's country; a consumer keeps the rules of his own. */
export function lawViewOf(book: JurisdictionBook, law: string, clientCountry: string | null, on: Day): LawView {
  const pack = packFor(book, law)?.pack
  if (!pack) return unknownLaw(law)
  const own = clientCountry === null ? pack : (packFor(book, clientCountry)?.pack ?? pack)
  return {
    id: pack.code,
    business: contactLaw(pack, 'business', on),
    public: contactLaw(pack, 'public', on),
    consumer: contactLaw(own, 'consumer', on),
  }
}
