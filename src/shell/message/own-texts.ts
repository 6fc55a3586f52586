import { IntlMessageFormat } from 'intl-messageformat'
import type { Words } from '../words.ts'
import { fillTemplate, type TemplateValues } from './safe-template.ts'

/** When a message is written: before the due date, on it, or after it in one of five tones. */
export const TEXT_KINDS = ['reached', 'before', 'due', 'tone1', 'tone2', 'tone3', 'tone4', 'tone5'] as const
export type TextKind = (typeof TEXT_KINDS)[number]
/** Every sentence of a message may be the firm's own; table, amounts, how to pay and who signs stay. The deadline is said beside the amount (letter) and as a sentence (mail). */
export const TEXT_PARTS = ['subject', 'greeting', 'opening', 'deadline', 'deadlineOf', 'costs', 'dropped', 'closing', 'farewell'] as const
export type TextPart = (typeof TEXT_PARTS)[number]

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

/** The firm's own words for a part of a message, paragraph by paragraph; none where it wrote none. @throws Refusal where they cannot be filled in. */
export function ownWords(texts: OwnTexts, language: string, part: TextPart, kind: string, values: TemplateValues): string[] | undefined {
  const text = texts.get(textKey(language, part, kind))
  if (text === undefined) return undefined
  const said = paragraphs(fillTemplate(text, values, part))
  return PARAGRAPHS.has(part) ? said : [said.join(' ')]
}

interface Node {
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>
}
const [LITERAL, PLURAL, POUND] = [0, 6, 7]

/** `{count, plural, …}` as the safe language writes it: `form` holds which form of the noun the number of invoices takes, `daysForm` that of the days. */
function liquidOf(nodes: readonly Node[], counted = 'count'): string {
  return nodes
    .map(node => {
      if (node.type === LITERAL) return node.value ?? ''
      if (node.type === POUND) return `{{ ${counted} }}`
      if (node.type !== PLURAL) return `{{ ${node.value} }}`
      const name = node.value ?? 'count'
      const { other, ...forms } = node.options ?? {}
      const when = Object.entries(forms).map(
        ([form, { value }]) => `{% ${form.startsWith('=') ? `when ${form.slice(1)}` : `when '${form}'`} %}${liquidOf(value, name)}`,
      )
      if (when.length === 0) return liquidOf(other?.value ?? [], name)
      const isExact = Object.keys(forms).some(form => form.startsWith('='))
      const subject = isExact ? name : name === 'count' ? 'form' : `${name}Form`
      return `{% case ${subject} %}${when.join('')}{% else %}${liquidOf(other?.value ?? [], name)}{% endcase %}`
    })
    .join('')
}

/** Before anything is late nothing is said of terms, and nobody is asked to ignore the message. */
const EARLY: ReadonlySet<string> = new Set<TextKind>(['reached', 'before', 'due'])

/** The shipped text of a part, in the safe language: what an edit begins from. */
export function shippedText(words: Words, language: string, part: TextPart, kind: TextKind): string {
  const said = (key: string): string => {
    const icu = words.catalogue(language).get(`message.${key}`) ?? ''
    return liquidOf(new IntlMessageFormat(icu, language, undefined, { ignoreTag: true }).getAst() as readonly Node[]) // the parser’s own shape, as far as it is read here
  }
  const copies = `{% if copies > 0 %}${said('copies')}{% else %}${said('copiesOffered')}{% endif %}`
  const shipped: Record<TextPart, () => string> = {
    subject: () => said(`subject.${kind}`),
    greeting: () => `{% if name != '' %}${said('greeting.named')}{% else %}${said('greeting.plain')}{% endif %}`,
    opening: () => said(`opening.${kind}`),
    deadline: () => said('deadline'),
    deadlineOf: () => said('deadlineOf'),
    costs: () => said('costs.heading'),
    dropped: () => said('costs.dropped'),
    closing: () =>
      (EARLY.has(kind)
        ? [copies, said('help')]
        : [`{% if days > 0 %}${said('terms')}{% endif %}`, copies, said('ignore'), said('help')]
      ).join('\n\n'),
    farewell: () => said('closing'),
  }
  return shipped[part]()
}
