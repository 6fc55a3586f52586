import { addDays, addMonths, type Day } from '../day/day.ts'
import { buildPlan, type PlannedPart, type PlanShape } from '../plan/build.ts'

/** How far a client may go by themselves; set beforehand by the firm. */
export interface AnswerBounds {
  /** The first part, paid today, at least. Percent. */
  readonly firstPercent: number
  readonly partsMax: number
  /** The last part falls due within so many days. */
  readonly lastDays: number
  /** The whole may be promised for a day at most so many days ahead. */
  readonly promiseDays: number
}

export interface PlanChoice {
  /** What the form sends back. */
  readonly key: string
  readonly parts: readonly PlannedPart[]
}

/** Every plan the bounds allow for an amount (minor units), the shortest first; each sums to it. None: the bounds allow no plan. */
export function planChoices(totalMinor: bigint, today: Day, bounds: AnswerBounds, isHoliday: (d: Day) => boolean): PlanChoice[] {
  const firstMinor = (totalMinor * BigInt(bounds.firstPercent) + 99n) / 100n
  const equal = Array.from({ length: Math.max(0, bounds.partsMax - 1) }, (_, n): [string, PlanShape] => [
    `parts-${n + 2}`,
    { kind: 'parts', parts: n + 2 },
  ])
  const shapes: [string, PlanShape][] = [
    ...equal,
    ['now-and-rest', { kind: 'now-and-rest', nowMinor: firstMinor, restOn: addMonths(today, 1) }],
  ]
  const lastBy = addDays(today, bounds.lastDays)
  return shapes.flatMap(([key, shape]) => {
    const parts = buildPlan({ totalMinor, firstOn: today, shape, isHoliday, monthsMax: bounds.partsMax, firstMinor })
    return 'code' in parts || parts.some(p => p.dueOn > lastBy) ? [] : [{ key, parts }]
  })
}
