import type { Act } from '../../core/decide/decision.ts'
import { systemClock } from '../clock.ts'
import { openPen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { type OutboxRow, OWNER } from './lease.ts'
import { deedOf } from './settle.ts'
import { isOurs } from './worker-name.ts'

/** Leases that nobody holds any more: on the embedded store another process cannot, on PostgreSQL the time must be over. */
async function abandoned(place: Place): Promise<OutboxRow[]> {
  const leased = place.store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', place.workspaceId).where('state', '=', 'leased')
  const rows = await leased.execute()
  const now = systemClock.now()
  return rows.filter(row => (place.store.flavour === 'sqlite' && !isOurs(row.leaseOwner)) || (row.leaseUntil ?? '') < now)
}

/**
 * Settles what a crash left behind: a message that had not been begun goes back to the queue, one whose words may have reached the
 * server is unsure and waits for a person. @returns how many became unsure.
 */
export async function recoverLeases(place: Place): Promise<number> {
  let unsure = 0
  for (const row of await abandoned(place)) {
    const settled = await place.store.transaction(place.workspaceId, async tx => {
      const held = await tx
        .updateTable('outbox')
        .set({
          leaseOwner: null,
          leaseUntil: null,
          ...(row.sendingSince === null
            ? { state: 'queued' as const }
            : {
                state: 'unsure' as const,
                doneAt: row.sendingSince,
                doneOn: place.by.today,
                lastError: 'Dunwell was stopped while sending.',
              }),
        })
        .where('workspaceId', '=', place.workspaceId)
        .where('key', '=', row.key)
        .where('state', '=', 'leased')
        .where('leaseOwner', '=', row.leaseOwner)
        // whoever holds it may have begun to send since it was read: then it is theirs, or the next look's
        .where('leaseUntil', '=', row.leaseUntil)
        .where('sendingSince', row.sendingSince === null ? 'is' : '=', row.sendingSince)
        .executeTakeFirst()
      const isOurs = Number(held.numUpdatedRows) === 1
      if (isOurs && row.sendingSince !== null && row.clientId !== OWNER) await recordUnsure(place, tx, row)
      return isOurs
    })
    if (settled && row.sendingSince !== null) unsure += 1
  }
  return unsure
}

async function recordUnsure(place: Place, tx: Parameters<typeof openPen>[0], row: OutboxRow): Promise<void> {
  const by = { ...place.by, at: place.clock.now(), actor: 'system:perform', source: 'recovery' }
  const pen = await openPen(tx, place.store.flavour, by)
  const act = row.act as unknown as Act // the store keeps acts as they were decided
  const evidence = { kind: 'unsure', reason: 'stopped while sending', since: row.sendingSince ?? '' }
  await pen.add('deed', deedOf(row, act, by, { outcome: 'unsure', outgoing: undefined, documentId: null, evidence }))
  await pen.add('task', {
    id: `unsure:${row.key}`,
    clientId: row.clientId,
    title: 'unsure',
    kind: 'verify',
    dueOn: by.today,
    detail: { outboxKey: row.key, messageId: row.messageId },
  })
  await pen.finish('message unsure')
}
