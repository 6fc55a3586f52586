import { addDays, type Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import type { KnownBalance } from './known.ts'
import type { FieldChange, ImportAnswers, PlannedClient, PlannedInvoice, PlannedSettling, VanishedAnswer } from './plan-types.ts'

type DueSource = PlannedInvoice['dueSource']

/** The due date: as stated, by the list's terms, by the client's, by the answer of the person. Never otherwise. */
export function dueOf(
  item: { readonly dueOn: Day | undefined; readonly termsDays: number | undefined; readonly issuedOn: Day },
  client: Pick<PlannedClient, 'termsDays'>,
  answers: ImportAnswers,
): { dueOn: Day | undefined; dueSource: DueSource } {
  if (item.dueOn) return { dueOn: item.dueOn, dueSource: 'stated' }
  const terms = item.termsDays ?? client.termsDays ?? undefined
  if (terms !== undefined) return { dueOn: addDays(item.issuedOn, terms), dueSource: 'terms' }
  return { dueOn: answers.termsDays === undefined ? undefined : addDays(item.issuedOn, answers.termsDays), dueSource: 'asked' }
}

/**
 * What the newer list says differently. `before` is the document as the list last had it: what a person has changed since
 * stays, unless the list changed the same field.
 */
export function changesOf(
  planned: PlannedInvoice,
  current: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): FieldChange[] {
  const { item } = planned
  const listed: readonly (readonly [FieldChange['field'], string | bigint | undefined])[] = [
    ['issuedOn', item.issuedOn],
    ['dueOn', item.kind === 'invoice' && item.dueOn !== undefined ? item.dueOn : undefined],
    ['currency', item.currency],
    ['totalMinor', item.totalMinor],
    ['taxMinor', item.kind === 'invoice' ? item.taxMinor : undefined],
    ['orderNumber', item.kind === 'invoice' ? item.orderNumber : undefined],
    ['reference', item.kind === 'invoice' ? item.reference : undefined],
    ['subject', item.kind === 'invoice' ? item.subject : undefined],
  ]
  return listed.flatMap(([field, to]) => {
    if (to === undefined || to === '' || to === before[field] || to === current[field]) return []
    return [{ field, from: (current[field] ?? null) as FieldChange['from'], to }] // the fields listed are text, days or amounts
  })
}

interface Difference {
  readonly invoice: Fact<'invoice'>
  readonly ours: bigint
  readonly listed: bigint
  readonly why: PlannedSettling['why']
  readonly paidOn: Day | undefined
}

/** How an answer to a question was given, or that it was not. */
export function answerFor(
  number: string,
  why: PlannedSettling['why'],
  answers: ImportAnswers,
): Pick<PlannedSettling, 'answer' | 'answeredBy'> {
  const said: VanishedAnswer | undefined = answers.vanishedByNumber?.[number] ?? answers.vanished
  if (said !== undefined) return { answer: said, answeredBy: 'person' }
  if (why === 'vanished') return { answer: 'kept', answeredBy: 'nobody' }
  return { answer: why, answeredBy: 'list' }
}

/**
 * What of one client's invoices is to be booked because the list shows less open than we do. Money that stands here already but
 * on another invoice, or on none, is set against it first: nothing is booked twice.
 */
export function settlingsOf(client: KnownBalance, differences: readonly Difference[], answers: ImportAnswers): PlannedSettling[] {
  const spare = new Map(client.open.unapplied)
  for (const d of differences)
    if (d.listed > d.ours) spare.set(d.invoice.currency, (spare.get(d.invoice.currency) ?? 0n) + d.listed - d.ours)
  return differences.flatMap(d => {
    if (d.listed >= d.ours) return []
    const { currency } = d.invoice
    const there = spare.get(currency) ?? 0n
    const whole = d.ours - d.listed
    const minor = there > 0n ? whole - (there < whole ? there : whole) : whole
    if (there > 0n) spare.set(currency, there - (whole - minor))
    if (minor <= 0n) return []
    const { id, clientId, number } = d.invoice
    const answer = answerFor(number, d.why, answers)
    return [{ invoiceId: id, clientId, client: client.facts.client.name, number, currency, minor, why: d.why, paidOn: d.paidOn, ...answer }]
  })
}

/** The list shows more open than we do: nobody but a person can say why. */
export const moreOpenNote = (planned: PlannedInvoice, ours: string, listed: string): Fault => ({
  code: 'more-open-than-here',
  message: `"${planned.item.number}" has ${listed} open in the list, ${ours} here. Nothing was changed.`,
  params: { number: planned.item.number, listed, ours },
  mend: 'If a payment bounced or was taken back, take it back here too.',
  file: planned.item.file,
  line: planned.item.line,
})
