import type { Day } from '../day/day.ts'
import type { Body, ClientFacts } from '../facts/nouns.ts'
import type { Treatment } from './treatment.ts'

/** What `decide` must know besides one client's facts, its policy and the law. Same for all clients of a sweep. */
export interface World {
  readonly phase: 'rehearsal' | 'live'
  /** In the first 30 live days each run is approved by hand. */
  readonly approveEachRun: boolean
  /** Every payment up to this day is recorded, in every account that gets clients' money. None: never looked. */
  readonly moneySeenUpTo: Day | null
  /** Of several accounts the one that was looked at longest ago, which decides that day. Not given: there is one, or none is told apart. */
  readonly staleAccount?: string | undefined
  /** Sums of unmatched bank money that may belong to a client, by client id. */
  readonly unmatchedByClient: ReadonlyMap<string, number>
  /** A public holiday in a country (ISO 3166), the firm's own calendar days applied. */
  readonly isHoliday: (country: string, day: Day) => boolean
  /** What that holiday is called, for the sentence that names it. Not given, or none: a day off without a name. */
  readonly holidayName?: (country: string, day: Day) => string | undefined
  readonly firmCountry: string
  /** Whether a client is known to pay late (B8). Not given: nobody is known to, and steps for known late payers stay out. */
  readonly isKnownLate?: (facts: ClientFacts, today: Day) => boolean
  /** The first later day on which that can be otherwise with nothing new recorded; null: never. Not given: any day. */
  readonly habitTurns?: (facts: ClientFacts, today: Day) => Day | null
  /** The firm's own account and what is known of its change. Not given: the account cannot be compared. */
  readonly bank?: FirmBank
  /** Whether a payment reference has the form of a known scheme and wrong check digits. Not given: references are not checked. */
  readonly isWrongReference?: (reference: string) => boolean
  /** What each known reason for lateness changes, by reason. Not given: reasons change nothing. */
  readonly treatments?: ReadonlyMap<string, Treatment>
  /** Which field of a contact (and, by the same name, of the client) a channel needs; none: no address. A channel not named here is not checked. */
  readonly channelFields?: Readonly<Record<string, AddressField | null>>
}

export interface FirmBank {
  readonly iban: string | null
  /** The day our own account last changed; none: never, as far as is known. */
  readonly changedOn: Day | null
  /** A second person looked at the change on. */
  readonly confirmedOn: Day | null
}

/** Where a channel's address stands on a contact or a client. */
export type AddressField = Exclude<
  keyof Body<'contact'> | 'address',
  'name' | 'language' | 'role' | 'salutation' | 'bestHours' | 'copyOnly'
>
