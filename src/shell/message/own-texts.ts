import { IntlMessageFormat } from 'intl-messageformat'
import type { Words } from '../words.ts'
import { fillTemplate, type TemplateValues } from './safe-template.ts'

/** When a message is written: before the due date, on it, or after it in one of five tones. */
export const TEXT_KINDS = ['before', 'due', 'tone1', 'tone2', 'tone3', 'tone4', 'tone5'] as const
export type TextKind = (typeof TEXT_KINDS)[number]
/** What of a message the firm may write itself; table, amounts, deadline, payment and signature stay. */
export const TEXT_PARTS = ['subject', 'opening'] as const
export type TextPart = (typeof TEXT_PARTS)[number]

/** The firm's own texts by `LANGUAGE PART.KIND`. */
export type OwnTexts = ReadonlyMap<string, string>
export const textKey = (language: string, part: TextPart, kind: string): string => `${language} ${part}.${kind}`

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
  return part === 'subject' ? [said.join(' ')] : said
}

interface Node {
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>
}
const [LITERAL, PLURAL, POUND] = [0, 6, 7]

/** `{count, plural, …}` as the safe language writes it: `form` holds which form of the noun the number takes. */
function liquidOf(nodes: readonly Node[]): string {
  return nodes
    .map(node => {
      if (node.type === LITERAL) return node.value ?? ''
      if (node.type === POUND) return '{{ count }}'
      if (node.type !== PLURAL) return `{{ ${node.value} }}`
      const { other, ...forms } = node.options ?? {}
      const when = Object.entries(forms).map(
        ([form, { value }]) => `{% ${form.startsWith('=') ? `when ${form.slice(1)}` : `when '${form}'`} %}${liquidOf(value)}`,
      )
      if (when.length === 0) return liquidOf(other?.value ?? [])
      const subject = Object.keys(forms).some(form => form.startsWith('=')) ? node.value : 'form'
      return `{% case ${subject} %}${when.join('')}{% else %}${liquidOf(other?.value ?? [])}{% endcase %}`
    })
    .join('')
}

/** The shipped text of a part, in the safe language: what an edit begins from. */
export function shippedText(words: Words, language: string, part: TextPart, kind: TextKind): string {
  const icu = words.catalogue(language).get(`message.${part}.${kind}`) ?? ''
  return liquidOf(new IntlMessageFormat(icu, language, undefined, { ignoreTag: true }).getAst() as readonly Node[]) // the parser’s own shape, as far as it is read here
}
