import type { Day } from '../day/day.ts'

/** A reason without language: a code with what fills its sentence. Days as YYYY-MM-DD, amounts as `{minor} {currency}` text. */
export interface Reason {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Why not, and the exact day to look again. */
export interface Obstacle extends Reason {
  /** The gate's file name. Equal to the code for gates with one reason. */
  readonly gate: string
  /** The day on which this must be looked at again; later than today. */
  readonly until: Day
  /** Set where it holds this invoice only. */
  readonly invoiceId?: string
}

/** An amount in decision rows and reasons: text, so that it travels. Minor units. */
export interface Amount {
  readonly minor: string
  readonly currency: string
}

export type MessageClass = 'chase' | 'answer' | 'confirmation'

export interface Act {
  readonly kind: 'act'
  /** The policy's step id. */
  readonly step: string
  readonly channel: string
  /** 1 gentle … 5 final. */
  readonly tone: number
  readonly class: MessageClass
  /** What the step belongs to: one run of being overdue (`late:<day it opened>`), or one due date (`due:<day>`). */
  readonly cycle: string
  /** 1 for the first time; rises only for a recorded reason. */
  readonly occurrence: number
  /** Every invoice that the message lists. */
  readonly invoiceIds: readonly string[]
  /** What of an invoice is asked for, where that is not all that is open on it: a part that fell due, or what nobody contests. Minor units. */
  readonly parts?: readonly { readonly invoiceId: string; readonly minor: string }[] | undefined
  /** What is open on them, by currency. */
  readonly amounts: readonly Amount[]
  /** Why this, why now: first reason first. */
  readonly reasons: readonly Reason[]
  /** A person must approve before it leaves. */
  readonly needsApproval: boolean
  /** The step is a person's work (call, meeting, decision), not a message. */
  readonly byPerson: boolean
  /** Who signs, where it is not the firm’s usual person. */
  readonly signs?: 'senior' | undefined
  /** Whether late costs are printed, and the new deadline, days from today. */
  readonly claimsCosts: boolean
  readonly deadlineDays: number | null
  /** It asks whether the invoice has come, with the copy. */
  readonly asksArrival?: boolean | undefined
  /** Hours in the client's zone in which it may leave on this day: [from, to), whole hours. Policy and law, the narrower. */
  readonly hours: readonly [from: number, to: number]
  /** Addressed to the person with this role at the client, where one is known. */
  readonly toRole?: string | undefined
  /** In rehearsal it is shown and nothing leaves. */
  readonly phase: 'rehearsal' | 'live'
  /** Who should do it, where assigned. */
  readonly assignee: string | null
  /** Messages that this one takes back: an apology. */
  readonly takesBack?: readonly string[]
  /** Why the client's other open invoices, or the contested part of a listed one, are not in the message. */
  readonly leftOut: readonly Obstacle[]
}

export interface Hold {
  readonly kind: 'hold'
  /** Every obstacle, not just the first. Never empty. */
  readonly obstacles: readonly Obstacle[]
  /** The step that would come without the obstacles, where one is due. */
  readonly step: string | null
}

/** The answer for one client on one day. */
export interface Decision {
  readonly clientId: string
  readonly on: Day
  readonly outcome: Act | Hold
  /** The day this client is looked at again at the latest: after today. None where nothing is open or promised. */
  readonly reviewOn: Day | null
  /** The first later day on which any of this can read otherwise with nothing new recorded: until then nobody need decide it again. None: never. */
  readonly turnsOn: Day | null
}
