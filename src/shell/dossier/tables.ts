import { csvText } from '../../core/list/csv-text.ts'
import type { DossierData } from './content.ts'

type Data = Omit<DossierData, 'documents'>
type Row = readonly (string | number | null)[]
const table = (head: readonly string[], rows: readonly Row[]): string =>
  csvText([head, ...rows.map(row => row.map(cell => (cell === null ? '' : String(cell))))])

const invoices = (data: Data): string =>
  table(
    ['number', 'issued', 'due', 'currency', 'total', 'open', 'interest', 'interest basis', 'compensation', 'compensation basis'],
    data.invoices.map(i => [
      ...[i.number, i.issuedOn, i.dueOn, i.currency, i.total, i.open],
      ...[i.interest, i.interestBasis, i.compensation, i.compensationBasis],
    ]),
  )

const came = (data: Data): string =>
  table(
    ['invoice', 'day', 'what', 'number', 'amount', 'currency'],
    data.invoices.flatMap(i => i.came.map(c => [i.number, c.on, c.what, c.number, c.amount, i.currency])),
  )

const interest = (data: Data): string =>
  table(
    ['invoice', 'from', 'to', 'days', 'on', 'percent a year', 'amount', 'currency'],
    data.invoices.flatMap(i => i.segments.map(s => [i.number, s.from, s.to, s.days, s.base, s.percent, s.amount, i.currency])),
  )

const history = (data: Data): string =>
  table(
    ['day', 'kind', 'what', 'channel', 'outcome', 'invoice', 'amount', 'until', 'text', 'evidence'],
    data.events.map(e => [e.on, e.kind, e.what, e.channel, e.outcome, e.invoice, e.amount, e.until, e.text, e.evidence]),
  )

const agreements = (data: Data): string =>
  table(
    [
      ...['title', 'number', 'invoices', 'currency', 'prices', 'period', 'first day', 'last day', 'quantity', 'tax percent', 'terms days'],
      ...[
        'discounts',
        'rise',
        'late interest percent',
        'early discount percent',
        'early discount days',
        'kept back percent',
        'kept back months',
      ],
      ...['kept back until', 'other clauses', 'law', 'signed by', 'papers'],
    ],
    data.agreements.map(a => [
      ...[a.title, a.number, a.invoices.join(', '), a.currency, pricesOf(a.prices), a.period, a.startsOn, a.endsOn, a.quantity, a.taxRate],
      ...[a.termsDays, a.discounts.map(d => `${d.percent} from ${d.from}${d.to ? ` to ${d.to}` : ''}`).join('; '), riseOf(a)],
      ...[a.lateInterestPercent, a.earlyDiscountPercent, a.earlyDiscountDays, a.retentionPercent, a.retentionMonths],
      ...[a.retentionUntil, othersOf(a.otherClauses), a.law, a.signedBy, a.papers.map(p => p.name).join(', ')],
    ]),
  )
type Agreement = Data['agreements'][number]
const pricesOf = (prices: Agreement['prices']): string => prices.map(p => `${p.amount} from ${p.from ?? ''}`.trim()).join('; ')
const riseOf = ({ rise, index }: Agreement): string =>
  rise ? `${rise.percent} percent a year from ${rise.from}` : index.map(i => `${i.factor} from ${i.from}`).join('; ')
const othersOf = (clauses: Readonly<Record<string, string>>): string =>
  Object.entries(clauses)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')

const plans = (data: Data): string =>
  table(
    [
      ...['agreed', 'with', 'state', 'ended', 'end reason', 'invoices', 'currency', 'total', 'interest in it', 'paid', 'missing'],
      ...['grace days', 'signed paper', 'part', 'due', 'amount', 'paid of it', 'state of it'],
    ],
    data.plans.flatMap(p =>
      p.instalments.map(i => [
        ...[p.agreedOn, p.agreedWith, p.state, p.endedOn, p.endReason, p.invoices.join(', '), p.currency, p.total, p.interest, p.paid],
        ...[p.missing, p.graceDays, p.signed?.name ?? null, i.position, i.dueOn, i.amount, i.paid, i.state],
      ]),
    ),
  )

const disputes = (data: Data): string =>
  table(
    [
      ...['invoice', 'since', 'cause', 'asks for', 'words', 'currency', 'contested', 'held', 'payable', 'answer by', 'answered'],
      ...['answer', 'outcome', 'why', 'ended', 'credit note', 'their papers', 'our papers'],
    ],
    data.disputes.map(d => [
      ...[d.invoice, d.saidOn, d.cause, d.claim, d.words, d.currency, d.contested, d.held, d.payable, d.answerBy, d.answeredOn],
      ...[d.answer, d.outcome, d.outcomeWords, d.closedOn, d.creditNote],
      ...(['theirs', 'ours'] as const).map(side => d.papers.flatMap(p => (p.side === side ? [p.name] : [])).join(', ')),
    ]),
  )

/** The tables beside the bundle, as CSV; those of what there is none of are left out. */
export const csvFiles = (data: Data): { readonly name: string; readonly text: string }[] => [
  { name: 'invoices.csv', text: invoices(data) },
  ...(data.invoices.some(i => i.came.length > 0) ? [{ name: 'payments.csv', text: came(data) }] : []),
  ...(data.invoices.some(i => i.segments.length > 0) ? [{ name: 'interest.csv', text: interest(data) }] : []),
  ...(data.agreements.length > 0 ? [{ name: 'agreements.csv', text: agreements(data) }] : []),
  ...(data.plans.length > 0 ? [{ name: 'plans.csv', text: plans(data) }] : []),
  ...(data.disputes.length > 0 ? [{ name: 'disputes.csv', text: disputes(data) }] : []),
  { name: 'history.csv', text: history(data) },
]
