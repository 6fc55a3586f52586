import { type Vocabulary, vocabularyOf } from '../../core/list/columns.ts'
import type { CalendarWords } from '../../core/list/date.ts'
import type { DateOrder, ListSource } from '../../core/list/source.ts'
import { importFolder } from '../packs/modules.ts'

export const LISTS_FOLDER = 'packs/importers/lists'
const LANGUAGES = ['en', 'fr', 'de', 'pl', 'ro', 'es', 'it', 'nl', 'pt']
const ERAS: readonly (readonly [string, number])[] = [
  ['令和', 2018],
  ['r', 2018],
  ['平成', 1988],
  ['h', 1988],
]

let loaded: Promise<Vocabulary> | undefined
/** Every list that is known, found by folder. Read once a process. */
export function loadVocabulary(): Promise<Vocabulary> {
  loaded ??= importFolder<{ source: ListSource }>(LISTS_FOLDER).then(modules => vocabularyOf([...modules.values()].map(m => m.source)))
  return loaded
}

let words: CalendarWords | undefined
/** Month names of the languages, long, short and as they stand beside a day. */
export function calendarWords(): CalendarWords {
  words ??= { months: monthNames(), eras: new Map(ERAS) }
  return words
}

function monthNames(): Map<string, number> {
  const months = new Map<string, number>()
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const withDay of [false, true]) {
        const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC', ...(withDay && { day: 'numeric' as const }) })
        for (let at = 0; at < 12; at += 1) {
          const part = format.formatToParts(Date.UTC(2026, at, 7)).find(p => p.type === 'month')?.value ?? ''
          const name = part.toLowerCase().replace(/\.$/, '')
          if (/\p{L}/u.test(name) && !months.has(name)) months.set(name, at + 1)
        }
      }
  return months
}

/** The order of day and month usual in a country, from the platform's locale data. */
export function usualOrder(country: string): DateOrder {
  const locale = new Intl.Locale(`und-${/^[A-Z]{2}$/.test(country) ? country : 'FR'}`).maximize()
  const parts = new Intl.DateTimeFormat(`${locale.language}-${locale.region}`, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).formatToParts(0)
  const first = parts.find(p => p.type === 'day' || p.type === 'month' || p.type === 'year')?.type
  return first === 'month' ? 'mdy' : first === 'year' ? 'ymd' : 'dmy'
}
