import { addDays } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { offerState } from '../../core/desk/offers.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { endedAct, isOver, layOwnLetter, withdrawOwnLetters } from './own-letter.ts'

/** An end that is longer ago is not told any more: it would read as an afterthought. */
const FRESH_DAYS = 30

async function offersOf(place: Place): Promise<Fact<'settlementOffer'>[]> {
  const rows = await factsOf(place.store.db, place.workspaceId, 'settlementOffer')
    .where('deadline' as 'id', '>', addDays(place.by.today, -FRESH_DAYS)) // a column of this noun
    .execute()
  return rows as unknown as Fact<'settlementOffer'>[] // the columns selected are the noun’s own
}

/** Letters about offers that have nothing left to say. */
async function overAt(place: Place, facts: ClientFacts, offers: readonly Fact<'settlementOffer'>[]): Promise<string[]> {
  const rows = await place.store.db
    .selectFrom('outbox')
    .select('act')
    .where('workspaceId', '=', place.workspaceId)
    .where('clientId', '=', facts.client.id)
    .where('state', 'in', ['waiting', 'queued', 'drafted'])
    .execute()
  const acts = rows.map(row => row.act as unknown as Act) // the store keeps acts as they were decided
  return offers.flatMap(o => (acts.some(act => act.cycle.endsWith(o.id) && isOver(facts, act, place.by.today)) ? [o.id] : []))
}

/**
 * What the end of an offer brings by itself, day by day: the letter that makes it is taken back where it never left, and the polite word that it has
 * ended is laid into the outbox, where it waits for a person. Once an offer.
 */
export async function tellEndedOffers(place: Place): Promise<void> {
  const offers = Map.groupBy(await offersOf(place), o => o.clientId)
  if (offers.size === 0) return
  const decider = await loadDecider(place)
  const { today } = place.by
  for (const facts of await loadClients(place.store.db, place.workspaceId, [...offers.keys()])) {
    const mine = offers.get(facts.client.id) ?? []
    const over = await overAt(place, facts, mine)
    const ledger = openLedger(facts, today)
    const lapsed = mine.filter(o => o.deadline < today && offerState(o, ledger, today).state === 'lapsed')
    if (over.length === 0 && lapsed.length === 0) continue
    await place.store.transaction(place.workspaceId, async tx => {
      const pen = { tx, by: place.by }
      await withdrawOwnLetters(pen, facts.client.id, over)
      for (const offer of lapsed) {
        const act = endedAct(decider, facts, today, offer)
        if (act !== null && act.invoiceIds.length > 0) await layOwnLetter(pen, facts, act)
      }
    })
  }
}
