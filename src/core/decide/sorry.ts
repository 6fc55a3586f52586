import { addDays, type Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'

/** The step of an apology. */
export const SORRY = 'sorry'

/** A message that asked for money which had come before it, and was learned of only afterwards. */
export interface Wronged {
  readonly deed: Fact<'deed'>
  /** The money that had come, oldest first. */
  readonly payments: readonly Fact<'payment'>[]
  /** Value day of the last of it: before the message. */
  readonly paidOn: Day
  /** Invoices named in the message that were paid already, and how much of each. Minor units. */
  readonly invoices: readonly { readonly invoiceId: string; readonly paidMinor: bigint; readonly settled: boolean }[]
}

const NONE: ReadonlySet<string> = new Set()

/** Messages that an apology took back: they no longer weigh on tone or goodwill. They still were contacts: caps and gaps count them. */
export function takenBack(facts: ClientFacts): ReadonlySet<string> {
  let ids: Set<string> | undefined
  for (const deed of facts.deed)
    if (deed.takesBack) {
      ids ??= new Set()
      for (const id of deed.takesBack) ids.add(id)
    }
  return ids ?? NONE
}

const openOn = (facts: ClientFacts, on: Day): Map<string, bigint> =>
  new Map(openLedger(facts, on).accounts.map(account => [account.invoice.id, account.openMinor]))

/**
 * Whether a message wronged the client: money valued before its day has come to light since, and less was open on an invoice it named than
 * was believed. Money of the very day could not have been known.
 * @param then the client's facts as they were known when the message left
 */
export function wrongedBy(deed: Fact<'deed'>, facts: ClientFacts, then: ClientFacts): Wronged | undefined {
  const known = new Set(then.payment.map(p => p.id))
  const payments = facts.payment
    .filter(p => p.kind === 'payment' && p.amountMinor > 0n && p.paidOn < deed.doneOn && !known.has(p.id))
    .sort((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : a.id < b.id ? -1 : 1))
  const paidOn = payments.at(-1)?.paidOn
  if (paidOn === undefined) return undefined
  const before = addDays(deed.doneOn, -1)
  const believed = openOn(then, before)
  const real = openOn(facts, before)
  const invoices = (deed.invoiceIds ?? []).flatMap(invoiceId => {
    const paidMinor = (believed.get(invoiceId) ?? 0n) - (real.get(invoiceId) ?? 0n)
    return paidMinor > 0n && real.has(invoiceId) ? [{ invoiceId, paidMinor, settled: real.get(invoiceId) === 0n }] : []
  })
  return invoices.length > 0 ? { deed, payments, paidOn, invoices } : undefined
}

/** What was known of the bank when the message left. */
export interface BankThen {
  /** Every payment up to this day was taken to be recorded. None: nobody had looked. */
  readonly seenUpTo: Day | null
  /** Who had said so, where a person had. */
  readonly saidBy: string | null
  /** The bank lines that were in the books then. */
  readonly entryIds: ReadonlySet<string>
}

/** Which gate should have held the message, and why it did not. */
export interface FailedGate {
  readonly gate: 'unmatched-money' | 'money-not-fresh'
  /** The line was there, but not known as theirs · a person had said that all was recorded · the file lacked it · it came after the last look. */
  readonly code: 'not-known-as-theirs' | 'said-looked' | 'not-in-the-file' | 'came-after-the-look' | 'never-looked'
  readonly params: Readonly<Record<string, string>>
}

export function failedGate({ payments, paidOn }: Wronged, bank: BankThen): FailedGate {
  if (payments.some(p => p.bankEntryId !== null && bank.entryIds.has(p.bankEntryId)))
    return { gate: 'unmatched-money', code: 'not-known-as-theirs', params: {} }
  const { seenUpTo, saidBy } = bank
  if (seenUpTo === null) return { gate: 'money-not-fresh', code: 'never-looked', params: {} }
  if (seenUpTo < paidOn) return { gate: 'money-not-fresh', code: 'came-after-the-look', params: { seenDay: seenUpTo } }
  return saidBy === null
    ? { gate: 'money-not-fresh', code: 'not-in-the-file', params: { seenDay: seenUpTo } }
    : { gate: 'money-not-fresh', code: 'said-looked', params: { seenDay: seenUpTo, who: saidBy } }
}
