import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Day, isDay } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { sourceRoot } from './modules.ts'

export interface HolidayPack {
  readonly country: string
  readonly from: Day
  readonly to: Day
  /** Where the days come from, with the licence of their data. */
  readonly source: string
  readonly days: ReadonlySet<string>
}

const FOLDER = join(sourceRoot, 'packs/holidays')

/** Checks one holiday file's shape. @throws Refusal naming the file. */
export function readHolidayPack(file: string, text: string): HolidayPack {
  const pack = JSON.parse(text) as Record<string, unknown> // checked on the next lines
  const { country, from, to, source, days } = pack
  const faulty = (field: string): never => refuse('pack-faulty', `The holiday file has no proper "${field}".`, { file, field })
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country)) return faulty('country')
  if (!isDay(from)) return faulty('from')
  if (!isDay(to)) return faulty('to')
  if (!Array.isArray(days) || !days.every(isDay)) return faulty('days')
  return { country, from, to, source: typeof source === 'string' ? source : '', days: new Set<string>(days) }
}

let shipped: Promise<ReadonlyMap<string, HolidayPack>> | undefined

/** The holidays of every country that has a file, by ISO 3166 code; read once a process. */
export function shippedHolidays(): Promise<ReadonlyMap<string, HolidayPack>> {
  shipped ??= readdir(FOLDER).then(async names => {
    const files = names.filter(name => name.endsWith('.json'))
    const packs = await Promise.all(files.map(async name => readHolidayPack(name, await readFile(join(FOLDER, name), 'utf8'))))
    return new Map(packs.map(pack => [pack.country, pack]))
  })
  return shipped
}

/** A public holiday in a country; a firm's own calendar days say more and win. A country without a file has none. */
export function holidayQuestion(
  packs: ReadonlyMap<string, HolidayPack>,
  calendar: readonly Fact<'calendarDay'>[],
): (country: string, day: Day) => boolean {
  const own = new Map<string | null, Map<Day, boolean>>()
  for (const { country, on, closed } of calendar) {
    const days = own.get(country) ?? new Map<Day, boolean>()
    own.set(country, days.set(on, closed)) // later facts win
  }
  const everywhere = own.get(null)
  return (country, day) => own.get(country)?.get(day) ?? everywhere?.get(day) ?? packs.get(country)?.days.has(day) ?? false
}
