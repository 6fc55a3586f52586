import type { Day } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import { inOrder } from '../order.ts'
import type { Account, Ledger } from './allocate.ts'
import { extensionOn, lateFrom, openPartsOn } from './due.ts'

/** A stretch of days in which something was late: from the first late day to the day it no longer was; `to` none: still. */
export interface LateSpan {
  readonly from: Day
  readonly to: Day | null
}

/** One run of being overdue: opens when something first falls overdue, closes when nothing is. */
export interface Cycle extends LateSpan {
  /** `late:<day it opened>`. */
  readonly id: string
}

/** The days on which anything about one invoice's lateness can change. */
function turningDays(facts: ClientFacts, account: Account, asOf: Day): Day[] {
  const { invoice } = account
  const days = new Set<Day>(account.history.map(h => h.on))
  const extensions = facts.extension.filter(e => e.invoiceId === invoice.id)
  const dues = [invoice.dueOn, ...extensions.map(e => e.newDueOn)]
  if (Array.isArray(invoice.instalments))
    for (const part of invoice.instalments as readonly { dueOn?: Day }[]) if (part.dueOn) dues.push(part.dueOn)
  for (const due of dues) days.add(lateFrom(due))
  for (const e of extensions) days.add(e.effectiveOn)
  return [...days].filter(d => d <= asOf).sort()
}

function openOn(account: Account, on: Day): bigint {
  for (let at = account.history.length - 1; at >= 0; at--) {
    const from = account.history[at]
    if (from !== undefined && from.on <= on) return from.openMinor
  }
  return 0n
}

const NONE: readonly LateSpan[] = []

/** The stretches in which one invoice was late, up to a day. */
export function lateSpans(facts: ClientFacts, account: Account, asOf: Day): readonly LateSpan[] {
  const { invoice, history } = account
  const isPlain = invoice.instalments === null && !facts.extension.some(e => e.invoiceId === invoice.id)
  const starts = lateFrom(invoice.dueOn)
  if (isPlain && starts > asOf) return NONE
  if (isPlain && (history.at(-1)?.on ?? starts) <= starts) return account.openMinor > 0n ? [{ from: starts, to: null }] : NONE
  const spans: LateSpan[] = []
  let from: Day | null = null
  const turn = (on: Day, late: boolean): void => {
    if (late) from ??= on
    else if (from !== null) {
      spans.push({ from, to: on })
      from = null
    }
  }
  if (isPlain) {
    turn(starts, openOn(account, starts) > 0n)
    for (const h of history) if (h.on > starts) turn(h.on, h.openMinor > 0n)
  } else {
    for (const on of turningDays(facts, account, asOf))
      turn(on, openPartsOn(invoice, openOn(account, on), extensionOn(facts, invoice.id, on), on).lateMinor > 0n)
  }
  if (from !== null) spans.push({ from, to: null })
  return spans
}

interface Run {
  readonly from: Day
  to: Day | null
}

/** A run goes on where one debt ends on the day the next begins. */
function runsOf(facts: ClientFacts, ledger: Ledger): Run[] {
  const spans: LateSpan[] = []
  for (const account of ledger.accounts) {
    const { dueOn, instalments } = account.invoice
    if (dueOn >= ledger.asOf && instalments === null) continue // not due before this day: it was never late
    for (const span of lateSpans(facts, account, ledger.asOf)) spans.push(span)
  }
  inOrder(spans, (a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const runs: Run[] = []
  for (const span of spans) {
    const run = runs.at(-1)
    if (!run || (run.to !== null && span.from > run.to)) runs.push({ from: span.from, to: span.to })
    else if (run.to !== null && (span.to === null || span.to > run.to)) run.to = span.to
  }
  return runs
}

const named = (run: Run): Cycle => ({ id: `late:${run.from}`, from: run.from, to: run.to })

/** Every run of being overdue up to the ledger's day, oldest first. */
export const cycles = (facts: ClientFacts, ledger: Ledger): Cycle[] => runsOf(facts, ledger).map(named)

/** The oldest due day of what is late, where nothing was paid or moved since it fell due: then the run began with it. */
function untouchedSince({ extension }: ClientFacts, { accounts, asOf }: Ledger): Day | undefined {
  if (extension.length > 0) return undefined
  let oldest: Day | undefined
  for (const { invoice, openMinor, history } of accounts) {
    const { dueOn, instalments } = invoice
    if (instalments !== null) return undefined
    if (dueOn >= asOf) continue
    const changed = history.at(-1)
    if (changed === undefined || changed.on > dueOn) return undefined
    if (openMinor > 0n && (oldest === undefined || dueOn < oldest)) oldest = dueOn
  }
  return oldest
}

/** The run of being overdue that holds the ledger's day; none where nothing is late. */
export function currentCycle(facts: ClientFacts, ledger: Ledger): Cycle | undefined {
  const since = untouchedSince(facts, ledger)
  if (since !== undefined) return named({ from: lateFrom(since), to: null })
  const last = runsOf(facts, ledger).at(-1)
  return last && (last.to === null || last.to > ledger.asOf) ? named(last) : undefined
}
