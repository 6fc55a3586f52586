import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import { actOfText, exampleClient } from '../message/example.ts'
import { toHtml, toText } from '../message/forms.ts'
import { lintContent } from '../message/lint-message.ts'
import { type OwnTexts, shippedText, TEXT_KINDS, TEXT_PARTS, type TextKind, type TextPart, textKey } from '../message/own-texts.ts'
import { contentOf, pressFor } from '../message/render.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

export interface TextVersion {
  readonly at: string
  readonly by: string
  readonly part: TextPart
  readonly body: string
}

/** The words of one kind of message in one language: the firm's own, else the shipped ones. */
export interface TextView extends Readonly<Record<TextPart, string>> {
  readonly language: string
  readonly kind: TextKind
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
  const said = Object.fromEntries(TEXT_PARTS.map(part => [part, own(part) ?? shippedText(words, language, part, kind)]))
  return {
    ...(said as Record<TextPart, string>), // one for each of its names
    language,
    kind,
    own: TEXT_PARTS.some(part => own(part) !== undefined),
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
  const { today } = place.by
  const facts = readingIn(
    input.client === undefined ? exampleClient(place.firm, today) : await clientFactsOf(place, input.client),
    language,
  )
  const act = actOfText(facts, kind, today)
  if (act.invoiceIds.length === 0)
    return refuse('nothing-open', `Nothing is open of ${facts.client.name}.`, {
      field: 'client',
      mend: 'Choose a client with an open invoice.',
    })
  const { content } = contentOf({ ...tools, texts }, place, facts, act, kind)
  return {
    client: facts.client.name,
    subject: content.subject,
    text: toText(content),
    html: toHtml(content),
    faults: lintContent(tools.words, content, facts, act),
  }
}
