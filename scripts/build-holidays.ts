// Writes src/packs/holidays/COUNTRY.json: the public holidays of a country's whole territory, 2020–2035, each day by the key of its name
// (packs/languages/*/holiday-names.yaml says it in every language).
// Run: node scripts/build-holidays.ts. The dates come from date-holidays (see NOTICE).
import { writeFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import holidaysPackage from 'date-holidays/package.json' with { type: 'json' }
import { addDays, day } from '../src/core/day/day.ts'
import { loadWords } from '../src/shell/words.ts'
import { holidayKey } from './holiday-names.ts'

const COUNTRIES = (
  'AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LI LT LU LV MA MC MT MX NL NO NZ PL PT RO RS ' +
  'SE SG SI SK TR UA US ZA'
).split(' ')
const MS_PER_DAY = 86_400_000
const FIRST_YEAR = 2020
const LAST_YEAR = 2035

const words = await loadWords()

for (const country of COUNTRIES) {
  const holidays = new Holidays(country, { languages: ['en'] })
  const days = new Map<string, string>()
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
    for (const holiday of holidays.getHolidays(year)) {
      const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / MS_PER_DAY))
      if (holiday.type !== 'public') continue
      const name = holidayKey(country, holiday.name)
      if (!words.has('en', `holiday.${name.replace('in-lieu ', '')}`)) throw new Error(`${country}: "${holiday.name}" has no name of ours`)
      for (let at = 0; at < length; at++) {
        const on = addDays(day(holiday.date.slice(0, 10)), at)
        // some countries keep two days of New Year under one name
        if (!days.has(on)) days.set(on, at > 0 && name === 'new-years-day' ? 'day-after-new-year' : name)
      }
    }
  const file = new URL(`../src/packs/holidays/${country.toLowerCase()}.json`, import.meta.url)
  const pack = {
    country,
    from: `${FIRST_YEAR}-01-01`,
    to: `${LAST_YEAR}-12-31`,
    source: `date-holidays ${holidaysPackage.version}, data CC BY-SA 3.0, see NOTICE`,
    days: Object.fromEntries([...days].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
  writeFileSync(file, `${JSON.stringify(pack, null, 1)}\n`)
}
