import { addDays, type Day, weekday } from '../day/day.ts'
import { type DueShift, type JurisdictionPack, type Sourced, versionFor } from './jurisdiction.ts'

/** Whether a day is a public holiday in a country (ISO 3166). */
export type IsHoliday = (country: string, day: Day) => boolean
export const noHolidays: IsHoliday = () => false

const SATURDAY = 6
const SUNDAY = 7

function isOff(on: Day, shift: DueShift, country: string, isHoliday: IsHoliday): boolean {
  const day = weekday(on)
  return day === SUNDAY || (day === SATURDAY && shift === 'saturday-sunday-holiday') || isHoliday(country, on)
}

/**
 * The day on which a debt is due where its law moves a due day off work to the next working day (art. 115 KC, art. 78 OR): interest runs from the day
 * after. @returns the day as agreed where the law moves none. @param contractDay picks the version of the law.
 */
export function movedDue(
  pack: Pick<JurisdictionPack, 'code' | 'dueShift'>,
  due: Day,
  contractDay: Day,
  isHoliday: IsHoliday,
): { readonly due: Day; readonly by?: Sourced<DueShift> } {
  const by = versionFor(pack.dueShift ?? [], contractDay)
  if (!by) return { due }
  let moved = due
  while (isOff(moved, by.value, pack.code, isHoliday)) moved = addDays(moved, 1)
  return moved === due ? { due } : { due: moved, by }
}
