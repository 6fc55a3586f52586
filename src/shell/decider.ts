import type { Day } from '../core/day/day.ts'
import type { Decision } from '../core/decide/decision.ts'
import type { Policy } from '../core/decide/policy.ts'
import type { World } from '../core/decide/world.ts'
import type { ClientFacts } from '../core/facts/nouns.ts'

/** `decide` with its policies, its law and the world of one day already in hand. */
export interface Decider {
  readonly world: World
  /** Over all policies the firm may use. */
  readonly policyHash: string
  readonly lawHash: string
  policyOf(facts: ClientFacts): Policy
  decide(facts: ClientFacts, today: Day): Decision
}
