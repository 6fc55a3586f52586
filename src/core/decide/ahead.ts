import { addDays, type Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Act, Decision } from './decision.ts'

/** A client's facts as they would be had this act been done. Nothing of it is stored. */
export function assumeDone(facts: ClientFacts, act: Act, on: Day): ClientFacts {
  const { step, channel, tone, cycle, occurrence, invoiceIds } = act
  const deed: Fact<'deed'> = {
    factId: `ahead-${on}`,
    id: `ahead-${on}`,
    clientId: facts.client.id,
    effectiveOn: on,
    recordedAt: `${on}T12:00:00.000Z`,
    actor: 'system:ahead',
    source: 'assumed',
    step,
    channel,
    tone,
    class: act.class,
    cycle,
    occurrence,
    doneOn: on,
    at: null,
    outcome: act.byPerson ? 'done' : 'sent',
    outside: null,
    recipient: null,
    subject: null,
    body: null,
    messageId: null,
    invoiceIds,
    amounts: null,
    evidence: null,
    documentId: null,
    outboxKey: null,
    reason: null,
    takesBack: null,
  }
  return { ...facts, deed: [...facts.deed, deed] }
}

export interface Coming {
  readonly on: Day
  readonly act: Act
}

/** What would be done with one client from a day on, as if every step were done on its day and nothing came in. */
export function* ahead(facts: ClientFacts, decide: (facts: ClientFacts, on: Day) => Decision, from: Day, days: number): Generator<Coming> {
  const end = addDays(from, days)
  let known = facts
  for (let on: Day | null = from; on !== null && on < end; ) {
    const decision: Decision = decide(known, on)
    if (decision.outcome.kind === 'act') {
      yield { on, act: decision.outcome }
      known = assumeDone(known, decision.outcome, on)
      on = addDays(on, 1)
    } else on = decision.reviewOn
  }
}
