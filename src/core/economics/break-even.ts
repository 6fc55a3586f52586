/**
 * Break-even discounts and the agency check. Currency units as plain numbers (an expectation, see assumptions.ts).
 */

/** d* = 1 − V_next/(A·δ): the largest discount that still beats the next-best route. Below 0 nothing may be given away; 1 means anything is better. */
export const breakEvenDiscount = (owed: number, nextBest: number, discountFactor = 1): number =>
  Math.min(1, 1 - Math.max(0, nextBest) / (owed * discountFactor))

/** Is an agency worth it? Its fee is on what is COLLECTED, not on what is owed. */
export interface AgencyCheck {
  readonly owed: number
  readonly collected: number
  readonly fee: number
  /** In hand: collected × (1 − fee). */
  readonly net: number
  /** In hand if the same percentage were offered to the client as a settlement: owed × (1 − fee). */
  readonly samePercentageSettlement: number
  /** 1 − C·(1 − f) + h·V/A with C = collected/owed: every settlement above it is a gain. At most 1. */
  readonly breakEvenDiscount: number
}

/** @param relationLoss h·V, what the agency costs the relation. */
export function agencyCheck(owed: number, collected: number, fee: number, relationLoss = 0): AgencyCheck {
  const net = collected * (1 - fee)
  return {
    owed,
    collected,
    fee,
    net,
    samePercentageSettlement: owed * (1 - fee),
    breakEvenDiscount: Math.max(0, breakEvenDiscount(owed, net - relationLoss)),
  }
}
