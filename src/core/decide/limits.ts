import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Policy } from './policy.ts'

/** What was set for this client alone, as it stands on a day. */
export const ownLimits = (facts: ClientFacts, today: Day): Fact<'contactLimit'> | undefined =>
  facts.contactLimit.findLast(l => l.effectiveOn <= today && (l.endedOn === null || l.endedOn > today))

/** The policy with what was set for this client alone; the law’s own limits are asked for beside it and stay. */
export function limitedPolicy(policy: Policy, facts: ClientFacts, today: Day): Policy {
  const own = facts.contactLimit.length === 0 ? undefined : ownLimits(facts, today)
  if (!own) return policy
  return {
    ...policy,
    gapDays: own.gapDays ?? policy.gapDays,
    contactsPerWeek: own.contactsPerWeek ?? policy.contactsPerWeek,
    contactsPer30Days: own.contactsPer30Days ?? policy.contactsPer30Days,
    hours: [own.hoursFrom ?? policy.hours[0], own.hoursTo ?? policy.hours[1]],
  }
}
