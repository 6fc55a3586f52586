import type { Day } from '../day/day.ts'

/** How a country wants something billed too little to be billed after all. One file a country in `packs/billing`. */
export interface BillingPack {
  readonly country: string
  readonly underBilled: {
    /** `supplement`: a further invoice for what lay between · `correction`: a document that corrects the original. */
    readonly as: 'supplement' | 'correction'
    /** `difference`: states what lies between · `whole`: takes the original back and states it anew. */
    readonly shows: 'difference' | 'whole'
    readonly clause: string
  }
  /** From this day on invoices between businesses go through the state’s platform: a PDF of ours would be none. */
  readonly platform?: { readonly name: string; readonly since: Day; readonly clause: string }
  readonly source: string
  readonly asOf: string
  /** `seen`: the text itself was read · `secondary`: a commentary on it. What is neither stands in no pack. */
  readonly confidence: 'seen' | 'secondary'
}

/** A period to be billed after all: what stands on its invoices, and what is added. Minor units before tax. */
export interface CatchUpPeriod {
  readonly from: Day
  readonly to: Day
  readonly billedMinor: bigint
  readonly addedMinor: bigint
  readonly originals: readonly string[]
}
export interface CatchUpLine {
  readonly kind: 'difference' | 'taken-back' | 'stated-anew'
  readonly from: Day
  readonly to: Day
  readonly minor: bigint
  readonly originals: readonly string[]
}

/** The lines of a catch-up in a country’s form. Whatever the form, they sum to what is added. */
export function catchUpLines(shows: BillingPack['underBilled']['shows'], periods: readonly CatchUpPeriod[]): CatchUpLine[] {
  return periods.flatMap(({ from, to, billedMinor, addedMinor, originals }): CatchUpLine[] => {
    if (addedMinor === 0n) return []
    if (shows === 'difference' || billedMinor === 0n) return [{ kind: 'difference', from, to, minor: addedMinor, originals }]
    return [
      { kind: 'taken-back', from, to, minor: -billedMinor, originals },
      { kind: 'stated-anew', from, to, minor: billedMinor + addedMinor, originals },
    ]
  })
}
