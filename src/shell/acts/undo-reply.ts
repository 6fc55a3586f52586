import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import { OPEN_STATES } from '../run/sweep-page.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { putBack, rowsOfLink } from './undo-import.ts'

async function handled(place: Place, id: string): Promise<{ reply: Fact<'reply'>; seq: number; outboxKey: string | null }> {
  const [reply] = (await factsOf(place.store.db, place.workspaceId, 'reply').where('id', '=', id).execute()) as unknown as Fact<'reply'>[] // the columns selected are the noun’s own
  if (!reply) return refuse('not-found', `There is no reply "${id}".`, { field: 'reply', mend: 'Run: dunwell inbox' })
  const { became } = reply
  const seq = became !== null && 'seq' in became ? Number(became.seq) : Number.NaN
  if (reply.handledOn === null || Number.isNaN(seq)) return refuse('nothing-to-undo', 'Nothing was made of this reply.', { field: 'reply' })
  return { reply, seq, outboxKey: became !== null && 'outboxKey' in became && became.outboxKey ? String(became.outboxKey) : null }
}

/** A copy that has not left is called back; one that has cannot be. */
async function callBack(pen: Pen, key: string): Promise<void> {
  const done = await pen.tx
    .updateTable('outbox')
    .set({ state: 'withdrawn', doneAt: pen.by.at, doneOn: pen.by.today, approvedBy: null })
    .where('workspaceId', '=', pen.by.workspaceId)
    .where('key', '=', key)
    .where('state', 'in', [...OPEN_STATES])
    .executeTakeFirst()
  if (Number(done.numUpdatedRows) === 1) return
  const row = await pen.tx
    .selectFrom('outbox')
    .select('state')
    .where('workspaceId', '=', pen.by.workspaceId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (row && row.state !== 'withdrawn') refuse('left-already', 'The copies have left already.', { field: 'reply' })
}

/** Takes back what a person made of a reply: it waits again as it came. @throws Refusal where something was changed since, or has left. */
export async function undoReply(place: Place, input: { readonly reply: string }): Promise<{ clientId: string }> {
  const { reply, seq, outboxKey } = await handled(place, input.reply)
  const { clientId } = reply
  await recordAbout(place, clientId, 'reply taken back', async pen => {
    if (outboxKey !== null) await callBack(pen, outboxKey)
    const { written, closed } = await rowsOfLink(pen.tx, place.workspaceId, seq)
    const changed = written.find(({ row }) => row.supersededSeq !== null)
    if (changed)
      refuse('changed-since', `The ${changed.noun} that it became has been changed since.`, {
        field: 'reply',
        mend: 'Take that change back first.',
      })
    const before = new Set(closed.map(({ noun, row }) => `${noun} ${row.id}`))
    for (const { noun, row } of written) if (!before.has(`${noun} ${row.id}`)) await pen.retract(noun, row.id)
    await putBack(pen, closed)
  })
  return { clientId }
}
