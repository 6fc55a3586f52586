import type { Day } from '../../core/day/day.ts'
import type { Case } from '../../core/decide/case.ts'
import type { Amount } from '../../core/decide/decision.ts'
import { balances } from '../../core/ledger/balance.ts'
import { canonical } from '../store/journal.ts'
import type { TableRow } from '../store/tables.ts'

/** What a client owes on the day of a decision, kept beside it so that a page can list, sum and sort clients without reading their facts. */
export type Standing = Pick<TableRow<'decision'>, (typeof STANDING)[number]>
export const STANDING = ['currency', 'openMinor', 'lateMinor', 'lateSince', 'owed'] as const
/** The client owes in several currencies. */
export const SEVERAL = '*'

/** Open and late in one currency; minor units as text. */
export interface OwedIn {
  readonly currency: string
  readonly open: string
  readonly late: string
}

/** @param currency the firm's: where a client owes in several, its amounts are what lists are sorted by. */
export function standingOf({ items, ledger }: Pick<Case, 'items' | 'ledger'>, currency: string): Standing {
  let lateSince: Day | null = null
  for (const item of items) if (item.lateMinor > 0n && (lateSince === null || item.dueOn < lateSince)) lateSince = item.dueOn
  const first = items[0]?.currency ?? null
  if (items.every(item => item.currency === first)) {
    let openMinor = 0n
    let lateMinor = 0n
    for (const item of items) {
      openMinor += item.openMinor
      lateMinor += item.lateMinor
    }
    return { currency: first, openMinor, lateMinor, lateSince, owed: null }
  }
  const sums = balances(items, ledger).filter(sum => sum.openMinor !== 0n)
  const own = sums.find(sum => sum.currency === currency)
  const owed = sums.map((sum): OwedIn => ({ currency: sum.currency, open: `${sum.openMinor}`, late: `${sum.lateMinor}` }))
  return { currency: SEVERAL, openMinor: own?.openMinor ?? 0n, lateMinor: own?.lateMinor ?? 0n, lateSince, owed: owed as never } // plain texts, as JSON wants them
}

export const sameStanding = (a: Standing, b: Standing): boolean =>
  a.currency === b.currency &&
  a.openMinor === b.openMinor &&
  a.lateMinor === b.lateMinor &&
  a.lateSince === b.lateSince &&
  (a.owed === b.owed || canonical(a.owed) === canonical(b.owed))

/** Open and late of a row, by currency. */
export function owedIn(row: Standing): { open: Amount[]; late: Amount[] } {
  const parts =
    row.currency === null
      ? []
      : row.currency === SEVERAL
        ? (row.owed as unknown as readonly OwedIn[]) // written above
        : [{ currency: row.currency, open: `${row.openMinor}`, late: `${row.lateMinor}` }]
  const only = (of: 'open' | 'late'): Amount[] => parts.flatMap(p => (p[of] === '0' ? [] : [{ minor: p[of], currency: p.currency }]))
  return { open: only('open'), late: only('late') }
}
