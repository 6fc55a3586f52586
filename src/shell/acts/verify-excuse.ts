import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'

/** Somebody looked: what the client had said came true, or did not. What rested for it goes on. */
export async function verifyExcuse(
  place: Place,
  input: { readonly excuse: string; readonly cameTrue: boolean },
): Promise<{ id: string; clientId: string }> {
  const found = (await factsOf(place.store.db, place.workspaceId, 'excuseSaid')
    .where('id', '=', input.excuse)
    .executeTakeFirst()) as unknown as Fact<'excuseSaid'> | undefined // the columns selected are the noun’s own
  if (!found) return refuse('not-found', `Nobody said "${input.excuse}".`, { field: 'excuse' })
  const { today } = place.by
  const facts = await factsOfClient(place, found.clientId)
  const rests = facts.hold.filter(
    h =>
      h.kind === 'payment-under-way' &&
      h.endedOn === null &&
      h.until === found.verifyOn &&
      h.invoiceId !== null &&
      found.invoiceIds.includes(h.invoiceId),
  )
  await recordAbout(place, found.clientId, 'what they said was looked at', async pen => {
    await pen.amend('excuseSaid', found.id, { cameTrue: input.cameTrue, verifiedOn: today })
    if (!input.cameTrue) for (const hold of rests) await pen.amend('hold', hold.id, { endedOn: today })
  })
  return { id: found.id, clientId: found.clientId }
}
