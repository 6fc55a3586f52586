import { expect, test } from 'vitest'
import { recognise, verifyOn } from '../../src/core/call/excuse.ts'
import { day } from '../../src/core/day/day.ts'
import { Refusal } from '../../src/core/fault.ts'
import { loadExcuses, parseExcuse } from '../../src/shell/packs/excuses.ts'
import { loadWords } from '../../src/shell/words.ts'

const LANGUAGES = ['en', 'fr', 'ro', 'pl', 'ja']
const excuses = await loadExcuses()

test('about forty excuses, each with its words in five languages', () => {
  expect(excuses.length).toBeGreaterThanOrEqual(40)
  for (const excuse of excuses) {
    expect(Object.keys(excuse.phrases).sort(), excuse.id).toEqual([...LANGUAGES].sort())
    expect(Object.keys(excuse.ask).sort(), excuse.id).toEqual([...LANGUAGES].sort())
    expect(excuse.evidence.length, excuse.id).toBeGreaterThan(0)
  }
})

test('what is asked for has a label in both languages of the app', async () => {
  const words = await loadWords()
  const missing = ['en', 'fr'].flatMap(language =>
    excuses.flatMap(x => x.evidence.filter(f => !words.has(language, `app.call.evidence.${f}`)).map(f => `${language}: ${x.id} ${f}`)),
  )
  expect(missing).toEqual([])
})

test('every way of saying it is recognised as itself, first or level with the first', () => {
  const wrong = excuses.flatMap(x =>
    LANGUAGES.flatMap(language =>
      (x.phrases[language] ?? [])
        .filter(p => !recognise(p, excuses, language).slice(0, 3).includes(x))
        .map(p => `${x.id} ${language}: ${p}`),
    ),
  )
  expect(wrong).toEqual([])
})

test('D1: the cheque in the post asks for number, amount and date, and is looked at five days later', () => {
  const [cheque] = recognise('he says the cheque is in the post since friday', excuses, 'en')
  expect(cheque?.id).toBe('cheque-in-the-post')
  expect(cheque?.evidence).toEqual(['number', 'amount', 'postedOn'])
  expect(cheque && verifyOn(cheque, day('2026-09-01'))).toBe('2026-09-06')
  expect(recognise('', excuses, 'en')).toEqual([])
  expect(recognise('zxcv qwerty', excuses, 'en')).toEqual([])
})

test('an excuse that is wrong is refused by file and field', () => {
  expect(() =>
    parseExcuse('phrases: {en: [x]}\nask: {en: y}\nevidence: []\nverifyDays: 0\nreason: null\nleads: verify\nrests: false', 'x', 'x.yaml'),
  ).toThrow(Refusal)
})
