import type { Day } from '../day/day.ts'

/** What `decide` must know besides one client's facts, its policy and the law. Same for all clients of a sweep. */
export interface World {
  readonly phase: 'rehearsal' | 'live'
  /** In the first 30 live days each run is approved by hand. */
  readonly approveEachRun: boolean
  /** Every payment up to this day is recorded: the newest of bank files and “I have looked”. None: never looked. */
  readonly moneySeenUpTo: Day | null
  /** Sums of unmatched bank money that may belong to a client, by client id. */
  readonly unmatchedByClient: ReadonlyMap<string, number>
  /** A public holiday in a country (ISO 3166), the firm's own calendar days applied. */
  readonly isHoliday: (country: string, day: Day) => boolean
  readonly firmCountry: string
}
