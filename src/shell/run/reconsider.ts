import { loadClients } from '../store/load.ts'
import { type NewFact, type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { channels } from './channel.ts'
import { loadDecider } from './decider.ts'
import { readPage, verdictOf, writeBatch } from './sweep-page.ts'
import { queueThanks } from './thanks.ts'

const CLIENTS_AT_ONCE = 100

/**
 * Decides some clients anew after their facts changed, so that what waits to leave is what is decided now: a message to somebody who
 * has paid is withdrawn at once.
 */
export async function reconsider(place: Place, clientIds: readonly string[]): Promise<void> {
  const ids = [...new Set(clientIds)].sort()
  if (ids.length === 0) return
  const hands = { decider: await loadDecider(place), channels: await channels() }
  const swept: Place = { ...place, by: { ...place.by, actor: 'system:sweep', source: 'reconsidered' } }
  for (let at = 0; at < ids.length; at += CLIENTS_AT_ONCE) {
    const page = await loadClients(place.store.db, place.workspaceId, ids.slice(at, at + CLIENTS_AT_ONCE))
    const verdicts = page.map(facts => verdictOf(swept, hands.decider, facts))
    const changes = await readPage(swept, hands, verdicts)
    if (changes.length > 0) await writeBatch(swept, hands, changes)
    await queueThanks(swept, hands.decider, page)
  }
}

/** Records facts about one client and decides it anew. */
export async function recordAbout<T>(place: Place, clientId: string, what: string, write: (pen: Pen) => Promise<T>): Promise<T> {
  const result = await record(place.store, place.by, what, write)
  await reconsider(place, [clientId])
  return result
}

/** Records one fact about one client. @returns its id. */
export const recordOne = <N extends 'hold' | 'promise' | 'dispute' | 'extension' | 'assignment' | 'steer'>(
  place: Place,
  noun: N,
  what: string,
  fact: NewFact<N> & { readonly clientId: string },
): Promise<string> => recordAbout(place, fact.clientId, what, pen => pen.add(noun, fact))
