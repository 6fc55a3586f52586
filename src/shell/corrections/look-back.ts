import { addMonths, type Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'

export const LOOKS_AFTER_MONTHS = [3, 6, 12] as const
export type LookMonths = (typeof LOOKS_AFTER_MONTHS)[number]

/** The looks that were taken, as the case keeps them: `[{months, on, by}]`. */
export function looksTaken(correction: Fact<'correction'>): readonly number[] {
  const { detail } = correction
  const looks = detail !== null && !Array.isArray(detail) && 'looks' in detail ? detail.looks : []
  return Array.isArray(looks) ? looks.map(l => (l !== null && typeof l === 'object' && 'months' in l ? Number(l.months) : 0)) : []
}

/** The latest look back that is due after a waiver and was not taken yet; undefined: none. */
export function lookBackDays(correction: Fact<'correction'>, waivedOn: Day, today: Day): LookMonths | undefined {
  const due = LOOKS_AFTER_MONTHS.filter(months => addMonths(waivedOn, months) <= today).at(-1)
  return due !== undefined && !looksTaken(correction).some(taken => taken >= due) ? due : undefined
}
