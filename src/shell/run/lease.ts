import { sql } from 'kysely'
import { addDays } from '../../core/day/day.ts'
import { clockOn, systemClock } from '../clock.ts'
import { messageIdOf } from '../mail/mail.ts'
import { COPY_STEP } from '../replies/copies.ts'
import type { Db } from '../store/schema.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { phaseOn } from './world.ts'

export type OutboxRow = TableRow<'outbox'>

/** Longer than the longest conversation with a mail server. By the machine's own clock, whatever day a run stands on. */
const LEASE_MS = 5 * 60_000
export const leaseEnd = (): string => new Date(Date.parse(systemClock.now()) + LEASE_MS).toISOString()

/** The time was over and another process has taken the message over: it is theirs now, whatever this one was about to do. */
export class LeaseLost extends Error {
  constructor(key: string) {
    super(`the lease on ${key} was lost`)
    this.name = 'LeaseLost'
  }
}

/** The owner's own mail: about no client, bound by neither rehearsal nor ceiling. */
export const OWNER = ''

/** Messages to clients that have left, or may have, on the place's day. Each half by its own index: it is asked before every message. */
export async function leftToday(db: Db, place: Place): Promise<number> {
  const { n } = await db
    .selectNoFrom(eb => {
      const counted = eb
        .selectFrom('outbox')
        .select(e => e.fn.countAll<bigint>().as('n'))
        .where('workspaceId', '=', place.workspaceId)
        .where('clientId', '!=', OWNER)
      const ended = counted.where('doneOn', '=', place.by.today).where('state', 'in', ['sent', 'unsure'])
      return eb(eb.parens(counted.where('state', '=', 'leased')), '+', eb.parens(ended)).as('n')
    })
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Whether a message to a client may leave now: live, and below the day's ceiling. */
export async function roomLeft(db: Db, place: Place): Promise<'rehearsal' | 'ceiling' | 'room'> {
  const phase = await phaseOn(db, place.workspaceId, place.by.today)
  if (phase.phase === 'rehearsal') return 'rehearsal'
  return phase.ceilingPerDay !== null && (await leftToday(db, place)) >= phase.ceilingPerDay ? 'ceiling' : 'room'
}

/** Two workers must not both take the last place below the ceiling. The embedded store has one writer anyway. */
async function oneAtATime(tx: Db, place: Place): Promise<void> {
  if (place.store.flavour === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${`outbox ${place.workspaceId}`}))`.execute(tx)
}

/**
 * Takes the next message that may leave, for this worker alone, and fixes its Message-ID. Committed before anything is tried.
 * @returns the row, or why there is none.
 */
export async function lease(place: Place, owner: string): Promise<OutboxRow | 'empty' | 'rehearsal' | 'ceiling'> {
  const { store, workspaceId, firm } = place
  return store.transaction(workspaceId, async tx => {
    await oneAtATime(tx, place)
    const room = await roomLeft(tx, place)
    const due = tx
      .selectFrom('outbox')
      .select('key')
      .where('workspaceId', '=', workspaceId)
      .where('state', '=', 'queued')
      .where('notBefore', '<=', place.clock.now())
    // what a client asked for is no chasing: the day’s ceiling does not hold it
    const asked = (key: string) => `%/${key}/%`
    const mine =
      room === 'room'
        ? due
        : room === 'ceiling'
          ? due.where(eb => eb.or([eb('clientId', '=', OWNER), eb('key', 'like', asked(COPY_STEP))]))
          : due.where('clientId', '=', OWNER)
    const next = await mine.orderBy('notBefore').orderBy('key').limit(1).executeTakeFirst()
    if (!next) return room === 'room' ? 'empty' : room
    const row = await tx
      .updateTable('outbox')
      .set({
        state: 'leased',
        leaseOwner: owner,
        leaseUntil: leaseEnd(),
        sendingSince: null,
        messageId: messageIdOf(workspaceId, next.key, firm.email),
      })
      .where('workspaceId', '=', workspaceId)
      .where('key', '=', next.key)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst()
    return row ?? 'empty'
  })
}

/** Changes a row that this worker holds. @throws where it is no longer held: another has recovered it. */
export async function settle(tx: Db, place: Place, row: OutboxRow, changes: Partial<OutboxRow>): Promise<void> {
  const result = await tx
    .updateTable('outbox')
    .set({ leaseOwner: null, leaseUntil: null, ...changes })
    .where('workspaceId', '=', place.workspaceId)
    .where('key', '=', row.key)
    .where('state', '=', 'leased')
    .where('leaseOwner', '=', row.leaseOwner)
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) !== 1) throw new LeaseLost(row.key)
}

/** The instants of the place's day at which something in the queue may leave. */
export async function momentsOf(place: Place): Promise<string[]> {
  const { zone } = place.firm
  const start = clockOn(place.by.today, zone, 0).now()
  const end = clockOn(addDays(place.by.today, 1), zone, 0).now()
  const rows = await place.store.db
    .selectFrom('outbox')
    .select('notBefore')
    .distinct()
    .where('workspaceId', '=', place.workspaceId)
    .where('state', '=', 'queued')
    .where('notBefore', '<', end)
    .execute()
  return [...new Set(rows.map(r => (r.notBefore < start ? start : r.notBefore)))].sort()
}
