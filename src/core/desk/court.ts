import type { Day } from '../day/day.ts'
import { daysBetween } from '../day/day.ts'

/** How far a value of a court pack can be relied on: read in the named source · in somebody else’s account of it · from memory, to be looked at before it is used. */
export type CourtConfidence = 'seen' | 'secondary' | 'memory'

/** What a court asks, by the size of the claim. Currency units. */
export interface CourtFee {
  readonly lines: readonly { readonly upTo: number; readonly fee: number }[]
  /** Above the last line: so much more for every so much that is begun. */
  readonly beyond?: { readonly every: number; readonly add: number }
  /** Or a share of the whole claim, at most `most`. */
  readonly share?: number
  readonly most?: number
  /** A fee is never a part of a unit. */
  readonly wholeUnits?: true
  readonly currency: string
  /** First day it holds, where that is known. */
  readonly since?: string
  readonly source: string
  readonly asOf: string
  readonly confidence: CourtConfidence
}

/** A fee that the firm read itself, for claims of more than `over` up to `upTo`. */
export interface OwnCourtFee {
  readonly id: string
  readonly procedure: string
  /** Of the court, where a procedure has courts in several. */
  readonly country: string | null
  readonly over: number
  /** None: of any size. */
  readonly upTo: number | null
  readonly fee: number
  readonly currency: string
  readonly since: Day
  readonly source: string
}

/** Where a field of the data sheet comes from. Everything else on the sheet is left empty for a person, and said so. */
export const SHEET_SOURCES = [
  'creditor.name',
  'creditor.address',
  'creditor.companyId',
  'creditor.vatId',
  'creditor.person',
  'creditor.phone',
  'creditor.email',
  'creditor.iban',
  'creditor.bic',
  'creditor.country',
  'debtor.name',
  'debtor.address',
  'debtor.companyId',
  'debtor.vatId',
  'debtor.country',
  'debtor.email',
  'claim.principal',
  'claim.currency',
  'claim.interest',
  'claim.interestBasis',
  'claim.interestFrom',
  'claim.compensation',
  'claim.invoices',
  'claim.due',
  'claim.ground',
  'claim.evidence',
  'claim.notice',
  'claim.courtFee',
  'today',
  'by-hand',
] as const
export type SheetSource = (typeof SHEET_SOURCES)[number]

export interface SheetField {
  /** The number or name of the field on the form, in the court's own language. */
  readonly label: string
  readonly from: SheetSource
  /** What a person has to know or choose. */
  readonly note?: string
}

export interface CourtPack {
  readonly code: string
  /** What it is called there. */
  readonly name: string
  readonly language: string
  /** Creditor's countries for which it is meant; for a cross-border procedure every country that takes part. */
  readonly countries: readonly string[]
  /** cross-border: the client sits in another of these countries. domestic: in one of them too. */
  readonly reach: 'domestic' | 'cross-border'
  readonly currency?: string
  readonly clientKinds: readonly string[]
  /** The claim fell due at most so many days ago; none: limitation only. */
  readonly oldestDays?: number
  /** A written demand must have gone before. */
  readonly needsDemand: boolean
  /** None: not known. */
  readonly fee: CourtFee | null
  /** Of a procedure with courts in several countries, by the court's country. */
  readonly feeIn?: Readonly<Record<string, CourtFee>>
  readonly form: string
  readonly where: string
  readonly source: string
  readonly asOf: string
  readonly confidence: CourtConfidence
  /** What must be known before it is used, one sentence each. */
  readonly remarks: readonly string[]
  readonly fields: readonly SheetField[]
}

export interface CourtCase {
  readonly firmCountry: string
  readonly clientCountry: string | null
  readonly clientKind: string
  readonly kindConfirmed: boolean
  readonly currency: string
  readonly oldestDueOn: Day
  readonly today: Day
  readonly demandSentOn: Day | null
  readonly disputed: boolean
  readonly barred: boolean
}

export type Ineligible =
  | 'country'
  | 'client-country-unknown'
  | 'kind'
  | 'currency'
  | 'too-old'
  | 'demand-missing'
  | 'disputed'
  | 'time-barred'

