import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'

/** What a known reason for lateness changes in what comes next. One file a reason in packs/reasons. */
export interface Treatment {
  readonly reason: Fact<'latenessReason'>['reason']
  /** Messages rise no higher than this tone; none: as the policy says. */
  readonly toneMax: number | null
  /** A talk comes before any further message. */
  readonly talkFirst: boolean
  /** The address or the contact is put right before any further step. */
  readonly mendFirst: boolean
  /** Days after which a hold of this treatment is put before a person again. */
  readonly reviewDays: number
  /** Colleagues of the person addressed get their copies. */
  readonly copies: boolean
  /** No first names: the form of address between firms. */
  readonly formal: boolean
  /** Somebody else of the firm signs. */
  readonly otherSender: boolean
  /** The invoice they contest is held as a dispute. */
  readonly opensDispute: boolean
  /** Parts in which the message offers to spread the sum; none: it offers no plan. */
  readonly planParts: number | null
  /** Messages carry a paragraph of their own for this reason. */
  readonly paragraph: boolean
  /** Days after which the reason is forgotten, where nobody says otherwise. */
  readonly keptDays: number
}

/** The reason that stands on a day: the last one said that has begun and is not forgotten yet. */
export const reasonOn = (facts: ClientFacts, today: Day): Fact<'latenessReason'> | undefined =>
  facts.latenessReason.findLast(r => r.effectiveOn <= today && r.expiresOn >= today)
