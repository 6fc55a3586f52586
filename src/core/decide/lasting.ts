import { yearOf } from '../day/day.ts'
import type { Case, Lasting, Sorted } from './case.ts'
import type { Planned } from './planned.ts'

/**
 * Keeps it for the days looked ahead to. Only where nothing stirs by itself, and no plan runs, does an invoice that nothing holds stay so
 * until more of it falls due, and does the same step come next.
 */
export function keepLasting(c: Case, sorted: Sorted, ladder: Planned | undefined): void {
  const isFree = sorted.obstacles.length === 0
  if (isFree && c.today === c.origin && !c.gates.stirs && c.facts.plan.length === 0) c.memory.lasting = { items: c.items, sorted, ladder }
}

/** What was kept and still holds on the case's day; none where something fell due since, another step takes its place, or the law may bar a claim. */
export function lastingOf(c: Case): Lasting | undefined {
  const known = c.memory.lasting
  if (known === undefined || known.items !== c.items) return undefined
  if (known.ladder && known.ladder.changesOn !== null && known.ladder.changesOn <= c.today) return undefined
  const { limitation } = c.law
  if (limitation !== null) {
    const year = yearOf(c.today)
    for (const { dueOn } of c.items) if (year - yearOf(dueOn) >= limitation.years) return undefined
  }
  return known
}
