// Writes src/packs/holidays/COUNTRY.json: the public holidays of a country's whole territory, 2020–2035, as days only.
// Run: node scripts/build-holidays.ts. The dates come from date-holidays (see NOTICE).
import { writeFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import holidaysPackage from 'date-holidays/package.json' with { type: 'json' }
import { addDays, day } from '../src/core/day/day.ts'

const COUNTRIES = (
  'AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LI LT LU LV MA MC MT MX NL NO NZ PL PT RO RS ' +
  'SE SG SI SK TR UA US ZA'
).split(' ')
const MS_PER_DAY = 86_400_000
const FIRST_YEAR = 2020
const LAST_YEAR = 2035

for (const country of COUNTRIES) {
  const holidays = new Holidays(country)
  const days = new Set<string>()
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
    for (const holiday of holidays.getHolidays(year)) {
      const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / MS_PER_DAY))
      if (holiday.type === 'public') for (let at = 0; at < length; at++) days.add(addDays(day(holiday.date.slice(0, 10)), at))
    }
  const file = new URL(`../src/packs/holidays/${country.toLowerCase()}.json`, import.meta.url)
  const pack = {
    country,
    from: `${FIRST_YEAR}-01-01`,
    to: `${LAST_YEAR}-12-31`,
    source: `date-holidays ${holidaysPackage.version}, data CC BY-SA 3.0, see NOTICE`,
    days: [...days].sort(),
  }
  writeFileSync(file, `${JSON.stringify(pack, null, 1)}\n`)
}
