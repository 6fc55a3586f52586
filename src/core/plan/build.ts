import { addMonths, type Day, dayOf, endOfMonth, monthOf, nextBusinessDay, yearOf } from '../day/day.ts'
import type { Fault } from '../fault.ts'

/** How a plan is laid out. Amounts in minor units of one currency. */
export type PlanShape =
  /** Equal parts, so many of them. */
  | { readonly kind: 'parts'; readonly parts: number }
  /** So much a month until done; the last part is what is left. */
  | { readonly kind: 'until-done'; readonly partMinor: bigint }
  /** A good-faith part now and the rest on one later day. */
  | { readonly kind: 'now-and-rest'; readonly nowMinor: bigint; readonly restOn: Day }

export interface PlanRequest {
  readonly totalMinor: bigint
  readonly firstOn: Day
  readonly shape: PlanShape
  /** Parts after the first fall on the last day of their month. */
  readonly endOfMonth?: boolean
  /** Parts are rounded to this many minor units (100: whole euros); the last one takes what is left. */
  readonly roundTo?: bigint
  /** A due day on a weekend or holiday moves to the next business day. */
  readonly isHoliday?: (d: Day) => boolean
  /** Bounds set beforehand. */
  readonly monthsMax?: number
  readonly firstMinor?: bigint
}

export interface PlannedPart {
  readonly position: number
  readonly dueOn: Day
  readonly minor: bigint
}

/** More parts than this is not a plan but a hope. */
const PARTS_MAX = 120

const fault = (code: string, message: string, field: string, mend: string): Fault => ({ code, message, field, mend })

function sizesOf({ totalMinor, shape, roundTo = 1n }: PlanRequest): bigint[] | Fault {
  switch (shape.kind) {
    case 'parts': {
      if (!Number.isInteger(shape.parts) || shape.parts < 1 || shape.parts > PARTS_MAX)
        return fault('plan-parts', `A plan has 1 to ${PARTS_MAX} parts, not ${shape.parts}.`, 'parts', 'Give a whole number of months.')
      const even = totalMinor / BigInt(shape.parts)
      const part = even - (even % roundTo)
      if (part <= 0n) return fault('plan-too-small', 'The parts would be nothing.', 'parts', 'Give fewer parts.')
      return [...Array<bigint>(shape.parts - 1).fill(part), totalMinor - part * BigInt(shape.parts - 1)]
    }
    case 'until-done': {
      if (shape.partMinor <= 0n) return fault('plan-part', 'A part must be more than nothing.', 'part', 'Give an amount a month.')
      const whole = totalMinor / shape.partMinor
      if (whole > BigInt(PARTS_MAX))
        return fault('plan-too-long', `That would take ${whole} months.`, 'part', `Give an amount that is done within ${PARTS_MAX} months.`)
      const rest = totalMinor - whole * shape.partMinor
      return [...Array<bigint>(Number(whole)).fill(shape.partMinor), ...(rest > 0n ? [rest] : [])]
    }
    case 'now-and-rest': {
      if (shape.nowMinor <= 0n || shape.nowMinor >= totalMinor)
        return fault(
          'plan-first-part',
          'The part now must be more than nothing and less than the whole.',
          'now',
          'Give an amount between them.',
        )
      return [shape.nowMinor, totalMinor - shape.nowMinor]
    }
  }
}

function dueDays({ firstOn, shape, endOfMonth: atEnd = false, isHoliday }: PlanRequest, count: number): Day[] {
  return Array.from({ length: count }, (_, n) => {
    if (n === 0) return firstOn // what was agreed for today is today, whatever the day
    if (shape.kind === 'now-and-rest') return nextBusinessDay(shape.restOn, isHoliday)
    const month = addMonths(firstOn, n)
    return nextBusinessDay(atEnd ? endOfMonth(dayOf(yearOf(month), monthOf(month), 1)) : month, isHoliday)
  })
}

function boundsFault(request: PlanRequest, sizes: readonly bigint[]): Fault | undefined {
  const { monthsMax, firstMinor, shape, firstOn } = request
  if (monthsMax !== undefined && sizes.length > monthsMax && shape.kind !== 'now-and-rest')
    return fault(
      'plan-over-bound',
      `The plan takes ${sizes.length} months; ${monthsMax} were set as the longest.`,
      'parts',
      'Offer fewer months, or ask for approval.',
    )
  if (firstMinor !== undefined && (sizes[0] ?? 0n) < firstMinor)
    return fault(
      'plan-first-under-bound',
      'The first part is less than was set beforehand.',
      'now',
      'Ask for more now, or ask for approval.',
    )
  if (shape.kind === 'now-and-rest' && shape.restOn <= firstOn)
    return fault('plan-rest-day', 'The rest falls due before the part now.', 'restOn', 'Give a later day.')
  return undefined
}

/** Lays out a plan whose parts always sum to the total. @returns the parts in order, or why they cannot be laid out. */
export function buildPlan(request: PlanRequest): readonly PlannedPart[] | Fault {
  if (request.totalMinor <= 0n) return fault('plan-nothing', 'There is nothing to pay.', 'total', 'Choose invoices with something open.')
  const sizes = sizesOf(request)
  if ('code' in sizes) return sizes
  const wrong = boundsFault(request, sizes)
  if (wrong) return wrong
  const days = dueDays(request, sizes.length)
  return sizes.map((minor, at) => ({ position: at + 1, dueOn: days[at] ?? request.firstOn, minor }))
}
