/** How a firm wants its clients to be reminded. Written as YAML (see src/packs/policies), checked by the shell, read by `decide`. */
export interface Policy {
  readonly name: string
  /** Steps in order. A step is due `days` after the due date of the oldest late invoice (negative: before). */
  readonly steps: readonly PolicyStep[]
  /** Days after the due date in which nothing is said (except by a step with `inGrace`). */
  readonly graceDays: number
  /** Fewest days between two chasing contacts with one client. */
  readonly gapDays: number
  /** Chasing contacts with one client in any 7 and any 30 days, at most. */
  readonly contactsPerWeek: number
  readonly contactsPer30Days: number
  /** Hours in the client's zone in which messages may leave: [from, to), whole hours. */
  readonly hours: readonly [from: number, to: number]
  readonly weekends: boolean
  /** Below this open balance (minor units by currency, `*` for any other) nothing is sent until it grows or turns `smallBalanceDays` old. */
  readonly smallBalance: Readonly<Record<string, bigint>>
  readonly smallBalanceDays: number
  /** Above this sum a message waits for a person (minor units by currency, `*` for any other); not named: no sum asks for it. */
  readonly approvalAbove: Readonly<Record<string, bigint>>
  /** The bank must have been seen not longer ago than this many days. */
  readonly moneyFreshDays: number
  /** Bank days after a promised or paid-already date before it counts as missed. */
  readonly bankDays: number
  /** Days between a written notice of an under-billing and anything said about its invoices. */
  readonly announceDays: number
  /** A step this many days after the due date, or later, comes only once somebody has looked at what may have gone wrong on our side and theirs. */
  readonly turnRolesFromDays: number | null
  /** Review after so many days where an obstacle has no natural end. */
  readonly reviewDays: number
}

/** The firm’s usual person, or the one who signs where weight is wanted; the usual one where the firm names no other. */
export type Signer = 'person' | 'senior'

export interface PolicyStep {
  readonly id: string
  /** Days after the due date; negative before, 0 on it. */
  readonly days: number
  readonly channel: string
  /** 1 gentle … 5 final. */
  readonly tone: number
  /** Only for clients known to pay late (B8). */
  readonly onlyKnownLate: boolean
  /** Sent even within the grace days (a note before or on the due date). */
  readonly inGrace: boolean
  readonly needsApproval: boolean
  /** A person's work: call, meeting, decision. */
  readonly byPerson: boolean
  /** Work within the firm (a decision): the client is not contacted, limits on contact do not hold it. */
  readonly internal: boolean
  /** Prints late costs from this step on. */
  readonly claimsCosts: boolean
  /** Days until the new deadline that the message names; none where it names none. */
  readonly deadlineDays: number | null
  /** Addressed to the person with this role at the client, where one is known; none: as always. */
  readonly toRole: string | null
  /** Repeated every so many days until paid; none: once. */
  readonly repeatDays: number | null
  /** Whose name stands under the message. */
  readonly signs: Signer
}
