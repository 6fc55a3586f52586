import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { SORRY } from '../../core/decide/sorry.ts'
import { reasonOn, type Treatment } from '../../core/decide/treatment.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { answerWays } from '../answers/link.ts'
import { agreementPdf, calendarFile } from '../call/agreement.ts'
import { agreedIn, callOf, confirmationContent } from '../call/confirmation-mail.ts'
import { loadSchemes } from '../inbound/match-knowledge.ts'
import { withFirmValues } from '../law/firm-law.ts'
import { lateCosts } from '../law/late-costs.ts'
import { type LawBook, loadLaw } from '../law/load-law.ts'
import { loadTreatments } from '../packs/treatments.ts'
import { type PdfMaker, pdfMaker } from '../pdf/typst.ts'
import type { Attachment, Render, Rendered } from '../run/channel.ts'
import { workspaceFacts } from '../store/load.ts'
import { loadWords, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import { compose, type LateCosts, type MessageParts, type OpenItem, type Recipient } from './compose.ts'
import { toHtml, toText } from './forms.ts'
import { lintContent } from './lint-message.ts'
import { howToPay } from './payment.ts'
import { sorryContent } from './sorry.ts'

/** From this tone on a PDF letter goes with the e-mail. */
export const LETTER_FROM_TONE = 2

const BILLING_ROLES = ['billing', 'accounts-payable', 'finance-head', 'director', 'other', 'switchboard']

/** Whom the message addresses: the billing contact with a working address, else the client’s general address. */
export function recipientOf(facts: ClientFacts): Recipient {
  const dead = new Set(facts.bounce.filter(b => b.hard).map(b => b.address.toLowerCase()))
  const alive = (address: string | null): address is string => address !== null && address !== '' && !dead.has(address.toLowerCase())
  const contact = facts.contact
    .filter(c => c.copyOnly !== true && alive(c.email))
    .sort((a, b) => BILLING_ROLES.indexOf(a.role) - BILLING_ROLES.indexOf(b.role))[0]
  if (contact) return { address: contact.email, name: contact.name, salutation: contact.salutation, language: contact.language }
  const general = facts.client.email
  return { address: alive(general) ? general : null, name: null, salutation: null, language: null }
}

/** Who receives a copy: nobody where the reason for their lateness asks for a word between two. */
export function copiesTo({ treatments }: Pick<Press, 'treatments'>, facts: ClientFacts, on: Day): string[] {
  if (treatmentFor(treatments, facts, on)?.copies === false) return []
  return facts.contact.flatMap(c => (c.copyOnly === true && c.email ? [c.email] : []))
}

const treatmentFor = (treatments: Press['treatments'], facts: ClientFacts, on: Day): Treatment | undefined => {
  const reason = reasonOn(facts, on)
  return reason && treatments.get(reason.reason)
}

function itemsOf(facts: ClientFacts, act: Act, on: Place['by']['today']): OpenItem[] {
  return openItems(facts, openLedger(facts, on))
    .filter(item => act.invoiceIds.includes(item.id))
    .map(item => ({ invoice: item.account.invoice, openMinor: item.openMinor, dueOn: item.dueOn }))
}

/** Late costs summed by currency and legal basis, as the message names them; only what may be claimed from this client. */
function costsFor(
  book: LawBook,
  firm: Fact<'firm'>,
  facts: ClientFacts,
  items: readonly OpenItem[],
  on: Place['by']['today'],
): LateCosts[] {
  const dues = new Map(items.map(i => [i.invoice.id, i.dueOn]))
  const byCurrency = new Map<string, LateCosts>()
  for (const cost of lateCosts(book, firm.country, facts, dues, on)) {
    if (!cost.claimable || !dues.has(cost.invoiceId)) continue
    const sum = byCurrency.get(cost.currency)
    byCurrency.set(cost.currency, {
      currency: cost.currency,
      interestMinor: (sum?.interestMinor ?? 0n) + (cost.interest?.interestMinor ?? 0n),
      interestBasis: cost.interest?.clause ?? sum?.interestBasis ?? '',
      compensationMinor: (sum?.compensationMinor ?? 0n) + (cost.compensation?.minor ?? 0n),
      compensationBasis: cost.compensation?.clause ?? sum?.compensationBasis ?? '',
    })
  }
  return [...byCurrency.values()]
}

/** Everything that rendering needs and that is read once a process. */
export interface Press {
  readonly words: Words
  readonly law: LawBook
  readonly pdfs: PdfMaker
  readonly schemes: readonly ReferenceScheme[]
  readonly treatments: ReadonlyMap<string, Treatment>
}

let press: Promise<Press> | undefined
/** The one press of this process. */
export const openPress = (): Promise<Press> => {
  press ??= Promise.all([loadWords(), loadLaw(), loadSchemes(), loadTreatments()]).then(([words, law, schemes, treatments]) => ({
    words,
    law,
    schemes,
    treatments,
    pdfs: pdfMaker(),
  }))
  return press
}

/** The press with the law as this firm knows it. */
export async function pressFor(place: Place): Promise<Press> {
  const [tools, overrides] = await Promise.all([openPress(), workspaceFacts(place.store.db, place.workspaceId, 'lawOverride')])
  return { ...tools, law: withFirmValues(tools.law, overrides) }
}

/** The content of an act’s message, before it takes a form. */
export function contentOf(
  { words, law, schemes, treatments }: Omit<Press, 'pdfs'>,
  place: Place,
  facts: ClientFacts,
  act: Act,
): { content: MessageContent; recipient: Recipient } {
  const on = place.by.today
  const items = itemsOf(facts, act, on)
  const recipient = recipientOf(facts)
  const costs = act.claimsCosts ? costsFor(law, place.firm, facts, items, on) : []
  const copies = facts.document
    .filter(d => d.kind === 'invoice' && d.invoiceId !== null && act.invoiceIds.includes(d.invoiceId))
    .map(d => d.name)
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
    answers: answerWays(place, facts, recipient.address),
  }
  return { content: compose(words, parts), recipient }
}

