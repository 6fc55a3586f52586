import { addDays, type Day, latest } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'

/** We answer within so many days where nobody named a day. */
export const ANSWER_DAYS = 10

/** The day by which we owe an answer. */
export const answerDue = (dispute: Fact<'dispute'>): Day => dispute.answerBy ?? addDays(dispute.effectiveOn, ANSWER_DAYS)

export interface DisputeNow {
  /** Held: the part contested, never more than is open. Minor units. */
  readonly contestedMinor: bigint
  /** What stays payable. Minor units. */
  readonly payableMinor: bigint
  /** We owe an answer, since that day. */
  readonly overdueSince: Day | null
}

/** How a dispute stands on a day. An ended one holds nothing. */
export function disputeNow(facts: ClientFacts, dispute: Fact<'dispute'>, today: Day): DisputeNow {
  const open = openLedger(facts, today).accounts.find(a => a.invoice.id === dispute.invoiceId)?.openMinor ?? 0n
  const asked = dispute.closedOn === null ? (dispute.amountMinor ?? open) : 0n
  const contestedMinor = asked < open ? asked : open
  const due = answerDue(dispute)
  const isOwed = dispute.closedOn === null && dispute.answeredOn === null && due < today
  return { contestedMinor, payableMinor: open - contestedMinor, overdueSince: isOwed ? latest(due, dispute.effectiveOn) : null }
}

/** The dispute that a task belongs to. */
export const disputeOf = ({ detail }: Fact<'task'>): string | undefined =>
  detail && !Array.isArray(detail) && 'disputeId' in detail ? String(detail.disputeId) : undefined
