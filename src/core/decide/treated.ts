import type { Fact } from '../facts/nouns.ts'
import type { Case } from './case.ts'
import { reasonOn, type Treatment } from './treatment.ts'

export interface Treated {
  readonly fact: Fact<'latenessReason'>
  readonly treatment: Treatment
}

/** How this client is treated today, where it is known why they are late. */
export function treatedOf(c: Case): Treated | undefined {
  if (c.facts.latenessReason.length === 0) return undefined
  const fact = reasonOn(c.facts, c.today)
  const treatment = fact && c.world.treatments?.get(fact.reason)
  return treatment && { fact, treatment }
}
