import { addDays, addMonths, type Day, dayOf, yearOf } from '../day/day.ts'
import type { CourtConfidence } from './court.ts'

/** What a country asks before the tax on an unpaid invoice comes back, and what is kept as evidence. */
export interface WriteOffPack {
  readonly country: string
  readonly relief: {
    /** Days after the due date. None: not by time alone. */
    readonly afterDays: number | null
    readonly afterMonths?: number
    /** What else it needs: nothing · the claim is definitely uncollectable · insolvency proceedings. */
    readonly needs: 'nothing' | 'uncollectable' | 'insolvency'
    /** Last day: years after the end of the year of issue, or months after the due date. None: not known. */
    readonly untilYearsAfterIssueYear?: number
    readonly untilMonthsAfterDue?: number
    readonly clause: string
  }
  readonly evidence: readonly string[]
  readonly source: string
  readonly asOf: string
  readonly confidence: CourtConfidence
}

export interface Relief {
  readonly invoiceId: string
  /** Tax within what is written off. Minor units. */
  readonly taxMinor: bigint
  /** From this day on; none: not by time alone, see `needs`. */
  readonly from: Day | null
  readonly until: Day | null
  readonly needs: WriteOffPack['relief']['needs']
  readonly clause: string
  readonly source: string
  readonly confidence: CourtConfidence
  /** By time alone it is open on the day asked about. */
  readonly open: boolean
}

export interface ReliefInput {
  readonly invoiceId: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly totalMinor: bigint
  readonly taxMinor: bigint | null
  readonly writtenOffMinor: bigint
}

/** When the tax on a written-off invoice may come back. The tax is the invoice's own, in the share written off. */
export function reliefOf(pack: WriteOffPack, i: ReliefInput, on: Day): Relief {
  const { relief } = pack
  const from =
    relief.afterMonths !== undefined
      ? addMonths(i.dueOn, relief.afterMonths)
      : relief.afterDays === null
        ? null
        : addDays(i.dueOn, relief.afterDays)
  const until =
    relief.untilYearsAfterIssueYear !== undefined
      ? dayOf(yearOf(i.issuedOn) + relief.untilYearsAfterIssueYear, 12, 31)
      : relief.untilMonthsAfterDue !== undefined
        ? addMonths(i.dueOn, relief.untilMonthsAfterDue)
        : null
  const taxMinor = i.taxMinor === null || i.totalMinor <= 0n ? 0n : (i.taxMinor * i.writtenOffMinor) / i.totalMinor
  return {
    invoiceId: i.invoiceId,
    taxMinor,
    from,
    until,
    needs: relief.needs,
    clause: relief.clause,
    source: pack.source,
    confidence: pack.confidence,
    open: relief.needs === 'nothing' && from !== null && from < on && (until === null || on <= until),
  }
}
