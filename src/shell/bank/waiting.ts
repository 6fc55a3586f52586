import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { factsOf } from '../store/load.ts'
import type { Db } from '../store/schema.ts'

export type BankEntry = Fact<'bankEntry'>

/** Lines that no payment is tied to and nobody set aside. */
const notBooked = (db: Db, workspaceId: string) =>
  factsOf(db, workspaceId, 'bankEntry')
    .where('setAside' as 'id', 'is', null) // columns of this noun
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('payment')
            .select('payment.factId')
            .where('payment.workspaceId', '=', workspaceId)
            .whereRef('payment.bankEntryId', '=', eb.ref('bankEntry.id' as 'id'))
            .where('payment.supersededAt', 'is', null),
        ),
      ),
    )
    .orderBy('effectiveOn')
    .orderBy('factId')

/** Incoming lines that are booked nowhere, oldest first. */
export async function waitingLines(db: Db, workspaceId: string): Promise<BankEntry[]> {
  const rows = await notBooked(db, workspaceId)
    .where('amountMinor' as 'id', '>', 0 as unknown as string)
    .execute()
  return rows as unknown as BankEntry[] // the columns selected are the noun’s own
}

/** Outgoing lines valued from a day on that are booked nowhere, oldest first. */
export async function outgoingLines(db: Db, workspaceId: string, since: Day): Promise<BankEntry[]> {
  const rows = await notBooked(db, workspaceId)
    .where('amountMinor' as 'id', '<', 0 as unknown as string)
    .where('valueOn' as 'id', '>=', since)
    .execute()
  return rows as unknown as BankEntry[] // as above
}
