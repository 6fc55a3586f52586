import { IntlMessageFormat } from 'intl-messageformat'
import type { Words } from '../words.ts'
import { fillTemplate, type TemplateValues } from './safe-template.ts'
import { isFree, isLine, partsOf, type Sentence, shippedParts, type TextKind, type TextPart } from './text-kinds.ts'

/** The firm's own texts by `LANGUAGE PART.KIND`. */
export type OwnTexts = ReadonlyMap<string, string>
export const textKey = (language: string, part: TextPart, kind: string): string => `${language} ${part}.${kind}`

/** Parts of several paragraphs; the others are one line. */
const PARAGRAPHS: ReadonlySet<TextPart> = new Set(['opening', 'closing'])

const paragraphs = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map(p => p.replace(/\s*\n\s*/g, ' ').trim())
    .filter(Boolean)

function filled(text: string, part: TextPart, values: TemplateValues): string[] {
  const said = paragraphs(fillTemplate(text, values, part))
  return PARAGRAPHS.has(part) ? said : [said.join(' ')]
}

/** The firm's own words for a part of a message, paragraph by paragraph; none where it wrote none. @throws Refusal where they cannot be filled in. */
export function ownWords(texts: OwnTexts, language: string, part: TextPart, kind: string, values: TemplateValues): string[] | undefined {
  const text = texts.get(textKey(language, part, kind))
  return text === undefined ? undefined : filled(text, part, values)
}

/** The words of a part, paragraph by paragraph: the firm's own, else the shipped ones. @throws Refusal where the firm's own cannot be filled in. */
export const wordsOf = (
  words: Words,
  texts: OwnTexts | undefined,
  language: string,
  part: TextPart,
  kind: TextKind,
  values: TemplateValues,
): string[] => filled(texts?.get(textKey(language, part, kind)) ?? shippedText(words, language, part, kind), part, values)

interface Node {
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>
}
const [LITERAL, SELECT, PLURAL, POUND] = [0, 5, 6, 7]

/** What a choice of ICU is made by: the word itself, or the form of the noun that a number takes. */
function chosenBy(node: Node, isExact: boolean): string {
  const name = node.value ?? 'count'
  if (node.type === SELECT || isExact) return name
  return name === 'count' ? 'form' : `${name}Form`
}

/** `{count, plural, …}` as the safe language writes it: `form` holds which form of the noun the number of invoices takes, `daysForm` that of the days. */
function liquidOf(nodes: readonly Node[], counted = 'count'): string {
  return nodes
    .map(node => {
      if (node.type === LITERAL) return node.value ?? ''
      if (node.type === POUND) return `{{ ${counted} }}`
      if (node.type !== PLURAL && node.type !== SELECT) return `{{ ${node.value} }}`
      const within = node.type === PLURAL ? (node.value ?? 'count') : counted
      const { other, ...forms } = node.options ?? {}
      const when = Object.entries(forms).map(
        ([form, { value }]) => `{% ${form.startsWith('=') ? `when ${form.slice(1)}` : `when '${form}'`} %}${liquidOf(value, within)}`,
      )
      const rest = liquidOf(other?.value ?? [], within)
      if (when.length === 0) return rest
      const isExact = Object.keys(forms).some(form => form.startsWith('='))
      return `{% case ${chosenBy(node, isExact)} %}${when.join('')}{% else %}${rest}{% endcase %}`
    })
    .join('')
}

/** A sentence of the catalogue in the safe language. */
export function liquidText(words: Words, language: string, sentence: string): string {
  const icu = words.catalogue(language).get(sentence) ?? ''
  return liquidOf(new IntlMessageFormat(icu, language, undefined, { ignoreTag: true }).getAst() as readonly Node[]) // the parser’s own shape, as far as it is read here
}

const shipped = new Map<string, string>()

/** The shipped text of a part, in the safe language: what an edit begins from. Empty where the message has no such part. */
export function shippedText(words: Words, language: string, part: TextPart, kind: TextKind): string {
  const key = textKey(language, part, kind)
  const known = shipped.get(key)
  if (known !== undefined) return known
  const said = (sentence: string): string => (sentence.startsWith('{{') ? sentence : liquidText(words, language, sentence))
  const paragraph = (s: Sentence): string => {
    if (typeof s === 'string') return said(s)
    const otherwise = s.otherwise === undefined ? '' : `{% else %}${said(s.otherwise)}`
    return `{% if ${s.when} %}${said(s.say)}${otherwise}{% endif %}`
  }
  const text = (shippedParts(kind)[part] ?? []).map(paragraph).join('\n\n')
  shipped.set(key, text)
  return text
}

const COMMON = ['client', 'name', 'firm', 'person', 'count', 'form', 'number', 'invoices']
const OF_REMINDERS = [...COMMON, 'totalAmount', 'dueOn', 'deadlineOn', 'days', 'copies']
const OF_LINES = ['client', 'firm', 'person', 'count', 'form', 'numbers', 'totalAmount', 'dueOn', 'contact']
/** Each value that a text of the safe language names: filled in, asked about, or chosen by. */
const NAMED = /\{\{ (\w+) \}\}|\{% (?:if|case) (\w+)/g

/** What the sentences of a message may name. */
export function namesIn(words: Words, language: string, kind: TextKind): string[] {
  if (isLine(kind)) return OF_LINES
  if (!isFree(kind)) return OF_REMINDERS
  const text = partsOf(kind)
    .map(part => shippedText(words, language, part, kind))
    .join('\n')
  return [...new Set([...COMMON, ...[...text.matchAll(NAMED)].map(m => m[1] ?? m[2] ?? '')])]
}
