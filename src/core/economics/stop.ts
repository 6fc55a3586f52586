/** When to cut losses (Mitchner and Peterson): stop once no way left brings more than writing off does. */
export interface StopAnswer {
  readonly stop: boolean
  readonly code: 'worth-going-on' | 'nothing-left-to-gain' | 'not-worth-the-relation' | 'not-worth-an-enemy'
  /** What going on brings beyond writing off, currency units, relation and name not counted. */
  readonly gain: number
}

export interface StopInput {
  /** The best expected net of every way but writing off, losses of the relation already taken off. */
  readonly bestNet: number
  /** The part of `bestNet` taken off for the relation (0 or more). */
  readonly relationLoss: number
  /** τ·A. */
  readonly writeOff: number
  /** What an enemy would cost the firm's name: the user's own figure. */
  readonly reputationCost?: number
}

export function stopRule({ bestNet, relationLoss, writeOff, reputationCost = 0 }: StopInput): StopAnswer {
  const gain = bestNet + relationLoss - writeOff
  if (gain <= 0) return { stop: true, code: 'nothing-left-to-gain', gain }
  if (bestNet <= writeOff) return { stop: true, code: 'not-worth-the-relation', gain }
  if (bestNet - reputationCost <= writeOff) return { stop: true, code: 'not-worth-an-enemy', gain }
  return { stop: false, code: 'worth-going-on', gain }
}

/** The smallest claim a letter pays for at this belief: cost / (collects · b). Infinity where nothing is believed. */
export const leastForLetter = (cost: number, collects: number, belief: number): number =>
  belief > 0 && collects > 0 ? cost / (collects * belief) : Number.POSITIVE_INFINITY
