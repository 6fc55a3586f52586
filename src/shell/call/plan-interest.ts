import type { Day } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import { type InvoiceCosts, lateCosts } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'

/** Interest that becomes part of a plan. Minor units of the plan's currency. */
export interface PlanInterest {
  readonly minor: bigint
  readonly charges: readonly {
    readonly invoiceId: string
    readonly kind: 'interest'
    readonly amountMinor: bigint
    readonly currency: string
    readonly basis: string
    readonly claimedOn: Day
    readonly segments: Json
  }[]
}

function chargeOf({ invoiceId, currency, interest }: InvoiceCosts, claimedOn: Day): PlanInterest['charges'][number][] {
  if (!interest || interest.interestMinor <= 0n) return []
  const { interestMinor: amountMinor, clause: basis } = interest
  const segments = interest.segments.map(({ from, to, days, baseMinor, rate, source }) => ({
    ...{ from, to, days, rate, source },
    baseMinor: baseMinor.toString(),
  }))
  return [{ invoiceId, kind: 'interest', amountMinor, currency, basis, claimedOn, segments }]
}

/** The interest that the law of this client allows on some invoices up to a day, ready to be claimed with a plan; or why it cannot be agreed on. */
export function interestUpTo(
  book: LawBook,
  firmCountry: string,
  facts: ClientFacts,
  invoiceIds: readonly string[],
  today: Day,
): PlanInterest | Fault {
  const costs = lateCosts(book, firmCountry, facts, today).filter(c => invoiceIds.includes(c.invoiceId))
  const [missing] = costs.flatMap(c => (c.interest ? [] : c.missing))
  if (missing !== undefined)
    return {
      code: 'interest-unknown',
      message: `The interest cannot be worked out: ${missing}.`,
      field: 'withInterest',
      mend: 'Agree on the plan without interest, or enter the rate under Rates and law.',
    }
  const charges = costs.filter(c => c.claimable).flatMap(c => chargeOf(c, today))
  const minor = charges.reduce((sum, c) => sum + c.amountMinor, 0n)
  if (minor > 0n) return { minor, charges }
  return {
    code: 'interest-none',
    message: 'No interest may be claimed on these invoices today.',
    field: 'withInterest',
    mend: 'Agree on the plan without it.',
  }
}
