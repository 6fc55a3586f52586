import type { AgreementPart, DisputePart, Duty, PaperNamed, PlanPart } from '../../core/desk/dossier-agreed.ts'
import { type Block, block, type Data, type Section, type Voice } from './voice.ts'

/** Says where a paper is found in the dossier. */
type Where = (paper: PaperNamed) => string
type Pair = readonly [label: string, value: string | null]

/** Lines with something to say, under their labels of one area. */
const pairs = ({ say }: Voice, area: string, given: readonly Pair[]): Block['pairs'] =>
  given.flatMap(([label, value]) => (value === null || value === '' ? [] : [[say(`${area}.${label}`), value] as const]))

const percentOf = ({ language }: Voice, percent: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 20 }).format(`${percent}e-2` as Intl.StringNumericLiteral) // decimal text

const duties = (voice: Voice, all: readonly Duty[]): string =>
  all.map(d => voice.say('duty', { what: d.what, byDay: d.by, done: d.doneOn === null ? 'no' : 'yes', doneDay: d.doneOn ?? '' })).join('\n')

function termsOf(voice: Voice, a: AgreementPart): readonly Pair[] {
  const { say, speak, amount } = voice
  const [first, ...later] = a.prices
  const percent = (text: string): string => percentOf(voice, text)
  const price = first && amount(first.amount, a.currency)
  return [
    ['price', price ? (a.period === null ? price : speak(`app.agreement.now-${a.period}`, { nowAmount: price })) : null],
    ['prices', later.map(p => say('agreement.from', { fromDay: p.from ?? '', value: amount(p.amount, a.currency) })).join('\n')],
    ['discounts', a.discounts.map(d => say('agreement.between', { value: percent(d.percent), fromDay: d.from, to: d.to === null ? 'open' : 'known', toDay: d.to ?? '' })).join('\n')], // biome-ignore format: one line
    ['rise', a.rise && say('agreement.from', { fromDay: a.rise.from, value: percent(a.rise.percent) })],
    ['index', a.index.map(i => say('agreement.from', { fromDay: i.from, value: `× ${i.factor}` })).join('\n')],
    ['quantity', a.quantity],
    ['tax', a.taxRate === null ? null : percent(a.taxRate)],
    ['runs', a.startsOn === null ? null : say('agreement.runs', { fromDay: a.startsOn, to: a.endsOn === null ? 'open' : 'known', toDay: a.endsOn ?? '' })], // biome-ignore format: one line
    ['terms', a.termsDays === null ? null : say('agreement.days', { days: a.termsDays })],
    ['lateInterest', a.lateInterestPercent === null ? null : say('agreement.aYear', { value: percent(a.lateInterestPercent) })],
    ['earlyDiscount', a.earlyDiscountPercent === null ? null : say('agreement.within', { value: percent(a.earlyDiscountPercent), days: Number(a.earlyDiscountDays ?? 0) })], // biome-ignore format: one line
    ['retention', a.retentionPercent === null ? null : say('agreement.kept', { value: percent(a.retentionPercent), how: a.retentionUntil !== null ? 'day' : a.retentionMonths !== null ? 'months' : 'open', months: Number(a.retentionMonths ?? 0), untilDay: a.retentionUntil ?? '' })], // biome-ignore format: one line
    ['others', Object.entries(a.otherClauses).map(([name, value]) => `${name}: ${value}`).join('\n')], // biome-ignore format: one line
    ['law', a.law],
  ]
}

function agreementBlock(voice: Voice, a: AgreementPart, where: Where): Block {
  return block({
    title: [a.title, a.number].filter(Boolean).join(', '),
    pairs: pairs(voice, 'agreement.label', [
      ['invoices', a.invoices.join(', ') || voice.say('agreement.unsure')],
      ...termsOf(voice, a),
      ['signedBy', a.signedBy ?? voice.say('agreement.unsigned')],
      ['papers', a.papers.map(where).join('\n') || voice.say('agreement.noPaper')],
    ]),
  })
}

/** Why a plan ended: its code is said, a person’s words stand. */
function endOf({ say, name }: Voice, { endedOn, endReason }: PlanPart): string | null {
  if (endedOn === null) return null
  const [code = '', ...words] = (endReason ?? '').split(': ')
  return say('plan.ended', { onDay: endedOn, reason: [name('decision.dossier.plan.end', code), ...words].filter(Boolean).join(': ') })
}

