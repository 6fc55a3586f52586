import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { ACT_REASONS } from '../../src/core/decide/act-reasons.ts'
import { decide } from '../../src/core/decide/decide.ts'
import { gates } from '../../src/core/decide/gates.ts'
import { unknownLaw } from '../../src/core/decide/law-view.ts'
import { loadWords } from '../../src/shell/words.ts'
import { runDiary } from '../support/diary.ts'
import { anInvoice, aPolicy, aWorld, someFacts } from '../support/facts.ts'

const LANGUAGES = ['en', 'fr', 'ja', 'pl', 'ro']
const words = await loadWords()
const decided = [...gates.flatMap(g => g.codes), ...ACT_REASONS].sort()
/** Why a message that was decided did not leave after all. */
const HELD_BACK = ['changed-meanwhile', 'changed-since-approval', 'client-gone', 'faulty', 'nothing-to-tell', 'offer-over', 'other-step']
const WORDS_TAKEN_BACK = ['payment-gone', 'statement-late']
/** Why a word leaves that chases nobody. */
const WORDS = ['money-came', 'statement-monthly']
const codes = [...decided, ...HELD_BACK, ...WORDS_TAKEN_BACK, ...WORDS].sort()
const keysOf = (language: string): string[] => [...words.catalogue(language).keys()].filter(k => k.startsWith('reason.')).sort()

/** Every reason that the diaries bring about, with what fills its sentence. */
const folder = join(import.meta.dirname, '../scenarios')
const told = readdirSync(folder)
  .filter(f => f.endsWith('.txt'))
  .flatMap(f => runDiary(readFileSync(join(folder, f), 'utf8')).reasons)

describe('sentences of reasons', () => {
  test('every code once, no code twice', () => {
    expect(new Set(codes).size).toBe(codes.length)
  })

  test.each(LANGUAGES)('%s has a sentence for every code and no sentence without a code', language => {
    expect(keysOf(language)).toEqual(codes.map(code => `reason.${code}`))
  })

  test.each(LANGUAGES)('%s: every reason that comes about is said whole, its parameters filled', language => {
    const seen = new Set<string>()
    for (const { code, params } of told) {
      const said = words.say(language, `reason.${code}`, params)
      expect(said, code).not.toMatch(/[{}]|undefined|null/)
      expect(said.length, code).toBeGreaterThan(5)
      seen.add(code)
    }
    expect([...seen].sort()).toEqual(decided)
  })

  test.each([
    ['en', /debtor/i],
    ['fr', /débiteur|debiteur/i],
    ['ro', /debitor(?!\w*are)|datornic/i],
    ['pl', /dłużni/i],
    ['ja', /債務者/],
  ] as const)('%s never says debtor', (language, word) => {
    for (const key of keysOf(language)) expect(words.catalogue(language).get(key), key).not.toMatch(word)
  })

  test.each([
    ['ro', 1, /^Un contact /],
    ['ro', 2, /^2 contacte /],
    ['ro', 20, /^20 de contacte /],
    ['pl', 1, /^1 kontakt w/],
    ['pl', 3, /^3 kontakty w/],
    ['pl', 5, /^5 kontaktów w/],
    ['fr', 1, /^1 contact en/],
    ['en', 2, /^2 contacts in/],
    ['ja', 4, /4回/],
  ] as const)('%s counts %d contacts in its own plural', (language, most, expected) => {
    expect(words.say(language, 'reason.contact-cap', { most, days: 7, untilDay: '2026-09-14' })).toMatch(expected)
  })

  test('a whole answer reads as sentences', () => {
    const facts = someFacts({ invoice: [anInvoice({ id: 'F-1', issuedOn: day('2026-08-02'), dueOn: day('2026-09-01') })] })
    const { outcome } = decide(facts, aPolicy(), unknownLaw('none'), day('2026-09-09'), aWorld())
    const said = outcome.kind === 'act' ? outcome.reasons.map(r => words.say('en', `reason.${r.code}`, r.params)) : []
    expect(said).toEqual(['It was due on 1 September 2026, and the day of this step has come.'])
  })
})
