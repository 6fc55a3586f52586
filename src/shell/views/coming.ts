import type { Day } from '../../core/day/day.ts'
import { ahead } from '../../core/decide/ahead.ts'
import type { Act, Amount, Obstacle, Reason } from '../../core/decide/decision.ts'
import { loadDecider } from '../run/decider.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

/** What comes next for a client and when, if nothing else happens. */
export interface ComingView {
  readonly policy: string
  /** The rule or the client’s own choice by which that policy holds. */
  readonly by: 'client' | 'rule' | 'firm'
  /** Today: the step, or every obstacle and the day it is looked at again; neither where nothing is open. */
  readonly now: { readonly act: Act | null; readonly obstacles: readonly Obstacle[]; readonly reviewOn: Day | null }
  readonly steps: readonly {
    readonly on: Day
    readonly step: string
    readonly channel: string
    readonly tone: number
    readonly byPerson: boolean
    readonly amounts: readonly Amount[]
    readonly reasons: readonly Reason[]
  }[]
}

const DAYS = 120
const STEPS_MAX = 4

export async function comingView(place: Place, clientId: string): Promise<ComingView> {
  const facts = await clientFactsOf(place, clientId)
  const decider = await loadDecider(place)
  const { outcome, reviewOn } = decider.decide(facts, place.by.today)
  const now = { act: outcome.kind === 'act' ? outcome : null, obstacles: outcome.kind === 'hold' ? outcome.obstacles : [], reviewOn }
  const steps: ComingView['steps'][number][] = []
  for (const { on, act } of ahead(facts, decider.decideAhead, place.by.today, DAYS)) {
    const { step, channel, tone, byPerson, amounts, reasons } = act
    steps.push({ on, step, channel, tone, byPerson, amounts, reasons })
    if (steps.length === STEPS_MAX) break
  }
  return { policy: decider.policyOf(facts).name, by: decider.policyBy(facts), now, steps }
}
