import { addDays, type Day, isWeekend } from '../day/day.ts'
import type { Policy, PolicyStep } from './policy.ts'
import type { World } from './world.ts'

/** A note before or on a due day stands in a window of days: after it, what it says is no longer true. */
export interface Window {
  readonly step: PolicyStep
  readonly from: Day
  readonly to: Day
}

/**
 * What a policy and a country's calendar say of every client alike. It follows from the two and nothing else, so it is worked out once
 * for all clients of a sweep, and each due day once.
 */
export interface Agenda {
  /** Where a step stands in the policy, by its id. */
  readonly placeOf: ReadonlyMap<string, number>
  /** The first step after the due day. */
  readonly firstLate: PolicyStep | undefined
  /** Some step comes only to clients known to pay late. */
  readonly asksHabit: boolean
  /** The day on which something due can be paid: the due day, or the next open one. */
  payableDay(dueOn: Day): Day
  /** Windows of the steps before and on a due day, those for known late payers included. */
  windows(dueOn: Day): readonly Window[]
}

export const isOpenDay = (world: World, country: string, on: Day): boolean => !isWeekend(on) && !world.isHoliday(country, on)

type Calendar = World['isHoliday']
const agendas = new WeakMap<Policy, WeakMap<Calendar, Map<string, Agenda>>>()

function makeAgenda(policy: Policy, world: World, country: string): Agenda {
  const payable = new Map<Day, Day>()
  const windows = new Map<Day, readonly Window[]>()
  const notes = policy.steps.filter(step => step.days <= 0)
  const placeOf = new Map<string, number>()
  for (const [at, { id }] of policy.steps.entries()) if (!placeOf.has(id)) placeOf.set(id, at)
  const payableDay = (dueOn: Day): Day => {
    const known = payable.get(dueOn)
    if (known !== undefined) return known
    let on = dueOn
    while (!isOpenDay(world, country, on)) on = addDays(on, 1)
    payable.set(dueOn, on)
    return on
  }
  const windowOf = (step: PolicyStep, dueOn: Day): Window =>
    step.days < 0
      ? { step, from: addDays(dueOn, step.days), to: addDays(dueOn, -1) }
      : { step, from: payableDay(dueOn), to: payableDay(dueOn) }
  return {
    placeOf,
    firstLate: policy.steps.find(step => step.days > 0),
    asksHabit: policy.steps.some(step => step.onlyKnownLate),
    payableDay,
    windows: dueOn => {
      const known = windows.get(dueOn)
      if (known) return known
      const made = notes.map(step => windowOf(step, dueOn))
      windows.set(dueOn, made)
      return made
    },
  }
}

/** The agenda of a policy in a country, by the world's calendar. */
export function agendaOf(policy: Policy, world: World, country: string): Agenda {
  let byCalendar = agendas.get(policy)
  if (!byCalendar) {
    byCalendar = new WeakMap()
    agendas.set(policy, byCalendar)
  }
  let byCountry = byCalendar.get(world.isHoliday)
  if (!byCountry) {
    byCountry = new Map()
    byCalendar.set(world.isHoliday, byCountry)
  }
  const known = byCountry.get(country)
  if (known) return known
  const made = makeAgenda(policy, world, country)
  byCountry.set(country, made)
  return made
}
