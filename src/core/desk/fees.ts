import { halfUp } from '../money/money.ts'

/** A lawyer's flat fee against an agency's percentage, for one claim. Currency units as plain numbers: expectations. */
export interface FeeComparison {
  readonly flatFee: number
  /** Share of what is collected, 0 … 1. */
  readonly agencyFee: number
  /** What the agency would be paid on what it is expected to collect. */
  readonly agencyPay: number
  /** In hand after the lawyer's letter alone: expected collection less the flat fee. */
  readonly lawyerNet: number
  readonly agencyNet: number
  readonly cheaper: 'lawyer' | 'agency' | 'level'
  /** From this amount owed on the flat fee is the smaller one. */
  readonly evenAtOwed: number
}

export interface FeeInput {
  readonly owed: number
  /** Chance that this client can be collected from at all. */
  readonly belief: number
  readonly flatFee: number
  /** Share of the collectable that a lawyer's letter brings. */
  readonly letterCollects: number
  readonly agencyFee: number
  /** Closer than this: level. */
  readonly nearness: number
}

/** The fee of an agency is on what is COLLECTED; the lawyer's is due whatever comes. */
export function compareFees({ owed, belief, flatFee, letterCollects, agencyFee, nearness }: FeeInput): FeeComparison {
  const agencyPay = owed * belief * agencyFee
  const lawyerNet = owed * belief * letterCollects - flatFee
  const agencyNet = owed * belief * (1 - agencyFee)
  const gap = agencyPay - flatFee
  return {
    flatFee,
    agencyFee,
    agencyPay,
    lawyerNet,
    agencyNet,
    cheaper: Math.abs(gap) < nearness ? 'level' : gap > 0 ? 'lawyer' : 'agency',
    evenAtOwed: belief * agencyFee > 0 ? flatFee / (belief * agencyFee) : Number.POSITIVE_INFINITY,
  }
}

/** A remittance as reported: either figure may be missing, the rest is worked out from the mandate. Minor units. */
export interface RemittanceInput {
  readonly grossMinor?: bigint
  readonly netMinor?: bigint
  /** Percent of what is collected, as thousandths of a percent: 25 % is 25000n. */
  readonly feeMilliPercent: bigint
  /** Tax on the fee, likewise. */
  readonly taxMilliPercent: bigint
}

export interface RemittanceParts {
  readonly grossMinor: bigint
  readonly commissionMinor: bigint
  readonly feeTaxMinor: bigint
  readonly netMinor: bigint
}

const HUNDRED_PERCENT = 100_000n

const partsOfGross = (grossMinor: bigint, fee: bigint, tax: bigint): RemittanceParts => {
  const commissionMinor = halfUp(grossMinor * fee, HUNDRED_PERCENT)
  const feeTaxMinor = halfUp(commissionMinor * tax, HUNDRED_PERCENT)
  return { grossMinor, commissionMinor, feeTaxMinor, netMinor: grossMinor - commissionMinor - feeTaxMinor }
}

/** Money in = commission + tax on it + what reached us, to the last unit. From the gross, or from the net where only that is known. */
export function remittanceParts({ grossMinor, netMinor, feeMilliPercent: fee, taxMilliPercent: tax }: RemittanceInput): RemittanceParts {
  if (grossMinor !== undefined) return partsOfGross(grossMinor, fee, tax)
  const wanted = netMinor ?? 0n
  const keeps = HUNDRED_PERCENT * HUNDRED_PERCENT - fee * (HUNDRED_PERCENT + tax)
  if (keeps <= 0n) return { grossMinor: wanted, commissionMinor: 0n, feeTaxMinor: 0n, netMinor: wanted }
  let gross = halfUp(wanted * HUNDRED_PERCENT * HUNDRED_PERCENT, keeps)
  // Rounding of two shares can leave the guess a unit off; the nearest gross whose parts leave what came is taken.
  for (const step of [0n, 1n, -1n, 2n, -2n])
    if (partsOfGross(gross + step, fee, tax).netMinor === wanted) return partsOfGross(gross + step, fee, tax)
  while (partsOfGross(gross, fee, tax).netMinor < wanted) gross += 1n
  const parts = partsOfGross(gross, fee, tax)
  return { ...parts, grossMinor: gross, commissionMinor: gross - parts.feeTaxMinor - wanted, netMinor: wanted }
}

/** Sets money against invoices in their order, none beyond what is open. @returns what each takes, and what no invoice took. */
export function splitInOrder(
  minor: bigint,
  open: readonly { readonly invoiceId: string; readonly openMinor: bigint }[],
): { readonly parts: readonly { readonly invoiceId: string; readonly minor: bigint }[]; readonly leftMinor: bigint } {
  let left = minor
  const parts: { invoiceId: string; minor: bigint }[] = []
  for (const { invoiceId, openMinor } of open) {
    const part = left < openMinor ? left : openMinor
    if (part <= 0n) continue
    parts.push({ invoiceId, minor: part })
    left -= part
  }
  return { parts, leftMinor: left }
}