/** The copies of the invoices that the firm has. */
async function invoiceCopies(place: Place, facts: ClientFacts, act: Act): Promise<Attachment[]> {
  const papers = facts.document.filter(d => d.kind === 'invoice' && d.invoiceId !== null && act.invoiceIds.includes(d.invoiceId))
  const out: Attachment[] = []
  for (const paper of papers) {
    const row = await place.store.db
      .selectFrom('content')
      .select('bytes')
      .where('workspaceId', '=', place.workspaceId)
      .where('sha256', '=', paper.sha256)
      .executeTakeFirst()
    if (row) out.push({ filename: paper.name, contentType: paper.mime, content: row.bytes })
  }
  return out
}

/** Writes the message of an act: subject, text, HTML, and from the second tone on the letter as PDF with the invoice copies. */
export const renderMessage: Render = async (place, facts, act): Promise<Rendered> => {
  const tools = await pressFor(place)
  const callId = callOf(act)
  if (callId !== undefined) return renderConfirmation(tools, place, facts, callId)
  if (act.step === SORRY && act.class === 'confirmation') return renderSorry(tools, place, facts, act)
  const { content, recipient } = contentOf(tools, place, facts, act)
  const letter = act.tone >= LETTER_FROM_TONE ? [await letterOf(tools, content)] : []
  return {
    language: content.language,
    subject: content.subject,
    text: toText(content),
    html: toHtml(content),
    to: recipient.address ? [recipient.address] : [],
    cc: copiesTo(tools, facts, place.by.today),
    attachments: [...letter, ...(await invoiceCopies(place, facts, act))],
    faultsIn: text => lintContent(tools.words, content, facts, act, text),
  }
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
async function renderConfirmation(tools: Press, place: Place, facts: ClientFacts, callId: string): Promise<Rendered> {
  const agreed = agreedIn(facts, callId)
  if (!agreed) return refuse('nothing-agreed', 'What was agreed in this talk is not there any more.', { field: 'call' })
  const recipient = recipientAfter(facts, agreed.call.contactId)
  const papers = { words: tools.words, firm: place.firm, facts, recipient }
  const content = confirmationContent(tools.words, place.firm, facts, agreed, recipient, place.by.today)
  const calendar = calendarFile(papers, { id: callId, currency: agreed.currency, parts: agreed.parts, madeOn: agreed.call.startedOn })
  const agreement = agreed.plan ? [await agreementPdf(tools.pdfs, papers, agreed.plan)] : []
  return {
    language: content.language,
    subject: content.subject,
    text: toText(content),
    html: toHtml(content),
    to: recipient.address ? [recipient.address] : [],
    cc: [],
    attachments: [...agreement, calendar],
  }
}

/** An apology for a reminder that came after the money. */
function renderSorry({ words }: Press, place: Place, facts: ClientFacts, act: Act): Rendered {
  const recipient = recipientOf(facts)
  const content = sorryContent(words, place.firm, facts, act, recipient, place.by.today)
  return {
    language: content.language,
    subject: content.subject,
    text: toText(content),
    html: toHtml(content),
    to: recipient.address ? [recipient.address] : [],
    cc: [],
    attachments: [],
  }
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
