import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadWords } from '../../src/shell/words.ts'
import { faultText, type Reader } from '../../web/src/parts/fault-text.ts'

/** Read in a terminal alone, which speaks English, or said of a file of ours that no person wrote. */
const IN_A_TERMINAL =
  /^(shell\/(cli\/|config|start|store\/(lock|mark|store|postgres-owner)|law\/rates-file|packs\/(holidays|replies|treatments|excuses)|papers\/vault|auth\/second-factor-store)|shell\/acts\/(backup|move-store|take-in|export)\.ts)/
/** Said while a store with several firms is opened. */
const NOT_IN_THE_APP = ['which-workspace']

interface Site {
  readonly at: string
  readonly code: string
  /** The call or the literal, up to the next one. */
  readonly text: string
}

const START = /\b(?:(?:refuse|fault)\(\s*(?:field,\s*)?'([a-z]+(?:-[a-z]+)+)',|code: '([a-z]+(?:-[a-z]+)*)',\s*message\b)/g

function sitesIn(path: string): Site[] {
  const text = readFileSync(join('src', path), 'utf8')
  const found = [...text.matchAll(START)]
  return found.map((m, i) => ({
    at: `${path}: ${m[1] ?? m[2]}`,
    code: m[1] ?? m[2] ?? '',
    text: text.slice(m.index, Math.min(found[i + 1]?.index ?? text.length, m.index + 500)),
  }))
}

const sites = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts') && !IN_A_TERMINAL.test(path))
  .flatMap(sitesIn)
  .filter(site => !NOT_IN_THE_APP.includes(site.code))
/** Readers of bank statements have sentences of their own. */
const isOfBanks = ({ at }: Site): boolean => /^(packs\/(statements|statement-text)\/|shell\/bank\/)/.test(at)
const words = await loadWords()
const AREAS = ['fault', 'importFault', 'bankFault', 'finding'] as const

test('whatever can be refused on a screen has its sentence in every language', () => {
  expect(sites.length).toBeGreaterThan(600)
  const silent = sites.filter(({ code }) => !words.languages.every(l => AREAS.some(area => words.catalogue(l).has(`app.${area}.${code}`))))
  expect(silent.map(s => s.at)).toEqual([])
})

test('a sentence that quotes a value is brought it wherever it is refused', () => {
  const quotes = (code: string): boolean =>
    words.languages.some(l => /\{(?!field\b)\w+[,}]/.test((words.catalogue(l).get(`app.fault.${code}`) ?? '').replaceAll(/'[{}]'/g, '')))
  const bare = sites.filter(s => !isOfBanks(s)).filter(({ code, text }) => quotes(code) && !/\bparams\b|',\s*(?:text|String\()/.test(text))
  expect(bare.map(s => s.at)).toEqual([])
})

test('a sentence about a bank statement is brought what it quotes', () => {
  const ofBanks = sites.filter(isOfBanks)
  expect(ofBanks.length).toBeGreaterThan(45)
  const quotes = (code: string): boolean => /\{(value|gap)\}/.test(words.catalogue('en').get(`app.bankFault.${code}`) ?? '')
  expect(ofBanks.filter(({ code, text }) => quotes(code) && !/\bparams\b/.test(text)).map(s => s.at)).toEqual([])
})

test('a refusal is read in the reader’s language, and in English by what the server says', () => {
  const speak = (language: string): Reader => ({
    language,
    has: key => words.has(language, key),
    say: (key, params) => words.say(language, key, params),
  })
  const past = { code: 'day-past', message: '2026-01-01 is over.', mend: 'Name 2026-01-02 or a later day.', field: 'by' }
  const said = words.languages.map(l => faultText(speak(l), past))
  expect(said[words.languages.indexOf('en')]).toBe('2026-01-01 is over. Name 2026-01-02 or a later day.')
  expect(said[words.languages.indexOf('fr')]).toBe('Ce jour est passé. Indiquez aujourd’hui ou un jour à venir.')
  expect(new Set(said).size).toBe(words.languages.length)
  const named = faultText(speak('pl'), { code: 'field-missing', message: 'This must be said.', field: 'who' })
  expect(named).toContain('(who)')
  expect(faultText(speak('fr'), { code: 'amount-unreadable', message: '"x" is not an amount.', params: { value: 'x' } })).toContain('« x »')
})