/** Whether a procedure fits a case. `demand-missing` can be mended, the others cannot. @returns every reason against it. */
export function ineligible(pack: CourtPack, c: CourtCase): Ineligible[] {
  const found: Ineligible[] = []
  const client = c.clientCountry ?? (pack.reach === 'domestic' ? c.firmCountry : null)
  if (client === null) found.push('client-country-unknown')
  else if (
    !pack.countries.includes(c.firmCountry) ||
    !pack.countries.includes(client) ||
    (pack.reach === 'cross-border') === (client === c.firmCountry)
  )
    found.push('country')
  if (!pack.clientKinds.includes(c.clientKind)) found.push('kind')
  if (pack.currency !== undefined && pack.currency !== c.currency) found.push('currency')
  if (pack.oldestDays !== undefined && daysBetween(c.oldestDueOn, c.today) > pack.oldestDays) found.push('too-old')
  if (c.disputed) found.push('disputed')
  if (c.barred) found.push('time-barred')
  if (pack.needsDemand && c.demandSentOn === null) found.push('demand-missing')
  return found
}

/** What the court asks for one claim, and how that is known. */
export interface FoundFee {
  readonly amount: number
  readonly currency: string
  /** For claims of more than this … */
  readonly over: number
  /** … up to this; none: of any size. Both in currency units. */
  readonly upTo: number | null
  readonly since: string | null
  readonly source: string
  /** When it was looked up; none: the firm's own word. */
  readonly asOf: string | null
  readonly confidence: CourtConfidence | 'own'
  /** The firm's own word, to be taken back by this. */
  readonly ownId: string | null
}

export interface FeeQuestion {
  /** Currency units. */
  readonly owed: number
  readonly currency: string
  /** Of the court: the client's. */
  readonly country: string
  readonly today: Day
  readonly own: readonly OwnCourtFee[]
}

/** What the court asks for a claim, the firm's own word first; undefined where nobody here knows. A fee by size says nothing of a claim in another currency. */
export function feeOf(pack: CourtPack, q: FeeQuestion): FoundFee | undefined {
  const said = q.own
    .filter(o => o.procedure === pack.code && (o.country === null || o.country === q.country) && o.since <= q.today)
    .filter(
      o =>
        (o.over === 0 && o.upTo === null) ||
        (o.currency === q.currency && q.owed > o.over && q.owed <= (o.upTo ?? Number.POSITIVE_INFINITY)),
    )
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
    .at(-1)
  if (said) {
    const { id, fee, currency, over, upTo, since, source } = said
    return { amount: fee, currency, over, upTo, since, source, asOf: null, confidence: 'own', ownId: id }
  }
  const table = pack.feeIn?.[q.country] ?? pack.fee
  const line = table && lineOf(table, q)
  if (!line) return undefined
  const { currency, source, asOf, confidence } = table
  const amount = table.wholeUnits ? Math.ceil(line.amount) : line.amount
  return { ...line, amount, currency, source, asOf, confidence, since: table.since ?? null, ownId: null }
}

function lineOf(table: CourtFee, { owed, currency }: FeeQuestion): Pick<FoundFee, 'amount' | 'over' | 'upTo'> | undefined {
  const [only] = table.lines
  if (table.lines.length === 1 && only?.upTo === Number.POSITIVE_INFINITY) return { amount: only.fee, over: 0, upTo: null }
  if (table.currency !== currency) return undefined
  const at = table.lines.findIndex(l => owed <= l.upTo)
  const line = table.lines[at]
  if (line) return { amount: line.fee, over: table.lines[at - 1]?.upTo ?? 0, upTo: line.upTo }
  const last = table.lines.at(-1) ?? { upTo: 0, fee: 0 }
  if (table.beyond) {
    const { every, add } = table.beyond
    const steps = Math.ceil((owed - last.upTo) / every)
    return { amount: last.fee + steps * add, over: last.upTo + (steps - 1) * every, upTo: last.upTo + steps * every }
  }
  return table.share === undefined
    ? undefined
    : { amount: Math.min(table.most ?? Number.POSITIVE_INFINITY, table.share * owed), over: last.upTo, upTo: null }
}
