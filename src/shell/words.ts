import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { parse } from 'yaml'
import { isDay } from '../core/day/day.ts'
import { fromDecimal, money, toDecimal } from '../core/money/money.ts'
import { keptUnder } from './packs/kept.ts'
import { sourceRoot } from './packs/modules.ts'

export type Params = Readonly<Record<string, string | number | boolean>>

/** Every sentence Dunwell says, in every language it speaks. */
export interface Words {
  readonly languages: readonly string[]
  /** The sentence of a key in a language; in the fallback (English) where that language lacks it. @throws where no language has it. */
  say(language: string, key: string, params?: Params): string
  has(language: string, key: string): boolean
  /** All keys of one language: for the web app and for the completeness test. */
  catalogue(language: string): ReadonlyMap<string, string>
}

export const FALLBACK_LANGUAGE = 'en'
const FOLDER = 'packs/languages'

/** `fr-CA` speaks `fr` where nothing nearer is there. */
const nearest = (language: string, known: readonly string[]): string =>
  known.find(k => k === language) ?? known.find(k => k === language.split('-', 1)[0]) ?? FALLBACK_LANGUAGE

/** Where a bare language leaves the form of dates and amounts open. */
const FORMS: Readonly<Record<string, string>> = { en: 'en-GB' }
const formOf = (language: string): string => FORMS[language] ?? language

/** A day in words of a language: `21 novembre 2026`. */
export function sayDay(language: string, day: string, style: 'long' | 'medium' | 'short' = 'long'): string {
  const make = () => new Intl.DateTimeFormat(formOf(language), { dateStyle: style, timeZone: 'UTC' })
  const said = formatter(`day ${language} ${style}`, make).format(new Date(`${day}T00:00:00Z`))
  return language.startsWith('fr') ? said.replace(/^1 /, '1er ') : said // French counts the first of a month
}

/** An amount as a language writes it: `1 200,00 €`. Exact: never through a float. */
export function sayAmount(language: string, minor: bigint, currency: string): string {
  const make = () =>
    new Intl.NumberFormat(formOf(language), {
      style: 'currency',
      currency,
      currencyDisplay: language.startsWith('ja') ? 'symbol' : 'narrowSymbol',
    })
  return formatter(`amount ${language} ${currency}`, make).format(toDecimal(money(minor, currency)) as Intl.StringNumericLiteral) // a decimal text
}

/** A decimal text as a language writes it: `1 200,0000`. Exact: never through a float. @param places decimals shown at least */
export const sayNumber = (language: string, decimal: string, places = 0): string =>
  formatter(
    `number ${language} ${places}`,
    () => new Intl.NumberFormat(formOf(language), { minimumFractionDigits: places, maximumFractionDigits: Math.max(places, 6) }),
  ).format(decimal as Intl.StringNumericLiteral) // a decimal text

/** Parts as a language lists them: `a, b and c`, or `a, b or c`. */
export function sayList(language: string, parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return formatter(`list ${language} ${type}`, () => new Intl.ListFormat(language, { type })).format(parts)
}

const formatters = new Map<string, unknown>()
function formatter<T>(key: string, make: () => T): T {
  const known = formatters.get(key) as T | undefined // kept under a key that names its kind
  if (known !== undefined) return known
  const made = make()
  formatters.set(key, made)
  return made
}

/** Days are written out, and amounts (`{minor} {currency}` under names ending in `Amount`); the rest stays. */
export function writtenParams(language: string, params: Params): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (isDay(value)) return [name, sayDay(language, value)]
      const amount = /(Amount$|^amount$)/.test(name) ? /^(-?\d+) ([A-Z]{3})$/.exec(String(value)) : null
      return [name, amount?.[1] && amount[2] ? sayAmount(language, BigInt(amount[1]), amount[2]) : value]
    }),
  )
}

let kept: Promise<Words> | undefined
/** The sentences of `packs/languages/LANGUAGE/*.yaml`, kept for the life of the process; a language is read when it is first spoken. */
export function loadWords(): Promise<Words> {
  kept ??= wordsIn(join(sourceRoot, FOLDER))
  return kept
}

