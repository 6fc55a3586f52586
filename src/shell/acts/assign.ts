import { recordAbout } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findClient, findColleague } from './find.ts'

export interface AssignInput {
  readonly client: string
  /** The colleague: user id, name or address. */
  readonly to: string
  /** One step only; none: everything about this client. */
  readonly step?: string | undefined
  readonly note?: string | undefined
}

/** Gives a step, or the whole client, to a colleague, who finds it on their own list (A12). */
export async function assign(place: Place, input: AssignInput): Promise<{ id: string; toUser: string }> {
  const [client, colleague] = [await findClient(place, input.client), await findColleague(place, input.to)]
  const [facts] = await loadClients(place.store.db, place.workspaceId, [client.id])
  const step = input.step ?? null
  const before = (facts?.assignment ?? []).filter(a => a.endedOn === null && a.step === step)
  const id = await recordAbout(place, client.id, 'assigned', async pen => {
    for (const a of before) await pen.amend('assignment', a.id, { endedOn: place.by.today })
    for (const task of facts?.task ?? [])
      if (task.doneOn === null && (step === null || task.title === step)) await pen.amend('task', task.id, { toUser: colleague.userId })
    return pen.add('assignment', { clientId: client.id, toUser: colleague.userId, step, note: input.note ?? null })
  })
  return { id, toUser: colleague.userId }
}
