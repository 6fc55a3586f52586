import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadWords, sayAmount, sayDay } from '../../src/shell/words.ts'

const FOLDER = 'src/packs/terms'
interface Termbase {
  readonly address: string
  readonly day: string
  readonly amount: string
  readonly tones: Readonly<Record<string, string>>
  readonly terms: readonly { readonly concept: string; readonly say: string; readonly never: readonly string[]; readonly why: string }[]
}
const words = await loadWords()
const termbase = (language: string): Termbase => parse(readFileSync(`${FOLDER}/${language}.yaml`, 'utf8')) as Termbase // its shape is tested below

/** A rendering, as a pattern: whole words, or the beginning of one where it ends in a star; anywhere in a language without spaces. */
function patternOf(language: string, rendering: string): RegExp {
  const stem = rendering.replace(/\*$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (language === 'ja') return new RegExp(stem, 'u')
  return new RegExp(`(?<!\\p{L})${stem}${rendering.endsWith('*') ? '' : '(?!\\p{L})'}`, 'iu')
}

/** Words by which a threat is recognised are listed in order to be refused. */
const spoken = (language: string): [string, string][] =>
  [...words.catalogue(language)].filter(([key]) => !key.startsWith('threat.')).map(([key, text]) => [key, text.replace(/\{\w+/g, '{')])

test('each language has a termbase: how it addresses, its five tones, its terms with what is never said and why', () => {
  expect(
    readdirSync(FOLDER)
      .map(name => name.replace('.yaml', ''))
      .sort(),
  ).toEqual([...words.languages])
  for (const language of words.languages) {
    const base = termbase(language)
    expect(base.address.length, language).toBeGreaterThan(20)
    expect(Object.keys(base.tones), language).toEqual(['1', '2', '3', '4', '5'])
    expect(base.terms.length, language).toBeGreaterThanOrEqual(5)
    for (const term of base.terms)
      for (const text of [term.concept, term.say, term.why, ...term.never]) expect(text, language).toMatch(/\S/)
  }
})

test.each(words.languages)('no sentence in %s uses a rendering that its termbase refuses', language => {
  const refused = termbase(language).terms.flatMap(term =>
    term.never.map(rendering => [rendering, patternOf(language, rendering)] as const),
  )
  const used = spoken(language).flatMap(([key, text]) =>
    refused.filter(([, pattern]) => pattern.test(text)).map(([r]) => `${key}: ${r}: ${text}`),
  )
  expect(used).toEqual([])
})

test('the pattern of a refused rendering finds it, and not a longer word', () => {
  expect('Der Debtors’ list').toMatch(patternOf('en', 'debtor*'))
  expect('tu paies').toMatch(patternOf('fr', 'tu'))
  expect('le tuteur').not.toMatch(patternOf('fr', 'tu'))
  expect('本件の債務者は').toMatch(patternOf('ja', '債務者*'))
})

test.each(words.languages)('days and amounts in %s are written as its termbase says', language => {
  const flat = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
  const { day, amount } = termbase(language)
  expect(flat(sayDay(language, '2026-09-01'))).toBe(day)
  const currency = { ro: 'RON', pl: 'PLN', ja: 'JPY' }[language] ?? 'EUR'
  expect(flat(sayAmount(language, currency === 'JPY' ? 1200n : 120_000n, currency))).toBe(amount)
})
