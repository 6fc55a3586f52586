import type { Day } from '../day/day.ts'
import { daysBetween } from '../day/day.ts'

/** How far a value of a court pack can be relied on: read in the named source · from memory, to be looked at before it is used. */
export type CourtConfidence = 'read' | 'unconfirmed'

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
  /** Currency units. `share` above the last line, at least `least`, at most `most`. None: the fee is not known. */
  readonly fee: {
    readonly lines: readonly { readonly upTo: number; readonly fee: number }[]
    readonly share?: number
    readonly least?: number
    readonly most?: number
    readonly currency: string
    readonly source: string
    readonly asOf: string
    readonly confidence: CourtConfidence
  } | null
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

/** What the court asks for a claim, currency units; undefined where the pack does not know or the currency is another. */
export function feeOf(pack: CourtPack, owed: number, currency: string): number | undefined {
  const { fee } = pack
  if (fee === null || fee.currency !== currency) return undefined
  const line = fee.lines.find(l => owed <= l.upTo)
  if (line) return line.fee
  if (fee.share === undefined) return undefined
  return Math.min(fee.most ?? Number.POSITIVE_INFINITY, Math.max(fee.least ?? 0, fee.share * owed))
}
