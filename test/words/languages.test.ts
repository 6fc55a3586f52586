import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadWords } from '../../src/shell/words.ts'

const words = await loadWords()
const english = words.catalogue('en')
const OTHERS = words.languages.filter(language => language !== 'en')

/** Formats of files, names of standards and figures that no language changes. */
const SAME_EVERYWHERE = ['app.age.days31to60', 'app.age.days61to90', 'message.labelled', 'owner.dueToday.line', 'app.pressure.set']

/** What is truly spelt as in English. A sentence added here must be read by somebody who speaks the language. */
const SPELT_ALIKE: Readonly<Record<string, readonly string[]>> = {
  fr: [
    'Total',
    'Clients',
    'Client',
    'client',
    'BIC',
    'dossier',
    'silence',
    'Note',
    'Notes',
    'notes',
    'e-mail',
    'E-mail',
    'Net, {currency}',
    'Message',
  ]
    .concat([
      'Part',
      'Parts',
      'Photo',
      'question 1',
      'question 2',
      'question 3',
      'pause',
      'Corrections',
      'certain',
      'Sources',
      'Source',
      'Date',
      'Page',
    ])
    .concat(['Principal', 'Port', '{count, plural, one {# client} other {# clients}}']),
  ro: ['Total', 'Client', 'client', 'e-mail', 'card', 'Net, {currency}', 'Insolvent', 'Creditor', 'Calendar', 'Server'],
  pl: ['e-mail', 'Bank'],
  ja: [],
}

interface Node {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>
}
const LITERAL = 0
const SELECT = 5
const PLURAL = 6
const POUND = 7
const asts = new Map<string, readonly Node[]>()
function parsed(language: string, text: string): readonly Node[] {
  const known = asts.get(text)
  if (known) return known
  const ast = new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as readonly Node[] // the parser’s own shape, as far as it is read here
  asts.set(text, ast)
  return ast
}
const everyNode = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap(node => [node, ...Object.values(node.options ?? {}).flatMap(option => everyNode(option.value))])
const has = (node: Node, type: number): boolean => (node.options?.other?.value ?? []).some(part => part.type === type)
const isNamed = (node: Node): boolean => node.type > 0 && node.type <= PLURAL
const argumentsOf = (language: string, text: string): string[] => [
  ...new Set(
    everyNode(parsed(language, text))
      .filter(isNamed)
      .map(n => String(n.value)),
  ),
]

test.each(words.languages)('no file of %s says a key twice', language => {
  const folder = `src/packs/languages/${language}`
  for (const file of readdirSync(folder))
    expect(() => parse(readFileSync(`${folder}/${file}`, 'utf8')), `${language}/${file}`).not.toThrow()
})

test('the app, its mails, letters and reasons are spoken in five languages', () => {
  expect(words.languages).toEqual(['en', 'fr', 'ja', 'pl', 'ro'])
  expect(english.size).toBeGreaterThan(1800)
})

test.each(OTHERS)('%s has every sentence of English, and none besides', language => {
  const own = words.catalogue(language)
  expect([...english.keys()].filter(key => !own.has(key))).toEqual([])
  expect([...own.keys()].filter(key => !english.has(key))).toEqual([])
})

test.each(OTHERS)('no English remains in %s', language => {
  const allowed = new Set(SPELT_ALIKE[language])
  const remains = [...words.catalogue(language)].filter(
    ([key, text]) =>
      !key.startsWith('threat.') &&
      !SAME_EVERYWHERE.includes(key) &&
      /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')) &&
      text === english.get(key) &&
      !allowed.has(text),
  )
  expect(remains).toEqual([])
  const spoken = new Set(words.catalogue(language).values())
  expect(
    [...allowed].filter(text => !spoken.has(text)),
    'an exception that nothing needs any more',
  ).toEqual([])
})

test.each(OTHERS)('%s takes the same arguments as English, sentence by sentence', language => {
  for (const [key, text] of words.catalogue(language)) {
    // a language may leave a count out, or speak of one where English had no need of it; it never invents a name
    const invented = argumentsOf(language, text).filter(name => !argumentsOf('en', english.get(key) ?? '').includes(name))
    expect(invented, `${language} ${key}`).toEqual([])
    if (key.startsWith('app.'))
      expect(argumentsOf(language, text).sort(), `${language} ${key}`).toEqual(argumentsOf('en', english.get(key) ?? '').sort())
  }
})

test.each(words.languages)('every count in %s has all the plural forms of the language', language => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter(form => language === 'pl' || form !== 'many')
  const wrong = [...words.catalogue(language)].flatMap(([key, text]) =>
    everyNode(parsed(language, text))
      .filter(node => node.type === PLURAL)
      .flatMap(node => {
        const own = Object.keys(node.options ?? {})
        const lacks = forms.filter(form => !own.includes(form) && !(form === 'one' && own.includes('=1')))
        // "none" beside "any": a number without a word, or a word without a number, needs no form of its own
        return own.length === 2 && own.includes('=0') && !(has(node, POUND) && has(node, LITERAL))
          ? []
          : lacks.map(form => `${key}: ${form}`)
      }),
  )
  expect(wrong).toEqual([])
})

test.each(words.languages)('every choice in %s offers what English offers', language => {
  const choices = (of: string, text: string): string[] =>
    everyNode(parsed(of, text))
      .filter(node => node.type === SELECT)
      .map(
        node =>
          `${String(node.value)}: ${Object.keys(node.options ?? {})
            .sort()
            .join(' ')}`,
      )
      .sort()
  for (const [key, text] of words.catalogue(language))
    expect([...new Set(choices(language, text))], `${language} ${key}`).toEqual([...new Set(choices('en', english.get(key) ?? ''))])
})

test.each(words.languages)('nothing in %s shouts', language => {
  const shouting = [...words.catalogue(language)].filter(([key, text]) => /[!！]/.test(text) && !key.startsWith('threat.'))
  expect(shouting).toEqual([])
})