/** @throws at the first word of a language, naming the file that cannot be read. */
async function wordsIn(root: string): Promise<Words> {
  const languages = (await readdir(root, { withFileTypes: true }))
    .filter(e => e.isDirectory())
    .map(e => e.name)
    .sort()
  const catalogues = new Map<string, ReadonlyMap<string, string>>()
  const catalogueOf = (language: string): ReadonlyMap<string, string> => {
    const found = catalogues.get(language) ?? loadCatalogue(join(root, language))
    catalogues.set(language, found)
    return found
  }
  const compiled = new Map<string, IntlMessageFormat>()
  const find = (language: string, key: string): [language: string, text: string] | undefined => {
    for (const l of [nearest(language, languages), FALLBACK_LANGUAGE]) {
      const text = catalogueOf(l).get(key)
      if (text !== undefined) return [l, text]
    }
    return undefined
  }
  return {
    languages,
    has: (language, key) => catalogueOf(nearest(language, languages)).has(key),
    catalogue: language => catalogueOf(nearest(language, languages)),
    say: (language, key, params = {}) => {
      const found = find(language, key)
      if (!found) throw new Error(`no language has a sentence "${key}"`)
      const [spoken, text] = found
      const id = `${spoken} ${key}`
      const message = compiled.get(id) ?? new IntlMessageFormat(text, spoken, undefined, { ignoreTag: true })
      compiled.set(id, message)
      return String(message.format(writtenParams(spoken, params)))
    },
  }
}

/**
 * The sentences of one language, all files of a folder. To read them takes a quarter of a second, so what came of it is kept where Node keeps
 * what it makes of the program: for as long as neither the sentences change nor this reader.
 */
function loadCatalogue(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder)
    .filter(f => f.endsWith('.yaml'))
    .sort()
  const texts = files.map(file => readFileSync(join(folder, file), 'utf8'))
  const seal = hash('sha256', JSON.stringify([readFileSync(import.meta.filename, 'utf8'), ...texts]))
  return keptUnder(seal, `words-${basename(folder)}`, () => {
    const all = new Map<string, string>()
    // every key against every other is most of the time of reading a language: a test looks for doubles instead
    for (const [at, file] of files.entries())
      for (const [key, text] of flat('', parse(texts[at] ?? '', { uniqueKeys: false }))) {
        if (all.has(key)) throw new Error(`${join(folder, file)}: "${key}" is said twice`)
        all.set(key, text)
      }
    return all
  })
}

/** Nested keys joined by dots. */
function* flat(prefix: string, node: unknown): Generator<[string, string]> {
  if (typeof node === 'string') yield [prefix, node]
  else if (node !== null && typeof node === 'object')
    for (const [key, value] of Object.entries(node)) yield* flat(prefix ? `${prefix}.${key}` : key, value)
  else if (node !== null && node !== undefined) throw new Error(`"${prefix}" is not text`)
}

/** The amount in a plain decimal text of a currency, for callers that speak to people. */
export const readAmount = (text: string, currency: string): bigint | undefined => fromDecimal(text, currency)?.minor

/** What a step is called: “30-day letter”; a policy’s own step by its own name. */
export const stepName = (words: Words, language: string, step: string): string =>
  words.has(language, `app.stepName.${step}`) ? words.say(language, `app.stepName.${step}`) : step

const IN_LIEU = 'in-lieu '
/** What a day off is called: “Christmas Day”; a firm's own closed day by the firm's own words. @param name as the calendar names it (packs/holidays) */
export function sayHoliday(words: Pick<Words, 'has' | 'say'>, language: string, name: string): string {
  const inLieu = name.startsWith(IN_LIEU)
  const key = `holiday.${inLieu ? name.slice(IN_LIEU.length) : name}`
  if (!words.has(language, key)) return name
  const holiday = words.say(language, key)
  return inLieu ? words.say(language, 'holiday.in-lieu', { holiday }) : holiday
}
