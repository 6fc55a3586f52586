import { addDays } from '../../core/day/day.ts'
import { type MayBeRefund, refundsAmong } from '../../core/match/outgoing.ts'
import { learnPayers } from '../../core/match/payment.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { type BankBook, lineOf } from './knowledge.ts'
import { bookFor } from './match-lines.ts'
import { type BankEntry, outgoingLines } from './waiting.ts'

/** Money that went out longer ago than this is no longer asked about. */
const ASKED_DAYS = 400

/** Lines that went out, booked nowhere and not set aside, newest first. */
export const outgoingNow = async (db: Db, { workspaceId, by }: Place): Promise<BankEntry[]> =>
  (await outgoingLines(db, workspaceId, addDays(by.today, -ASKED_DAYS))).reverse()

/** Accounts from which money was booked, with whose it was. */
async function accountsBooked(db: Db, workspaceId: string): Promise<{ account: string; client: string }[]> {
  const rows = await db
    .selectFrom('bankEntry')
    .innerJoin('payment', 'payment.bankEntryId', 'bankEntry.id')
    .select(['bankEntry.counterpartyAccount', 'payment.clientId'])
    .distinct()
    .where('bankEntry.workspaceId', '=', workspaceId)
    .where('payment.workspaceId', '=', workspaceId)
    .where('bankEntry.supersededAt', 'is', null)
    .where('payment.supersededAt', 'is', null)
    .where('bankEntry.counterpartyAccount', 'is not', null)
    .execute()
  return rows.map(row => ({ account: row.counterpartyAccount ?? '', client: row.clientId }))
}

/** Whose refund each of some outgoing lines may be, by line. @param book as it is now, where it is read already */
export async function refundsOf(db: Db, place: Place, lines: readonly BankEntry[], book?: BankBook): Promise<Map<string, MayBeRefund>> {
  if (lines.length === 0) return new Map()
  const { knowledge, clientNames, creditMinor } = book ?? (await bookFor(db, place, lines))
  const accounts = learnPayers([
    ...[...(knowledge.payers ?? [])].map(([account, client]) => ({ account, client })),
    ...(await accountsBooked(db, place.workspaceId)),
  ])
  return refundsAmong(lines.map(lineOf), { accounts, clientNames, creditMinor, legalForms: knowledge.legalForms })
}
