import { refuse } from '../../core/fault.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenText } from './given.ts'

const LENGTH_MAX = 2000

/** Keeps what would prevent the next delay, in the client’s words: it stands beside their next invoice. @throws Refusal */
export async function keepPrevention(
  place: Place,
  input: { readonly client: string; readonly answer: string; readonly saidBy?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const answer = givenText('answer', input.answer)
  if (answer.length > LENGTH_MAX)
    refuse('field-wrong', `This is longer than ${LENGTH_MAX} characters.`, { field: 'answer', mend: 'Keep the answer itself.' })
  const { id: clientId } = await findClient(place, input.client)
  const id = await record(place.store, place.by, 'prevention kept', pen =>
    pen.add('prevention', { clientId, answer, saidBy: input.saidBy?.trim() || null }),
  )
  return { id, clientId }
}

/** It is so no longer. */
export async function endPrevention(place: Place, input: { readonly id: string }): Promise<{ id: string }> {
  await record(place.store, place.by, 'prevention ended', pen => pen.amend('prevention', input.id, { endedOn: pen.by.today }))
  return { id: input.id }
}
