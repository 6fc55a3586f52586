import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { shippedHolidays } from '../packs/holidays.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** A day of the calendar of one country and year. */
export interface HolidayLine {
  readonly on: Day
  /** A public holiday as shipped, a day the firm closes, or a holiday on which it works after all. */
  readonly kind: 'public' | 'closed' | 'open'
  /** What the holiday is called: the key of its name (`holiday.…`); none: a day of the firm’s own. */
  readonly name: string | null
  /** The firm’s own words for it. */
  readonly label: string | null
  /** The firm’s own entry behind it; none: as shipped. */
  readonly id: string | null
}
export interface HolidaysView {
  readonly country: string
  readonly year: number
  /** Countries whose holidays are known. */
  readonly countries: readonly string[]
  readonly days: readonly HolidayLine[]
  /** Where the shipped days come from; none: the country has no file, weekends alone are known. */
  readonly source: string | null
}

/** The holidays of a country in a year, with what the firm changed of them. @param input none given: the firm’s country, this year. @throws Refusal */
export async function holidaysView(
  place: Place,
  input: { readonly country?: string | undefined; readonly year?: string | undefined },
): Promise<HolidaysView> {
  const country = (input.country ?? place.firm.country).toUpperCase()
  const year = Number(input.year ?? place.by.today.slice(0, 4))
  if (!/^[A-Z]{2}$/.test(country))
    refuse('field-wrong', `"${country}" is no country.`, { field: 'country', mend: 'Write two letters, as FR.' })
  if (!Number.isInteger(year) || year < 2000 || year > 2100) refuse('field-wrong', `"${input.year}" is no year.`, { field: 'year' })
  const [packs, calendar] = await Promise.all([shippedHolidays(), workspaceFacts(place.store.db, place.workspaceId, 'calendarDay')])
  const pack = packs.get(country)
  const lines = new Map<Day, HolidayLine>()
  for (const [on, name] of pack?.days ?? [])
    if (on.startsWith(String(year))) lines.set(on, { on, kind: 'public', name, label: null, id: null })
  const own = calendar.filter(d => (d.country === null || d.country === country) && d.on.startsWith(String(year)))
  // what is said of a country goes before what is said of all
  for (const d of own.toSorted((a, b) => Number(a.country !== null) - Number(b.country !== null)))
    lines.set(d.on, { on: d.on, kind: d.closed ? 'closed' : 'open', name: pack?.days.get(d.on) ?? null, label: d.label, id: d.id })
  return {
    country,
    year,
    countries: [...packs.keys()].sort(),
    days: [...lines.values()].sort((a, b) => (a.on < b.on ? -1 : 1)),
    source: pack?.source ?? null,
  }
}
