import { addCounts, followedBy, type StepCount, WINDOW_DAYS } from '../../core/steps/followed.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** How often a payment followed each step within its window: counts, and no claim that the step was the cause. */
export interface StepsView {
  readonly windowDays: number
  readonly steps: readonly StepCount[]
}

export async function stepsView(place: Place): Promise<StepsView> {
  const sums = new Map<string, StepCount>()
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) addCounts(sums, followedBy(facts, place.by.today))
  const steps = [...sums.values()].sort((a, b) => b.counted - a.counted || (a.step < b.step ? -1 : 1))
  return { windowDays: WINDOW_DAYS, steps }
}
