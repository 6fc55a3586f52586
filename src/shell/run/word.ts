import type { Act } from '../../core/decide/decision.ts'
import type { Place } from '../workspace.ts'
import { outboxKey } from './decision-rows.ts'

const UNTOUCHED = { messageId: null, leaseOwner: null, leaseUntil: null, sendingSince: null, attempts: 0, lastError: null, doneAt: null, doneOn: null, why: null } // biome-ignore format: nothing was tried yet

/**
 * Lays a word that chases nobody into the outbox, once for ever under its key. @param letsGo who let it go without reading it; none: it waits for a person.
 * @returns its key.
 */
export async function queueWord(place: Place, clientId: string, act: Act, letsGo: string | null): Promise<string> {
  const key = outboxKey(clientId, act)
  const { at } = place.by
  await place.store.transaction(place.workspaceId, tx =>
    tx
      .insertInto('outbox')
      .values({
        workspaceId: place.workspaceId,
        key,
        clientId,
        state: letsGo === null ? 'waiting' : 'queued',
        act: JSON.stringify(act) as never, // the store keeps JSON as its text
        createdAt: at,
        notBefore: at,
        approvedBy: letsGo,
        ...UNTOUCHED,
      })
      .onConflict(c => c.columns(['workspaceId', 'key']).doNothing())
      .execute(),
  )
  return key
}
