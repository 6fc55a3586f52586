import { type Estimate, noEstimate, type Outcomes } from '../../core/correction/advice.ts'
import { type Billed, compare, type PeriodRow } from '../../core/correction/compare.ts'
import { type AgreedPeriod, agreedPeriods } from '../../core/correction/periods.ts'
import { type SettledRow, settle } from '../../core/correction/settle.ts'
import { addMonths, type Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type AgreementBooks, booksOf } from './books.ts'

/** What a person put into the case beside the correction’s own fields. Amounts are text of minor units. */
export interface CaseDetail {
  /** The periods the case is about: first and last day. */
  readonly from: Day
  readonly to: Day
  readonly cause?: string
  readonly outcomes?: Partial<Outcomes>
  readonly estimate?: Readonly<Record<keyof Estimate, string>>
  readonly meeting?: { readonly on: Day; readonly time: string; readonly where: string; readonly channel: string; readonly reason: string }
  readonly ready?: { readonly by: string; readonly on: Day }
  readonly choice?: ChosenWay
  /** Looks back after a waiver that a person took (A15). */
  readonly looks?: readonly { readonly months: number; readonly on: Day; readonly by: string }[]
  readonly closed?: { readonly by: string; readonly reason: string }
}
export const CHOICES = ['next-invoice', 'separate', 'plan', 'compromise', 'waive'] as const
export type Choice = (typeof CHOICES)[number]
/** What the client chose, when, and what is to be paid of the difference: minor units before tax, as text. */
export interface ChosenWay {
  readonly way: Choice
  readonly on: Day
  readonly minor: string
  readonly plan?: { readonly parts: number; readonly firstOn: Day }
  /** What they had chosen before, where the catch-up was invoiced and then given up. */
  readonly before?: { readonly way: Choice; readonly on: Day }
}

export interface OpenCase {
  readonly correction: Fact<'correction'>
  readonly detail: CaseDetail
  readonly books: AgreementBooks
  /** The periods of the case, after what was corrected and waived. */
  readonly rows: readonly SettledRow[]
  readonly waivers: readonly Fact<'waiver'>[]
  /** Periods after the case, agreed against billed. */
  readonly later: readonly PeriodRow[]
  /** The first period that nothing was billed for yet, at its agreed amount. */
  readonly next: AgreedPeriod | undefined
}

/** A correction by id. @throws Refusal where there is none. */
export async function correctionOf(place: Place, id: string): Promise<Fact<'correction'>> {
  const found = await factsOf(place.store.db, place.workspaceId, 'correction').where('id', '=', id).executeTakeFirst()
  return (
    (found as unknown as Fact<'correction'> | undefined) ?? refuse('not-found', `There is no correction "${id}".`, { field: 'correction' })
  ) // as selected
}

export const detailOf = (correction: Fact<'correction'>): CaseDetail => correction.detail as unknown as CaseDetail // written by these acts only

export const estimateOf = (detail: CaseDetail): Estimate => {
  const said = detail.estimate
  if (!said) return noEstimate
  const merged = Object.entries(noEstimate).map(([name, value]) => {
    const text = said[name as keyof Estimate] // keys of the literal
    return [name, text === undefined ? value : typeof value === 'bigint' ? BigInt(text) : Number(text)]
  })
  return Object.fromEntries(merged) as Estimate // every key of the literal
}

/** Whether a bill is a part of the catch-up: on an invoice of the correction, for a period of the case; or what gives it up again. */
const isArrears = (correction: Fact<'correction'>, detail: CaseDetail, bill: Billed): boolean =>
  bill.correctionId === correction.id ||
  (correction.invoiceIds?.includes(bill.invoiceId) === true && (bill.from ?? bill.issuedOn) <= detail.to)

/** A case with its books, as of the place’s day. */
export async function openCase(place: Place, id: string): Promise<OpenCase> {
  const correction = await correctionOf(place, id)
  if (correction.detail === null)
    return refuse('no-case', 'This correction was recorded by hand and has no case behind it.', {
      field: 'correction',
      mend: 'Find it again from its agreement.',
    })
  const detail = detailOf(correction)
  const agreementId = correction.agreementId ?? ''
  const agreement = (await factsOf(place.store.db, place.workspaceId, 'agreement')
    .where('id', '=', agreementId)
    .executeTakeFirst()) as unknown as Fact<'agreement'> | undefined // as selected
  if (!agreement) return refuse('no-such-agreement', 'The agreement of this correction is gone.', { field: 'agreement' })
  const books = await booksOf(place, agreement)
  const bills = books.bills.filter(b => !isArrears(correction, detail, b))
  const corrected = books.bills.filter(b => isArrears(correction, detail, b)).reduce((sum, b) => sum + b.netMinor, 0n)
  const { rows } = compare(books.terms, bills, place.by.today)
  const mine = rows.filter(r => r.from >= detail.from && r.to <= detail.to)
  const waivers = books.facts.waiver.filter(w => w.correctionId === id)
  const short = mine.reduce((sum, r) => sum + (r.differenceMinor > 0n ? r.differenceMinor : 0n), 0n)
  const correctedMinor = corrected < short ? corrected : short
  const waivedMinor = waivers.reduce((sum, w) => sum + w.amountMinor, 0n)
  const remedies = [
    { kind: 'corrected' as const, minor: correctedMinor },
    { kind: 'waived' as const, minor: waivedMinor < short - correctedMinor ? waivedMinor : short - correctedMinor },
  ]
  const later = rows.filter(r => r.from > detail.to)
  const lastBilled = rows.findLast(r => r.invoices.length > 0)
  const next = agreedPeriods(books.terms, addMonths(place.by.today, 13)).find(p => p.from > (lastBilled?.to ?? detail.to))
  return { correction, detail, books, rows: settle(mine, remedies), waivers, later, next }
}

export const shortOf = (rows: readonly SettledRow[]): bigint =>
  rows.reduce((sum, r) => sum + (r.differenceMinor > 0n ? r.differenceMinor : 0n), 0n)
export const openOf = (rows: readonly SettledRow[]): bigint =>
  rows.reduce((sum, r) => sum + (r.differenceMinor > 0n ? r.openMinor : 0n), 0n)
