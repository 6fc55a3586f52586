import { OTHER_WAYS, TURNED_ITEMS, TURNED_STATES } from '../../core/decide/roles-turned.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { currentCycle } from '../../core/ledger/cycle.ts'
import { recordAbout } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'

export interface TurnInput {
  readonly client: string
  /** What was found, by item; an item that is not named was not looked at. */
  readonly found?: Readonly<Record<string, string>> | undefined
  /** Other ways to pay that the next letter offers. */
  readonly offers?: readonly string[] | undefined
  readonly note?: string | undefined
}

const isOneOf = <T extends string>(known: readonly T[], said: string): said is T => (known as readonly string[]).includes(said)
const knownAre = (known: readonly string[]): string => `Say one of ${known.join(', ')}.`

/** The card of roles turned (C12): what may have gone wrong on their side, and what the next letter offers. It frees the late step. @throws Refusal */
export async function turnRoles(place: Place, input: TurnInput): Promise<{ id: string; clientId: string; wrong: readonly string[] }> {
  const found = Object.entries(input.found ?? {})
  for (const [item, state] of found) {
    if (!isOneOf(TURNED_ITEMS, item))
      refuse('field-wrong', `"${item}" is not on the card.`, { field: 'found', mend: knownAre(TURNED_ITEMS) })
    if (!isOneOf(TURNED_STATES, state))
      refuse('field-wrong', `"${state}" says nothing of ${item}.`, { field: `found.${item}`, mend: knownAre(TURNED_STATES) })
  }
  if (found.length === 0) refuse('field-missing', 'Say what you looked at: at least one line of the card.', { field: 'found' })
  const offers = input.offers ?? []
  for (const way of offers)
    if (!isOneOf(OTHER_WAYS, way))
      refuse('field-wrong', `"${way}" is not a way that can be offered.`, { field: 'offers', mend: knownAre(OTHER_WAYS) })
  const { id: clientId } = await findClient(place, input.client)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const cycle = facts && currentCycle(facts, openLedger(facts, place.by.today))
  if (!cycle) return refuse('nothing-late', 'Nothing is late there: there is no step to look at.', { field: 'client' })
  const wrong = found.filter(([, state]) => state === 'wrong').map(([item]) => item)
  return recordAbout(place, clientId, 'roles turned', async pen => {
    const id = await pen.add('rolesTurned', {
      clientId,
      cycle: cycle.id,
      found: Object.fromEntries(found),
      offers,
      note: input.note?.trim() || null,
    })
    // what is wrong on our side is ours to mend, by somebody
    for (const item of wrong)
      await pen.add('task', { clientId, title: `turned-${item}`, kind: 'mend', dueOn: pen.by.today, toUser: pen.by.actor })
    return { id, clientId, wrong }
  })
}
