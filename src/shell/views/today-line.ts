import type { Reason } from '../../core/decide/decision.ts'
import type { TableRow } from '../store/tables.ts'
import type { ClientLine, MessageState } from './today-view.ts'

export const messageState = (row: TableRow<'outbox'>): MessageState => ({
  key: row.key,
  state: row.state,
  approvedBy: row.approvedBy,
  notBefore: row.notBefore,
  messageId: row.messageId,
  lastError: row.lastError,
  why: Array.isArray(row.why) ? (row.why as unknown as Reason[]) : [], // written as reasons
})

/** Largest late amount first in the firm's currency, then the oldest, then by name. */
export function inOrder(currency: string): (a: ClientLine, b: ClientLine) => number {
  const late = (line: ClientLine): bigint => BigInt(line.late.find(a => a.currency === currency)?.minor ?? 0)
  return (a, b) => {
    const [x, y] = [late(a), late(b)]
    if (x !== y) return x > y ? -1 : 1
    return (b.daysLate ?? -1) - (a.daysLate ?? -1) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  }
}
