import { addDays, type Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { SORRY } from '../../core/decide/sorry.ts'
import { reasonOn, type Treatment } from '../../core/decide/treatment.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { InterestResult } from '../../core/ledger/interest.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { planStates } from '../../core/plan/plan-state.ts'
import { planRests } from '../../core/plan/rest.ts'
import { answerWays } from '../answers/ways.ts'
import { agreementPdf, calendarFile } from '../call/agreement.ts'
import { agreedIn, callOf, confirmationContent } from '../call/confirmation-mail.ts'
import { openCase } from '../corrections/case.ts'
import { confirmationContent as agreedContent, agreedOf, correctionOfAct } from '../corrections/confirmation.ts'
import { letterAbout } from '../corrections/statement.ts'
import { lateCosts } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'
import { statementPdf } from '../papers/account-statement.ts'
import { copiesOf, copyContent, replyOf } from '../replies/copies.ts'
import { type Attachment, type Charge, channels, type Render, type Rendered } from '../run/channel.ts'
import { statementMonth } from '../run/monthly.ts'
import { thankedPayment } from '../run/thanks.ts'
import { readContent } from '../store/contents.ts'
import type { Place } from '../workspace.ts'
import { inForm } from './by-form.ts'
import { compose, type MessageParts, type OpenItem, type Recipient } from './compose.ts'
import { mailOf } from './forms.ts'
import type { Writing } from './free.ts'
import { exactAmount, type LateCosts, summedCosts } from './late-costs.ts'
import { catchUpsIn, lintContent, statementsOf } from './lint-message.ts'
import { ownContent } from './own-letters.ts'
import { howToPay, statementPayment } from './payment.ts'
import { type Press, pressFor, recipientOf } from './press.ts'
import { sorryContent } from './sorry.ts'
import { statementContent } from './statement.ts'
import type { TextKind } from './text-kinds.ts'
import { thanksContent } from './thanks.ts'

export { openPress, type Press, pressFor, recipientOf } from './press.ts'

/** Who receives a copy: nobody where the reason for their lateness asks for a word between two. */
export function copiesTo({ treatments }: Pick<Press, 'treatments'>, facts: ClientFacts, on: Day): string[] {
  if (treatmentFor(treatments, facts, on)?.copies === false) return []
  return facts.contact.flatMap(c => (c.copyOnly === true && c.email ? [c.email] : []))
}

const treatmentFor = (treatments: Press['treatments'], facts: ClientFacts, on: Day): Treatment | undefined => {
  const reason = reasonOn(facts, on)
  return reason && treatments.get(reason.reason)
}

/** What a message asks for of an invoice: all that is open, or the part that fell due and nobody contests. Never more than is open today. */
function askedOf(act: Act, { id, openMinor }: { readonly id: string; readonly openMinor: bigint }): bigint {
  const part = act.parts?.find(p => p.invoiceId === id)
  return part === undefined || BigInt(part.minor) > openMinor ? openMinor : BigInt(part.minor)
}

function itemsOf(facts: ClientFacts, act: Act, on: Place['by']['today']): OpenItem[] {
  const ledger = openLedger(facts, on)
  const asked = openItems(facts, ledger)
    .filter(item => act.invoiceIds.includes(item.id))
    .map((item): OpenItem => ({ invoice: item.account.invoice, openMinor: askedOf(act, item), dueOn: item.dueOn }))
  if (facts.plan.length === 0) return asked
  const plans = planStates(facts, ledger, on)
  const rests = planRests(ledger, plans).filter(rest => act.invoiceIds.includes(rest.id))
  return [
    ...asked,
    ...rests.map(({ account, lateMinor, dueOn }): OpenItem => {
      const { invoice } = account
      const agreedOn = plans.find(p => p.plan.invoiceIds.includes(invoice.id))?.plan.agreedOn ?? on
      return { invoice, openMinor: lateMinor, dueOn, planInterestOf: agreedOn }
    }),
  ]
}

/** Late costs summed by currency and legal basis, as the message names them; only what may be claimed from this client. */
function costsFor(
  book: LawBook,
  firm: Fact<'firm'>,
  facts: ClientFacts,
  items: readonly OpenItem[],
  on: Place['by']['today'],
): LateCosts[] {
  const numbers = new Map(items.map(i => [i.invoice.id, i.invoice.number]))
  const costs = lateCosts(book, firm.country, facts, on).filter(cost => cost.claimable && numbers.has(cost.invoiceId))
  return summedCosts(costs, numbers)
}

/** The same by invoice, as the books keep it: what was asked for, on which basis, and until which day it falls away with the principal. */
function chargesOf(book: LawBook, place: Place, facts: ClientFacts, act: Act): Charge[] {
  const on = place.by.today
  const dropIfPaidBy = act.deadlineDays === null ? null : addDays(on, act.deadlineDays)
  return lateCosts(book, place.firm.country, facts, on)
    .filter(cost => cost.claimable && act.invoiceIds.includes(cost.invoiceId))
    .flatMap(({ invoiceId, currency, interest, compensation }): Charge[] => [
      ...(interest && interest.interestMinor > 0n
        ? [
            {
              invoiceId,
              currency,
              dropIfPaidBy,
              kind: 'interest' as const,
              amountMinor: interest.interestMinor,
              basis: interest.clause,
              segments: segmentsJson(interest),
            },
          ]
        : []),
      ...(compensation && compensation.minor > 0n
        ? [
            {
              invoiceId,
              currency,
              dropIfPaidBy,
              kind: 'compensation' as const,
              amountMinor: compensation.minor,
              basis: compensation.clause,
              segments: null,
            },
          ]
        : []),
    ])
}

const segmentsJson = (interest: InterestResult) =>
  interest.segments.map(({ from, to, days, baseMinor, rate, source, amount }) => ({
    from,
    to,
    days,
    baseMinor: baseMinor.toString(),
    rate,
    source,
    amount: exactAmount(amount, interest.currency),
  }))

/** The content of an act’s message, before it takes a form. */
export function contentOf(
  { words, law, schemes, treatments, texts }: Omit<Press, 'pdfs'>,
  place: Place,
  facts: ClientFacts,
  act: Act,
  kind?: TextKind,
): { content: MessageContent; recipient: Recipient } {
  const on = place.by.today
  const items = itemsOf(facts, act, on)
  const recipient = recipientOf(facts, act.toRole)
  const answers = answerWays(place, facts, recipient.address)
  const own = ownContent(words, { firm: place.firm, facts, on, items, recipient, texts, answers }, act)
  if (own) return { content: own, recipient }
  const costs = act.claimsCosts ? costsFor(law, place.firm, facts, items, on) : []
  const copies = enclosed(facts, act).map(d => d.name)
  const parts: MessageParts = {
    firm: place.firm,
    facts,
    act,
    on,
    items,
    costs,
    recipient,
    copies,
    payment: howToPay(schemes, place.firm, items),
    treatment: treatmentFor(treatments, facts, on),
    answers,
    texts,
    kind,
  }
  return { content: compose(words, parts), recipient }
}

/** Papers as they are attached. */
async function attached(place: Place, papers: readonly Fact<'document'>[]): Promise<Attachment[]> {
  const out: Attachment[] = []
  for (const paper of papers) {
    const content = await readContent(place.store, place.workspaceId, paper.sha256)
    if (content) out.push({ filename: paper.name, contentType: paper.mime, content })
  }
  return out
}

/** What goes with a message: the copies of its invoices that the firm has, and the statement of every catch-up among them. */
const enclosed = (facts: ClientFacts, act: Act): Fact<'document'>[] => [
  ...facts.document.filter(d => d.kind === 'invoice' && d.invoiceId !== null && act.invoiceIds.includes(d.invoiceId)),
  ...statementsOf(facts, catchUpsIn(facts, act)),
]

/** What goes with a message, as it is attached. */
export const enclosuresOf = (place: Place, facts: ClientFacts, act: Act): Promise<Attachment[]> => attached(place, enclosed(facts, act))

/** Writes the message of an act as its channel wants it: a mail, a line, a letter, or data. */
export const renderMessage: Render = async (place, facts, act): Promise<Rendered> => {
  const tools = await pressFor(place)
  const callId = callOf(act)
  if (callId !== undefined) return renderConfirmation(tools, place, facts, act, callId)
  const replyId = replyOf(act)
  if (replyId !== undefined) return renderCopies(tools, place, facts, act, replyId)
  const correctionId = correctionOfAct(act)
  if (correctionId !== undefined) return renderAgreed(tools, place, facts, act, correctionId)
  const paymentId = thankedPayment(act)
  if (paymentId !== undefined) return renderThanks(tools, place, facts, act, paymentId)
  if (statementMonth(act) !== undefined) return renderStatement(tools, place, facts, act)
  if (act.step === SORRY && act.class === 'confirmation') return renderSorry(tools, place, facts, act)
  const { content, recipient } = contentOf(tools, place, facts, act)
  const form = (await channels()).get(act.channel)?.form ?? 'mail'
  return inForm(form, {
    words: tools.words,
    texts: tools.texts,
    place,
    facts,
    act,
    content,
    recipient,
    copies: copiesTo(tools, facts, place.by.today),
    items: itemsOf(facts, act, place.by.today),
    letter: () => letterOf(tools, content),
    copiesOfPapers: () => enclosuresOf(place, facts, act),
    charges: content.costs === null ? [] : chargesOf(tools.law, place, facts, act),
  })
}

/** A message outside the ladder as a mail, with the check that its words pass however they were edited. */
function mailTo(
  { words }: Press,
  facts: ClientFacts,
  act: Act,
  { address }: Pick<Recipient, 'address'>,
  content: MessageContent,
  more: Partial<Pick<Rendered, 'cc' | 'attachments' | 'inReplyTo'>> = {},
): Rendered {
  const to = address ? [address] : []
  return { ...mailOf(content), to, cc: [], attachments: [], faultsIn: text => lintContent(words, content, facts, act, text), ...more }
}

/** To whom, on which day and in whose words a letter to a client is written. */
const writingTo = (tools: Press, { firm, by }: Place, facts: ClientFacts, recipient: Recipient): Omit<Writing, 'items'> => ({
  ...{ firm, facts, on: by.today, recipient, texts: tools.texts },
})

function renderThanks(tools: Press, place: Place, facts: ClientFacts, act: Act, paymentId: string): Rendered {
  const recipient = recipientOf(facts)
  return mailTo(tools, facts, act, recipient, thanksContent(tools.words, writingTo(tools, place, facts, recipient), paymentId))
}

/** The month’s statement of account: what is open in the mail itself, the paper beside it. */
async function renderStatement(tools: Press, place: Place, facts: ClientFacts, act: Act): Promise<Rendered> {
  const recipient = recipientOf(facts)
  const items = openItems(facts, openLedger(facts, place.by.today)).map(i => ({
    invoice: i.account.invoice,
    openMinor: i.openMinor,
    dueOn: i.dueOn,
  }))
  const payment = statementPayment(tools.schemes, place.firm, facts.client, items)
  const content = statementContent(tools.words, { ...writingTo(tools, place, facts, recipient), items, payment })
  const { pdf, filename } = await statementPdf(place, facts.client.id, { language: content.language })
  return mailTo(tools, facts, act, recipient, content, {
    cc: copiesTo(tools, facts, place.by.today),
    attachments: [{ filename, contentType: 'application/pdf', content: pdf }],
  })
}

/** Copies go to an address that is known at the client, whoever asked for them: a sender may be forged. */
async function renderCopies(tools: Press, place: Place, facts: ClientFacts, act: Act, replyId: string): Promise<Rendered> {
  const reply = facts.reply.find(r => r.id === replyId)
  if (!reply) return refuse('reply-gone', 'The reply that asked for it is not there any more.', { field: 'reply' })
  const usual = recipientOf(facts)
  const asking = facts.contact.find(c => c.email !== null && c.email.toLowerCase() === reply.from)
  const isKnown = asking !== undefined || reply.from === facts.client.email?.toLowerCase()
  const recipient: Recipient = asking
    ? { ...usual, ...asking, address: asking.email }
    : { ...usual, address: isKnown ? reply.from : usual.address }
  const items = itemsOf(facts, act, place.by.today)
  const names = copiesOf(facts, act.invoiceIds).map(d => d.name)
  const payment = howToPay(tools.schemes, place.firm, items)
  const content = copyContent(tools.words, { ...writingTo(tools, place, facts, recipient), items, payment }, reply, names)
  return mailTo(tools, facts, act, recipient, content, {
    attachments: await attached(place, enclosed(facts, act)),
    ...(reply.messageId === null ? {} : { inReplyTo: reply.messageId }),
  })
}

/** The person we spoke with, at their own address where it works. */
function recipientAfter(facts: ClientFacts, contactId: string | null): Recipient {
  const usual = recipientOf(facts)
  const spoke = facts.contact.find(c => c.id === contactId)
  if (!spoke) return usual
  const works = spoke.email !== null && !facts.bounce.some(b => b.hard && b.address.toLowerCase() === spoke.email?.toLowerCase())
  return { address: works ? spoke.email : usual.address, name: spoke.name, salutation: spoke.salutation, language: spoke.language }
}

/** The read-back mail of a talk, with the days for the calendar and, for a plan, the agreement to sign. */
async function renderConfirmation(tools: Press, place: Place, facts: ClientFacts, act: Act, callId: string): Promise<Rendered> {
  const agreed = agreedIn(facts, callId)
  if (!agreed) return refuse('nothing-agreed', 'What was agreed in this talk is not there any more.', { field: 'call' })
  const recipient = recipientAfter(facts, agreed.call.contactId)
  const papers = { words: tools.words, schemes: tools.schemes, firm: place.firm, facts, recipient }
  const content = confirmationContent(tools.words, writingTo(tools, place, facts, recipient), agreed)
  const calendar = calendarFile(papers, { id: callId, currency: agreed.currency, parts: agreed.parts, madeOn: agreed.call.startedOn })
  const agreement = agreed.plan ? [await agreementPdf(tools.pdfs, papers, agreed.plan)] : []
  return mailTo(tools, facts, act, recipient, content, { attachments: [...agreement, calendar] })
}

/** The written confirmation of what was agreed about a difference, with its statement. */
async function renderAgreed(tools: Press, place: Place, facts: ClientFacts, act: Act, correctionId: string): Promise<Rendered> {
  const open = await openCase(place, correctionId)
  const content = agreedContent(tools.words, letterAbout(place, open, tools.texts), agreedOf(open, place.by.today))
  const papers = statementsOf(
    facts,
    facts.correction.filter(c => c.id === correctionId),
  )
  return mailTo(tools, facts, act, recipientOf(facts), content, { attachments: await attached(place, papers) })
}

/** An apology for a reminder that came after the money. */
function renderSorry(tools: Press, place: Place, facts: ClientFacts, act: Act): Rendered {
  const recipient = recipientOf(facts)
  return mailTo(tools, facts, act, recipient, sorryContent(tools.words, writingTo(tools, place, facts, recipient), act))
}

async function letterOf({ pdfs }: Press, content: MessageContent): Promise<Attachment> {
  const pdf = await pdfs.make('letter', content, content.on)
  return {
    filename: `${
      content.subject
        .replace(/[^\p{L}\p{N} -]+/gu, '')
        .trim()
        .slice(0, 60) || 'letter'
    }.pdf`,
    contentType: 'application/pdf',
    content: pdf,
  }
}