function planBlock(voice: Voice, p: PlanPart, where: Where, names: { readonly client: string; readonly firm: string }): Block {
  const { say, speak, amount, day } = voice
  const said = (key: string, params = {}): string => speak(`call.agreement.${key}`, { ...names, ...params })
  const money = (decimal: string): string => amount(decimal, p.currency)
  const hasInterest = /[1-9]/.test(p.interest)
  const terms = [
    said('duty'),
    said('grace', { days: p.graceDays }),
    hasInterest
      ? said('interestIncluded', { agreedOn: p.agreedOn, interestAmount: money(p.interest) })
      : said('interest', { kind: p.dropsCosts ? 'none' : 'missed' }),
    ...(p.dropsCosts ? [said('costs')] : []),
    said('lapse'),
  ]
  const debt = said('debt', { totalAmount: money(p.total) })
  return block({
    title: say('plan.of', { onDay: p.agreedOn }),
    pairs: pairs(voice, 'plan.label', [
      ['with', p.agreedWith],
      ['invoices', p.invoices.join(', ')],
      ['total', money(p.total)],
      ['state', p.state === 'ended' ? null : speak(`app.plan.state.${p.state}`)],
      ['ended', endOf(voice, p)],
      ['paid', money(p.paid)],
      ['missing', /[1-9]/.test(p.missing) ? money(p.missing) : null],
      ['terms', terms.filter(Boolean).join(' ')],
      ['reference', p.reference],
      ['replaces', p.replaces && say('plan.of', { onDay: p.replaces })],
      ['ours', duties(voice, p.ourPart)],
      ['acknowledged', p.signed ? say('plan.signed', { debt, where: where(p.signed) }) : say('plan.unsigned', { debt })],
    ]),
    columns: ['amount', 'text', 'amount', 'amount', 'wide'],
    head: ['part', 'due', 'amount', 'paid', 'state'].map(key => say(`columns.${key}`)),
    rows: p.instalments.map(i => [
      ...[String(i.position), day(i.dueOn), money(i.amount), money(i.paid)],
      speak(`app.plan.state.${i.state}`),
    ]),
  })
}

function disputeBlock(voice: Voice, d: DisputePart, where: Where, on: string): Block {
  const { say, speak, amount } = voice
  const money = (decimal: string): string => amount(decimal, d.currency)
  const answered = d.answeredOn === null ? (d.answerBy < on ? 'late' : 'due') : 'given'
  const answer = say('dispute.answered', { how: answered, onDay: d.answeredOn ?? d.answerBy })
  const papers = (side: 'ours' | 'theirs'): string => d.papers.flatMap(p => (p.side === side ? [where(p)] : [])).join('\n')
  const ended = d.outcome && say('dispute.ended', { outcome: speak(`app.dispute.outcome.${d.outcome}`), onDay: d.closedOn ?? d.saidOn })
  return block({
    title: say('dispute.of', { number: d.invoice, onDay: d.saidOn }),
    pairs: pairs(voice, 'dispute.label', [
      ['cause', speak(`app.cause.${d.cause}`)],
      ['claim', d.claim && speak(`app.dispute.claim.${d.claim}`)],
      ['contested', money(d.contested)],
      ['held', d.closedOn === null ? say('dispute.held', { held: money(d.held), payable: money(d.payable) }) : null],
      ['words', d.words],
      ['theirs', papers('theirs')],
      ['answer', [answer, d.answer].filter(Boolean).join('\n')],
      ['mends', duties(voice, d.mends)],
      ['ours', papers('ours')],
      ['outcome', [ended ?? say('dispute.open'), d.outcomeWords].filter(Boolean).join('\n')],
      ['creditNote', d.creditNote],
    ]),
  })
}

/** What was agreed, the plans of payment and what is contested: a section each. */
export function agreedSections(voice: Voice, data: Data, where: Where): Record<'agreements' | 'plans' | 'disputes', Section> {
  const { say } = voice
  const names = { client: data.client.name, firm: data.creditor.name }
  return {
    agreements: { title: say('agreements'), paragraphs: [], blocks: data.agreements.map(a => agreementBlock(voice, a, where)) },
    plans: { title: say('plans'), paragraphs: [], blocks: data.plans.map(p => planBlock(voice, p, where, names)) },
    disputes: { title: say('disputes'), paragraphs: [], blocks: data.disputes.map(d => disputeBlock(voice, d, where, data.on)) },
  }
}
