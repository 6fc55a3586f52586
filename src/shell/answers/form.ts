import { addDays, type Day, isDay } from '../../core/day/day.ts'
import { type Body, nouns } from '../../core/facts/nouns.ts'

type Cause = Body<'dispute'>['cause']
export const CAUSES = (nouns.dispute.columns.cause.oneOf ?? []) as readonly Cause[] // the noun’s own values

/** What a client says on the private page, checked. */
export type Said =
  | { readonly kind: 'paid'; readonly paidOn: Day; readonly how: string; readonly invoiceIds: readonly string[] }
  | { readonly kind: 'wrong'; readonly cause: Cause; readonly who: string; readonly words: string; readonly invoiceIds: readonly string[] }
  | { readonly kind: 'offer'; readonly offer: string; readonly words: string }
  | { readonly kind: 'later'; readonly choice: string; readonly by: Day | null; readonly words: string }

/** A field that does not fit; `answers.fault.<code>` says it. */
export interface Unfit {
  readonly fault: 'day' | 'day-ahead' | 'cause' | 'words' | 'choice' | 'invoice' | 'many' | 'form' | 'proof'
  readonly kind: string
}

const WORDS_MAX = 2000
const PAID_DAYS_BACK = 366

/** Plain text of a field: no control characters, not longer than a page. */
const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '').trim().slice(0, WORDS_MAX) : '' // biome-ignore format: one step a word
}

/** @param open ids of the invoices on the page: nothing else can be named. @param promiseBy last day that may be promised. */
export function saidIn(form: FormData, today: Day, open: readonly string[], promiseBy: Day): Said | Unfit {
  const kind = textOf(form, 'answer')
  const unfit = (fault: Unfit['fault']): Unfit => ({ fault, kind })
  const named = form.getAll('invoice').map(String)
  if (named.some(id => !open.includes(id))) return unfit('invoice')
  const invoiceIds = named.length > 0 ? named : open
  if (kind === 'paid') {
    const paidOn = textOf(form, 'when')
    if (!isDay(paidOn) || paidOn < addDays(today, -PAID_DAYS_BACK)) return unfit('day')
    return paidOn > today ? unfit('day-ahead') : { kind, paidOn, how: textOf(form, 'how'), invoiceIds }
  }
  if (kind === 'wrong') {
    const cause = CAUSES.find(c => c === textOf(form, 'cause'))
    const words = textOf(form, 'words')
    if (!cause) return unfit('cause')
    return words === '' ? unfit('words') : { kind, cause, who: textOf(form, 'who'), words, invoiceIds }
  }
  if (kind === 'offer') return { kind, offer: textOf(form, 'offer'), words: textOf(form, 'words') }
  if (kind !== 'later') return unfit('form')
  const choice = textOf(form, 'choice')
  const words = textOf(form, 'words')
  const by = textOf(form, 'by')
  if (choice === 'promise') return isDay(by) && by >= today && by <= promiseBy ? { kind, choice, by, words } : unfit('day')
  if (choice === 'other' && words === '') return unfit('words')
  return choice === '' ? unfit('choice') : { kind, choice, by: null, words }
}
