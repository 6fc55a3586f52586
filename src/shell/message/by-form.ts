import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { statementPdf } from '../papers/account-statement.ts'
import type { Attachment, Charge, Form, Rendered } from '../run/channel.ts'
import { type Words, writtenParams } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { Recipient } from './compose.ts'
import { textKind } from './compose.ts'
import { mailOf, toText } from './forms.ts'
import { lintContent } from './lint-message.ts'
import { type OwnTexts, wordsOf } from './own-texts.ts'
import type { LineKind } from './text-kinds.ts'

/** Everything a form may need of one message. */
export interface Written {
  readonly words: Words
  /** What the firm wrote itself. */
  readonly texts?: OwnTexts | undefined
  readonly place: Place
  readonly facts: ClientFacts
  readonly act: Act
  readonly content: MessageContent
  readonly recipient: Recipient
  readonly copies: readonly string[]
  readonly items: Parameters<typeof textKind>[0]
  readonly letter: () => Promise<Attachment>
  /** Copies of the invoices, and what explains them. */
  readonly copiesOfPapers: () => Promise<readonly Attachment[]>
  /** Late costs that the message claims, as the books keep them. */
  readonly charges: readonly Charge[]
  /** Which line, where it is tried out; else the day and the tone decide. */
  readonly line?: LineKind
}

/** From this tone on a PDF letter goes with the e-mail. */
export const LETTER_FROM_TONE = 2
/** From this tone on, or with so many invoices, the account as it stands goes with it. */
const STATEMENT_FROM_TONE = 3
const STATEMENT_FROM_INVOICES = 3

const form: Readonly<Record<Form, (w: Written) => Promise<Rendered>>> = {
  mail: asMail,
  line: async w => asLine(w),
  letter: asLetter,
  data: async w => asData(w),
}
export const inForm = (name: Form, w: Written): Promise<Rendered> => form[name](w)

const lint =
  ({ words, content, facts, act }: Written) =>
  (text: string) =>
    lintContent(words, content, facts, act, text)

async function asMail(w: Written): Promise<Rendered> {
  const { content, act, recipient } = w
  const letter = act.tone >= LETTER_FROM_TONE ? [await w.letter()] : []
  return {
    ...mailOf(content),
    to: recipient.address ? [recipient.address] : [],
    cc: w.copies,
    attachments: [...letter, ...(await w.copiesOfPapers()), ...(await accountOf(w))],
    charges: w.charges,
    faultsIn: lint(w),
  }
}

/** The statement of account, where the claim is more than one invoice or two letters old. */
async function accountOf({ act, place, facts, content }: Written): Promise<Attachment[]> {
  if (act.tone < STATEMENT_FROM_TONE && act.invoiceIds.length < STATEMENT_FROM_INVOICES) return []
  const { pdf, filename } = await statementPdf(place, facts.client.id, { language: content.language })
  return [{ filename, contentType: 'application/pdf', content: pdf }]
}

/** One line of paper would not do: the letter as it is printed, with the copies, to an address. */
async function asLetter(w: Written): Promise<Rendered> {
  const { content } = w
  const [name, ...lines] = [content.to.name, ...content.to.lines].map(line => line.trim()).filter(Boolean)
  const hasAddress = (w.facts.client.address ?? []).some(line => line.trim() !== '')
  return {
    language: content.language,
    subject: content.subject,
    text: toText(content),
    html: '',
    to: hasAddress ? [[name, ...lines].join(', ')] : [],
    cc: [],
    attachments: [await w.letter(), ...(await w.copiesOfPapers())],
    charges: w.charges,
    faultsIn: lint(w),
  }
}

/** A text message of three parts at most: longer names are cut, more than three invoices counted. */
const NAME_MAX = 40
const NUMBERS_MAX = 3
const short = (text: string): string => (text.length <= NAME_MAX ? text : `${text.slice(0, NAME_MAX - 1).trimEnd()}…`)

/** The number a line goes to: who is addressed, else anybody there with a mobile that works. */
function mobileOf({ facts, recipient }: Pick<Written, 'facts' | 'recipient'>): string | undefined {
  const dead = new Set(facts.bounce.filter(b => b.hard).map(b => b.address))
  const people = facts.contact.filter(c => c.copyOnly !== true && c.mobile && !dead.has(c.mobile))
  return (people.find(c => c.name === recipient.name) ?? people[0])?.mobile ?? undefined
}

/** Which line: before the due date, on it, after it, or the last word. */
function lineKind({ items, act, place }: Pick<Written, 'items' | 'act' | 'place'>): LineKind {
  const kind = textKind(items, act, place.by.today)
  if (kind === 'before' || kind === 'due') return `line-${kind}`
  return act.tone >= 4 ? 'line-last' : 'line-late'
}

/** What a line needs of a message. */
type OfLine = Omit<Written, 'copies' | 'letter' | 'copiesOfPapers' | 'charges'>

export function asLine(w: OfLine): Rendered {
  const { words, content, act, facts, place, items } = w
  const { language } = content
  const numbers = items.map(i => i.invoice.number)
  const params = {
    client: short(facts.client.name),
    firm: short(place.firm.name),
    person: place.firm.person ?? place.firm.name,
    count: numbers.length,
    numbers: numbers.length <= NUMBERS_MAX ? numbers.map(short).join(', ') : 'none',
    totalAmount: act.amounts.map(a => `${a.minor} ${a.currency}`)[0] ?? '',
    dueOn: items.map(i => i.dueOn).sort()[0] ?? place.by.today,
    contact: place.firm.phone ?? place.firm.email ?? '',
  }
  const page = content.answers?.spelt.startsWith('http') ? ` ${content.answers.spelt}` : ''
  const form = new Intl.PluralRules(language).select(numbers.length)
  const values = { ...writtenParams(language, params), form }
  const said = wordsOf(words, w.texts, language, 'opening', w.line ?? lineKind(w), values).join(' ')
  const text = `${said}${page}`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f\p{Bidi_Control}]+/gu, ' ')
    .trim()
  const mobile = mobileOf(w)
  return {
    language,
    subject: '',
    text,
    html: '',
    to: mobile === undefined ? [] : [mobile],
    cc: [],
    attachments: [],
    faultsIn: edited => lintContent(words, content, facts, act, edited, 'line'),
  }
}

/** What a receiver of the firm’s own needs to do the step its own way. Amounts are decimal text of minor units. */
function asData({ place, facts, act, content, items }: Written): Rendered {
  const { id, name, externalRef, country, language } = facts.client
  const data = {
    type: 'step',
    on: place.by.today,
    firm: { name: place.firm.name, email: place.firm.email },
    client: { id, name, externalRef, country, language },
    step: act.step,
    tone: act.tone,
    cycle: act.cycle,
    occurrence: act.occurrence,
    amounts: act.amounts,
    invoices: items.map(i => ({
      number: i.invoice.number,
      issuedOn: i.invoice.issuedOn,
      dueOn: i.dueOn,
      openMinor: i.openMinor.toString(),
      currency: i.invoice.currency,
    })),
    message: { language: content.language, subject: content.subject, text: toText(content) },
  }
  return { language: content.language, subject: '', text: JSON.stringify(data), html: '', to: [], cc: [], attachments: [] }
}
