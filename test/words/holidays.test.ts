import { expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { sayReason } from '../../src/shell/cli/print.ts'
import { shippedHolidays } from '../../src/shell/packs/holidays.ts'
import { loadWords, sayHoliday } from '../../src/shell/words.ts'
import { holidayText } from '../../web/src/words/holidays.ts'

const words = await loadWords()
const packs = await shippedHolidays()
const used = new Set([...packs.values()].flatMap(pack => [...pack.days.values()]))

test.each(words.languages)('every public holiday has its name in %s, and no name is without a holiday', language => {
  expect(used.size).toBeGreaterThan(200)
  const nameless = [...used].filter(name => sayHoliday(words, language, name) === name)
  expect(nameless).toEqual([])
  const keys = [...words.catalogue(language).keys()].filter(key => key.startsWith('holiday.') && key !== 'holiday.in-lieu')
  expect(keys.filter(key => !used.has(key.slice('holiday.'.length)))).toEqual([])
})

test('days are called what they are where they are: by country, and as days in lieu', () => {
  const called = (language: string, country: string, on: string) =>
    sayHoliday(words, language, packs.get(country)?.days.get(day(on)) ?? 'none')
  expect(called('fr', 'FR', '2026-07-14')).toBe('Fête nationale du 14 Juillet')
  expect(called('pl', 'PL', '2026-05-03')).toBe('Święto Konstytucji 3 Maja')
  expect(called('en', 'DE', '2026-10-03')).toBe('Day of German Unity')
  expect(called('ro', 'RO', '2026-01-02')).toBe('A doua zi de Anul Nou')
  expect(called('en', 'GB', '2026-12-28')).toBe('Boxing Day (day in lieu)')
  expect(called('ja', 'JP', '2026-05-06')).toBe('憲法記念日の振替休日')
  expect(called('en', 'DE', '2026-12-26')).toBe('Second day of Christmas')
})

test('the reason names the holiday, in the app as in a terminal; a closed day by the firm’s own words', () => {
  const reason = (holiday: string) => ({ code: 'named-holiday', params: { holiday, untilDay: '2026-12-28' } })
  expect(sayReason(words, 'en', reason('christmas-day'))).toBe('It is a day off: Christmas Day; again on 28 December 2026.')
  expect(sayReason(words, 'fr', reason('Inventaire'))).toBe('Jour chômé : Inventaire ; à reprendre le 28 décembre 2026.')
  for (const language of words.languages) {
    const speaker = { has: (key: string) => words.has(language, key), say: words.say.bind(words, language) }
    for (const name of ['christmas-day', 'in-lieu boxing-day', 'Inventaire'])
      expect(holidayText(speaker, name)).toBe(sayHoliday(words, language, name))
  }
})
