import { addDays } from '../../core/day/day.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { type MayBeRefund, payeesAmong, refundsAmong } from '../../core/match/outgoing.ts'
import { learnPayers } from '../../core/match/payment.ts'
import { generalKnowledge } from '../inbound/match-knowledge.ts'
import { loadClients, workspaceFacts } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { lineOf } from './knowledge.ts'
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

/** A refund as it may be, with the name of the client. */
export interface NamedRefund extends MayBeRefund {
  readonly clientName: string
}

/** Whose refund each outgoing line may be, by line. Only the clients that they point to are read whole. */
export async function refundsOf(db: Db, { workspaceId, by }: Place, lines: readonly BankEntry[]): Promise<Map<string, NamedRefund>> {
  if (lines.length === 0) return new Map()
  const [{ legalForms }, payers, booked, names] = await Promise.all([
    generalKnowledge(),
    workspaceFacts(db, workspaceId, 'payer'),
    accountsBooked(db, workspaceId),
    db.selectFrom('client').select(['id', 'name']).where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null).execute(),
  ])
  const learnt = payers.filter(p => p.active).map(p => ({ account: p.account, client: p.forClientId }))
  const clientNames = new Map(names.map(c => [c.id, c.name]))
  const asked = lines.map(lineOf)
  const payees = payeesAmong(asked, { accounts: learnPayers([...learnt, ...booked]), clientNames, legalForms })
  const clients = await loadClients(db, workspaceId, [...new Set([...payees.values()].map(p => p.client))])
  const creditMinor = new Map<string, bigint>()
  for (const facts of clients)
    for (const [currency, minor] of openLedger(facts, by.today).unapplied) creditMinor.set(`${facts.client.id} ${currency}`, minor)
  const refunds = [...refundsAmong(asked, payees, creditMinor)]
  return new Map(refunds.map(([line, refund]) => [line, { ...refund, clientName: clientNames.get(refund.client) ?? refund.client }]))
}
