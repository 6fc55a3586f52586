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
  /** Each day with the key of its name (`holiday.KEY` in every language); of a day taken in lieu of another, `in-lieu KEY`. */
  readonly days: ReadonlyMap<Day, string>
}

const NAME = /^(in-lieu )?[a-z\d]+(-[a-z\d]+)*$/
const FOLDER = join(sourceRoot, 'packs/holidays')

/** Checks one holiday file's shape. @throws Refusal naming the file. */
export function readHolidayPack(file: string, text: string): HolidayPack {
  const pack = JSON.parse(text) as Record<string, unknown> // checked on the next lines
  const { country, from, to, source, days } = pack
  const faulty = (field: string): never => refuse('pack-faulty', `The holiday file has no proper "${field}".`, { file, field })
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country)) return faulty('country')
  if (!isDay(from)) return faulty('from')
  if (!isDay(to)) return faulty('to')
  if (typeof days !== 'object' || days === null) return faulty('days')
  const named = Object.entries(days)
  if (!named.every((e): e is [Day, string] => isDay(e[0]) && typeof e[1] === 'string' && NAME.test(e[1]))) return faulty('days')
  return { country, from, to, source: typeof source === 'string' ? source : '', days: new Map(named) }
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

export interface Calendar {
  /** A public holiday in a country; a firm's own calendar days say more and win. A country without a file has none. */
  readonly isHoliday: (country: string, day: Day) => boolean
  /** What that holiday is called: the key of its name, or the firm's own words; none: nobody said. */
  readonly holidayName: (country: string, day: Day) => string | undefined
}

/** The holidays of all countries with what a firm changed of them. */
export function calendarOf(packs: ReadonlyMap<string, HolidayPack>, calendar: readonly Fact<'calendarDay'>[]): Calendar {
  const own = new Map<string | null, Map<Day, Fact<'calendarDay'>>>()
  for (const fact of calendar) {
    const days = own.get(fact.country) ?? new Map<Day, Fact<'calendarDay'>>()
    own.set(fact.country, days.set(fact.on, fact)) // later facts win
  }
  const everywhere = own.get(null)
  const ownDay = (country: string, day: Day): Fact<'calendarDay'> | undefined => own.get(country)?.get(day) ?? everywhere?.get(day)
  const shipped = (country: string, day: Day): string | undefined => packs.get(country)?.days.get(day)
  return {
    isHoliday: (country, day) => ownDay(country, day)?.closed ?? shipped(country, day) !== undefined,
    holidayName: (country, day) => ownDay(country, day)?.label ?? shipped(country, day),
  }
}

/** Whether a day is a holiday in a country, for those who need no more. */
export const holidayQuestion = (packs: ReadonlyMap<string, HolidayPack>, calendar: readonly Fact<'calendarDay'>[]): Calendar['isHoliday'] =>
  calendarOf(packs, calendar).isHoliday
