import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { asLine } from '../message/by-form.ts'
import { actOfText, exampleClient } from '../message/example.ts'
import { freeExample } from '../message/example-free.ts'
import { toHtml, toText } from '../message/forms.ts'
import { lintContent } from '../message/lint-message.ts'
import { namesIn, type OwnTexts, shippedText, textKey } from '../message/own-texts.ts'
import { howToPay } from '../message/payment.ts'
import type { Press } from '../message/press.ts'
import { contentOf, pressFor, recipientOf } from '../message/render.ts'
import { isFree, isLine, partsOf, TEXT_KINDS, TEXT_PARTS, type TextKind, type TextPart } from '../message/text-kinds.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

export interface TextVersion {
  readonly at: string
  readonly by: string
  readonly part: TextPart
  readonly body: string
}

/** The words of one kind of message in one language: the firm's own, else the shipped ones. A message has only some of the parts. */
export interface TextView extends Partial<Readonly<Record<TextPart, string>>> {
  readonly language: string
  readonly kind: TextKind
  /** Its parts, in the order in which they stand in it. */
  readonly parts: readonly TextPart[]
  /** What its sentences may name. */
  readonly names: readonly string[]
  readonly own: boolean
  readonly versions: readonly TextVersion[]
}

/** What a text comes to for one client. */
export interface TextPreview {
  readonly client: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What would keep it from leaving. */
  readonly faults: readonly Fault[]
}

/** Which text: the kind of message and its language. */
export interface WhichText {
  readonly kind: string
  readonly language: string
}
/** Parts that are not given stay as they are. */
export interface TextInput extends WhichText, Partial<Readonly<Record<TextPart, string | undefined>>> {
  /** For whom it is tried; none: an invented client. */
  readonly client?: string | undefined
}

export async function whichText(place: Place, { kind, language }: WhichText): Promise<{ kind: TextKind; language: string }> {
  const { words } = await pressFor(place)
  const known =
    TEXT_KINDS.find(k => k === kind) ??
    refuse('field-wrong', `"${kind}" is no kind of message.`, { field: 'kind', mend: `One of ${TEXT_KINDS.join(', ')}.` })
  if (!words.languages.includes(language))
    refuse('field-wrong', `"${language}" is no language of letters.`, { field: 'language', mend: `One of ${words.languages.join(', ')}.` })
  return { kind: known, language }
}

async function versionsOf(place: Place, language: string, kind: TextKind): Promise<TextVersion[]> {
  const keys = TEXT_PARTS.map(part => `${part}.${kind}`)
  const rows = await place.store.db
    .selectFrom('template')
    .select(['recordedAt', 'actor', 'key', 'body'])
    .where('workspaceId', '=', place.workspaceId)
    .where('language', '=', language)
    .where('key', 'in', keys)
    .orderBy('recordedAt', 'desc')
    .orderBy('factId', 'desc')
    .execute()
  return rows.map(row => ({
    at: row.recordedAt,
    by: row.actor,
    part: TEXT_PARTS.find(part => row.key === `${part}.${kind}`) ?? 'opening',
    body: row.body,
  }))
}

/** The text of one kind in one language, with its versions. @throws Refusal */
export async function textView(place: Place, which: WhichText): Promise<TextView> {
  const { kind, language } = await whichText(place, which)
  const { words, texts } = await pressFor(place)
  const own = (part: TextPart): string | undefined => texts?.get(textKey(language, part, kind))
  const parts = partsOf(kind)
  return {
    ...Object.fromEntries(parts.map(part => [part, own(part) ?? shippedText(words, language, part, kind)])),
    language,
    kind,
    parts,
    names: namesIn(words, language, kind),
    own: parts.some(part => own(part) !== undefined),
    versions: await versionsOf(place, language, kind),
  }
}

export interface TextsView {
  readonly kinds: readonly TextKind[]
  readonly languages: readonly string[]
  /** `LANGUAGE PART.KIND`. */
  readonly own: readonly string[]
}

/** Which texts the firm wrote itself. */
export async function textsView(place: Place): Promise<TextsView> {
  const { words, texts } = await pressFor(place)
  return { kinds: TEXT_KINDS, languages: words.languages, own: [...(texts?.keys() ?? [])].sort() }
}

/** As if the client read this language, whatever theirs is. */
const readingIn = (facts: ClientFacts, language: string): ClientFacts => ({
  ...facts,
  client: { ...facts.client, language },
  contact: facts.contact.map(c => ({ ...c, language: null })),
})

/** The message that a text would make for one client today; nothing is kept. @throws Refusal where the text cannot be filled in. */
export async function previewText(place: Place, input: TextInput): Promise<TextPreview> {
  const { kind, language } = await whichText(place, input)
  const tools = await pressFor(place)
  const tried = TEXT_PARTS.flatMap(part => (input[part] === undefined ? [] : [[textKey(language, part, kind), input[part]] as const]))
  const texts: OwnTexts = new Map([...(tools.texts ?? []), ...tried])
  const facts = readingIn(
    input.client === undefined ? exampleClient(place.firm, place.by.today) : await clientFactsOf(place, input.client),
    language,
  )
  if (openItems(facts, openLedger(facts, place.by.today)).length === 0)
    return refuse('nothing-open', `Nothing is open of ${facts.client.name}.`, {
      field: 'client',
      mend: 'Choose a client with an open invoice.',
    })
  return { client: facts.client.name, ...tryKind({ ...tools, texts }, place, facts, kind) }
}

/** A message of a kind as it would leave today: by its own way, about what is open, about an example of what is not there yet. */
function tryKind(tools: Press, place: Place, facts: ClientFacts, kind: TextKind): Omit<TextPreview, 'client'> {
  const { words, texts, schemes } = tools
  const { today } = place.by
  if (isFree(kind)) {
    const items = openItems(facts, openLedger(facts, today)).map(({ account, openMinor, dueOn }) => ({
      ...{ invoice: account.invoice, openMinor, dueOn },
    }))
    const letter = { firm: place.firm, facts, on: today, items, recipient: recipientOf(facts), texts, payment: howToPay(schemes, place.firm, items) } // biome-ignore format: one letter
    const { content, about, act } = freeExample(words, letter, kind)
    return { subject: content.subject, text: toText(content), html: toHtml(content), faults: lintContent(words, content, about, act) }
  }
  const act = actOfText(facts, kind, today)
  const { content, recipient } = contentOf(tools, place, facts, act, isLine(kind) ? undefined : kind)
  if (!isLine(kind))
    return { subject: content.subject, text: toText(content), html: toHtml(content), faults: lintContent(words, content, facts, act) }
  const items = openItems(facts, openLedger(facts, today)).map(i => ({
    invoice: i.account.invoice,
    openMinor: i.openMinor,
    dueOn: i.dueOn,
  }))
  const { text, faultsIn } = asLine({ words, texts, place, facts, act, content, recipient, items, line: kind })
  return { subject: '', text, html: '', faults: faultsIn?.(text) ?? [] }
}
