import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { minBig } from '../money/money.ts'
import type { Account } from './allocate.ts'
import { effectiveDue, extensionOn, partsOf } from './due.ts'
import type { InterestResult } from './interest.ts'

/** A part of an invoice that falls due by itself, with what was paid on it. Minor units. */
export interface PartClaim {
  readonly due: Day
  readonly principalMinor: bigint
  readonly payments: readonly { readonly day: Day; readonly minor: bigint }[]
  /** In dispute: they bear no interest. */
  readonly disputed: readonly { readonly minor: bigint; readonly from: Day; readonly until?: Day }[]
}

/** Falls of the open amount, as payments. A rise (a bounced debit) is left out: the base is then lower, never higher, than it may be. */
function fallsOf(account: Account): { day: Day; minor: bigint }[] {
  const falls: { day: Day; minor: bigint }[] = []
  let open = account.history[0]?.openMinor ?? account.invoice.totalMinor
  for (const turn of account.history.slice(1)) {
    if (turn.openMinor < open) falls.push({ day: turn.on, minor: open - turn.openMinor })
    open = turn.openMinor
  }
  return falls
}

const disputedOf = (facts: ClientFacts, invoice: Fact<'invoice'>): PartClaim['disputed'] =>
  facts.dispute
    .filter(d => d.invoiceId === invoice.id)
    .map(d => ({ minor: d.amountMinor ?? invoice.totalMinor, from: d.effectiveOn, ...(d.closedOn === null ? {} : { until: d.closedOn }) }))

/** Takes from the front of a list of amounts; what is taken leaves it. */
function takeFrom<T extends { readonly minor: bigint }>(list: T[], most: bigint): T[] {
  const taken: T[] = []
  for (let left = most; left > 0n && list.length > 0; ) {
    const [first] = list as [T, ...T[]] // it is not empty
    const minor = minBig(left, first.minor)
    taken.push({ ...first, minor })
    left -= minor
    if (minor === first.minor) list.shift()
    else list[0] = { ...first, minor: first.minor - minor }
  }
  return taken
}

/**
 * What of an invoice bears interest from when: each instalment from its own due day (extensions counted), payments filling the earliest first;
 * one part where there are none. Parts that are not late on `on` are left out.
 */
export function partClaims(facts: ClientFacts, account: Account, on: Day): PartClaim[] {
  const { invoice } = account
  const extension = extensionOn(facts, invoice.id, on)
  const falls = fallsOf(account)
  const disputes = disputedOf(facts, invoice).map(d => ({ ...d }))
  const parts = partsOf(invoice).map(part => ({
    due: effectiveDue(part.agreedOn, extension),
    principalMinor: part.minor,
    payments: takeFrom(falls, part.minor),
    disputed: disputes.flatMap(dispute => {
      const minor = minBig(dispute.minor, part.minor)
      dispute.minor -= minor
      return minor > 0n ? [{ ...dispute, minor }] : []
    }),
  }))
  return parts.filter(part => part.due < on)
}

/** The interest of several parts as one figure: the sums of what each is. @throws RangeError on none. */
export function joinInterest(parts: readonly InterestResult[]): InterestResult {
  const [first] = parts
  if (!first) throw new RangeError('there is no interest to join')
  if (parts.length === 1) return first
  const total = (of: (part: InterestResult) => bigint): bigint => parts.reduce((sum, part) => sum + of(part), 0n)
  const notes = new Map(parts.flatMap(part => part.notes).map(note => [note.code, note]))
  return {
    ...first,
    interestMinor: total(part => part.interestMinor),
    sum: { n: total(part => part.sum.n), d: first.sum.d }, // every part is reckoned over the same denominator
    segments: parts.flatMap(part => part.segments),
    payments: parts.flatMap(part => part.payments),
    openPrincipalMinor: total(part => part.openPrincipalMinor),
    paidInterestMinor: total(part => part.paidInterestMinor),
    notes: [...notes.values()],
  }
}
