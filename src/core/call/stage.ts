import type { Day } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { PlanState } from '../plan/plan-state.ts'
import type { PromiseState } from '../promise/promise-state.ts'

export type Reaction = 'warm' | 'busy' | 'sharp' | 'cash' | 'ashamed' | 'contests' | 'passes-on' | 'vague'

/** How a talk opens: what happened last decides. Amounts as `{minor} {currency}`. */
export interface Stage {
  readonly stage: 'first' | 'again' | 'promise-broken' | 'instalment-missed'
  readonly params: Readonly<Record<string, string>>
}

export function stageOf(facts: ClientFacts, promises: readonly PromiseState[], plans: readonly PlanState[], today: Day): Stage {
  const missed = plans.find(p => p.state === 'missed')
  if (missed)
    return { stage: 'instalment-missed', params: { missingAmount: `${missed.missingMinor} ${missed.plan.currency}`, dueOn: missed.dueOn } }
  const broken = promises.findLast(p => p.outcome === 'broken')
  if (broken) {
    const { amountMinor, currency, promisedFor } = broken.promise
    return { stage: 'promise-broken', params: { promisedAmount: `${amountMinor} ${currency}`, promisedOn: promisedFor } }
  }
  const talked = facts.call.some(c => c.startedOn <= today && c.ending !== null && c.ending !== 'voicemail' && c.ending !== 'unreachable')
  return { stage: talked ? 'again' : 'first', params: {} }
}

const LIKELY: Readonly<Record<string, readonly [Reaction, Reaction, Reaction]>> = {
  'cash-flow': ['cash', 'ashamed', 'vague'],
  embarrassment: ['ashamed', 'vague', 'warm'],
  dispute: ['contests', 'sharp', 'passes-on'],
  familiarity: ['warm', 'vague', 'busy'],
  'pays-others-first': ['cash', 'sharp', 'vague'],
  unappreciated: ['sharp', 'contests', 'busy'],
  forgot: ['warm', 'busy', 'vague'],
  'wrong-contact': ['passes-on', 'busy', 'warm'],
}

/** Three likely reactions, by the last known reason for lateness. */
export const likelyReactions = (reason: string | null): readonly Reaction[] => LIKELY[reason ?? ''] ?? ['warm', 'busy', 'vague']
