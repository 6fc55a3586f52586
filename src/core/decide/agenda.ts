import { addDays, type Day, isWeekend, latest } from '../day/day.ts'
import type { Policy, PolicyStep } from './policy.ts'
import type { World } from './world.ts'

/** A note before or on a due day stands in a window of days: after it, what it says is no longer true. */
export interface Window {
  readonly step: PolicyStep
  readonly from: Day
  readonly to: Day
}

/** What policy and calendar make of one due day. */
export interface DueDays {
  /** The day on which something due can be paid: the due day, or the next open one. */
  readonly payableOn: Day
  /** Windows of the steps before and on the due day, those for known late payers included. */
  readonly windows: readonly Window[]
  /** The first day after the grace days. */
  readonly graceOver: Day
  /** The first day on which each step may come, by its place in the policy: its own day, and not within the grace days. */
  readonly stepDays: readonly Day[]
  /** The day of the first step after the due day; where there is none, the first after the grace days. */
  readonly firstLateOn: Day
  /** From this day on not even a small sum is too little to write about. */
  readonly smallUntil: Day
}

/**
 * What a policy and a country's calendar say of every client alike. It follows from the two and nothing else, so it is worked out once
 * for all clients of a sweep, and each due day once.
 */
export interface Agenda {
  /** Where a step stands in the policy, by its id. */
  readonly placeOf: ReadonlyMap<string, number>
  /** Some step comes only to clients known to pay late. */
  readonly asksHabit: boolean
  readonly dueDays: (dueOn: Day) => DueDays
}

export const isOpenDay = (world: World, country: string, on: Day): boolean => !isWeekend(on) && !world.isHoliday(country, on)

type Calendar = World['isHoliday']
const agendas = new WeakMap<Policy, WeakMap<Calendar, Map<string, Agenda>>>()

function makeAgenda(policy: Policy, world: World, country: string): Agenda {
  const { steps } = policy
  const notes = steps.filter(step => step.days <= 0)
  const firstLate = steps.findIndex(step => step.days > 0)
  const placeOf = new Map<string, number>()
  for (const [at, { id }] of steps.entries()) if (!placeOf.has(id)) placeOf.set(id, at)
  const known = new Map<Day, DueDays>()
  const make = (dueOn: Day): DueDays => {
    let payableOn = dueOn
    while (!isOpenDay(world, country, payableOn)) payableOn = addDays(payableOn, 1)
    const graceOver = addDays(dueOn, policy.graceDays + 1)
    const stepDays = steps.map(step => (step.inGrace ? addDays(dueOn, step.days) : latest(addDays(dueOn, step.days), graceOver)))
    return {
      payableOn,
      windows: notes.map(step =>
        step.days < 0 ? { step, from: addDays(dueOn, step.days), to: addDays(dueOn, -1) } : { step, from: payableOn, to: payableOn },
      ),
      graceOver,
      stepDays,
      firstLateOn: stepDays[firstLate] ?? graceOver,
      smallUntil: addDays(dueOn, policy.smallBalanceDays),
    }
  }
  return {
    placeOf,
    asksHabit: steps.some(step => step.onlyKnownLate),
    dueDays: dueOn => {
      let days = known.get(dueOn)
      if (days === undefined) {
        days = make(dueOn)
        known.set(dueOn, days)
      }
      return days
    },
  }
}

interface Asked {
  readonly policy: Policy
  readonly calendar: Calendar
  readonly country: string
  readonly agenda: Agenda
}
let last: Asked | undefined

/** The agenda of a policy in a country, by the world's calendar. Most clients of a sweep ask for the one that the client before asked for. */
export function agendaOf(policy: Policy, world: World, country: string): Agenda {
  const calendar = world.isHoliday
  if (last === undefined || last.policy !== policy || last.calendar !== calendar || last.country !== country)
    last = { policy, calendar, country, agenda: lookUp(policy, world, country) }
  return last.agenda
}

function lookUp(policy: Policy, world: World, country: string): Agenda {
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
