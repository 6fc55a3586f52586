import ical, { ICalCalendarMethod } from 'ical-generator'
import { addDays, type Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { planReference, printReference } from '../bank/reference.ts'
import { byNumbers, labelledIn, languageFor, payOf, type Recipient, senderOf } from '../message/compose.ts'
import { howToPay } from '../message/payment.ts'
import type { PdfMaker } from '../pdf/typst.ts'
import type { Attachment } from '../run/channel.ts'
import { sayDay, type Words } from '../words.ts'
import { instalmentsOf, partsTable } from './confirmation-mail.ts'

export interface AgreementContent extends MessageContent {
  /** The two signature blocks. */
  readonly sign: { readonly client: string; readonly firm: string; readonly place: string }
  /** A payment code for each part, with what it pays. */
  readonly codes: readonly { readonly qrSvg: string; readonly caption: string }[]
}

interface Papers {
  readonly words: Words
  readonly schemes: readonly ReferenceScheme[]
  readonly firm: Fact<'firm'>
  readonly facts: ClientFacts
  readonly recipient: Recipient
}

/** The invoices of a plan as they are paid by one part: all of them named, that much asked for. */
const itemsFor = (invoices: readonly Fact<'invoice'>[], part?: { readonly dueOn: Day; readonly minor: bigint }) =>
  invoices.map((invoice, at) => ({ invoice, openMinor: part && at === 0 ? part.minor : 0n, dueOn: part?.dueOn ?? invoice.dueOn }))

/** The parts, each with the reference that lets its money find them. */
function withReferences(
  words: Words,
  language: string,
  parts: readonly { readonly dueOn: Day; readonly minor: bigint; readonly reference: string }[],
  currency: string,
): MessageContent['table'] {
  const { head, rows, totals } = partsTable(words, language, { parts, currency })
  const [position = '', due = '', amount = ''] = head
  return {
    head: [position, due, words.say(language, 'message.payLabels.reference'), amount],
    rows: rows.map((row, at) => [row[0] ?? '', row[1] ?? '', parts[at]?.reference ?? '', row[2] ?? '']),
    totals,
  }
}

/** The agreement of a plan: the debt acknowledged, the instalments, both sides' duties, grace and lapse, and room to sign. */
export function agreementContent(papers: Papers, plan: Fact<'plan'>): AgreementContent {
  const { words, firm, facts, recipient } = papers
  const language = languageFor(words, firm, facts, recipient)
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `call.agreement.${key}`, params)
  const invoices = facts.invoice.filter(i => plan.invoiceIds.includes(i.id))
  const parts = instalmentsOf(facts, plan.id)
  const names = { client: facts.client.name, firm: firm.legalName ?? firm.name }
  const totalAmount = `${plan.totalMinor} ${plan.currency}`
  const ours = Array.isArray(plan.ourPart) ? (plan.ourPart as unknown as { what: string; by: string }[]) : [] // written in this shape
  const own = planReference(papers.schemes, firm.country, plan.id)
  const pays = parts.map(part => howToPay(papers.schemes, firm, itemsFor(invoices, part), own))
  return {
    language,
    on: plan.agreedOn,
    dateLine: sayDay(language, plan.agreedOn),
    from: senderOf(firm),
    to: { name: facts.client.name, lines: [...(facts.client.address ?? [])] },
    subject: say('subject', { agreedOn: plan.agreedOn }),
    greeting: '',
    opening: [
      say('opening', { ...names, count: invoices.length, numbers: invoices.map(i => i.number).join(', ') }),
      say('debt', { ...names, totalAmount }),
    ],
    key: [],
    table: withReferences(
      words,
      language,
      parts.map((part, at) => ({ ...part, reference: pays[at]?.reference ?? '' })),
      plan.currency,
    ),
    costs: null,
    closing: [
      say('duty'),
      say('peace', names),
      ...ours.map(o => words.say(language, 'call.mail.ourPart', { what: o.what, byOn: o.by })),
      say('grace', { days: plan.graceDays }),
      ...(plan.interestMinor
        ? [say('interestIncluded', { agreedOn: plan.agreedOn, interestAmount: `${plan.interestMinor} ${plan.currency}` })]
        : [say('interest', { kind: plan.dropsCosts ? 'none' : 'missed' })]),
      ...(plan.dropsCosts ? [say('costs')] : []),
      say('lapse', names),
    ],
    pay: payOf((key, p) => words.say(language, `message.${key}`, p), firm, itemsFor(invoices), {
      reference: own === undefined ? (plan.reference ?? byNumbers(itemsFor(invoices)).reference) : printReference(papers.schemes, own),
      qrSvg: null,
    }),
    codes: parts.flatMap((part, at) => {
      const qrSvg = pays[at]?.qrSvg
      const partAmount = `${part.minor} ${plan.currency}`
      return qrSvg ? [{ qrSvg, caption: say('code', { position: at + 1, dueOn: part.dueOn, partAmount }) }] : []
    }),
    labelled: labelledIn(words, language),
    farewell: '',
    enclosures: '',
    sign: { client: say('sign.client'), firm: say('sign.firm'), place: say('sign.place') },
  }
}

/** The agreement as PDF. The same plan gives the same bytes. */
export async function agreementPdf(pdfs: PdfMaker, papers: Papers, plan: Fact<'plan'>): Promise<Attachment> {
  const content = agreementContent(papers, plan)
  const bytes = await pdfs.make('agreement', content, plan.agreedOn)
  return { filename: `plan-${plan.agreedOn}.pdf`, contentType: 'application/pdf', content: bytes }
}

/** The days of payment for the client's own calendar: whole days, a reminder on the day before. */
export function calendarFile(
  { words, firm, facts, recipient }: Papers,
  of: { readonly id: string; readonly currency: string; readonly parts: readonly { dueOn: Day; minor: bigint }[]; readonly madeOn: Day },
): Attachment {
  const language = languageFor(words, firm, facts, recipient)
  const calendar = ical({ name: firm.name, prodId: { company: 'Dunwell', product: 'plans' }, method: ICalCalendarMethod.PUBLISH })
  const stamp = new Date(`${of.madeOn}T00:00:00Z`)
  of.parts.forEach((part, at) => {
    const summary = words.say(language, 'call.agreement.event', {
      firm: firm.name,
      position: at + 1,
      count: of.parts.length,
      partAmount: `${part.minor} ${of.currency}`,
    })
    calendar.createEvent({
      id: `${of.id}-${at + 1}`,
      stamp,
      allDay: true,
      start: new Date(`${part.dueOn}T00:00:00Z`),
      end: new Date(`${addDays(part.dueOn, 1)}T00:00:00Z`),
      timezone: 'UTC',
      summary,
    })
  })
  return { filename: 'payments.ics', contentType: 'text/calendar', content: new TextEncoder().encode(calendar.toString()) }
}
