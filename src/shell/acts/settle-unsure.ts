import type { Config } from '../config.ts'
import { copiesInSent, type SentCopy, withMailbox } from '../mail/imap.ts'
import { type OutboxRow, OWNER } from '../run/lease.ts'
import { recordAbout } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { mailboxOf } from './mailbox.ts'

export interface SettledUnsure {
  /** Messages of which nobody knew, and whose copy lies in the folder of what was sent. */
  readonly sent: readonly string[]
  /** Messages without a copy there: that proves nothing, a person still looks. */
  readonly open: readonly string[]
}

/** Older ones have been looked for often enough by themselves; a person can still have them looked for. */
const LOOKED_FOR_MS = 2 * 3_600_000

async function unsureRows({ store, workspaceId }: Place): Promise<OutboxRow[]> {
  const rows = store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', workspaceId).where('state', '=', 'unsure')
  return (await rows.where('clientId', '!=', OWNER).execute()).filter(row => row.messageId !== null)
}

/** The copy is the proof: the message left, its deed says so, and the task is done. */
async function settleOne(place: Place, row: OutboxRow, copy: SentCopy): Promise<boolean> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [row.clientId])
  const deed = facts?.deed.findLast(d => d.outboxKey === row.key && d.outcome === 'unsure')
  const task = facts?.task.find(t => t.id === `unsure:${row.key}` && t.doneOn === null)
  const by = { ...place.by, at: place.clock.now(), actor: 'system:mailbox', source: 'copy in the folder of what was sent' }
  return recordAbout({ ...place, by }, row.clientId, 'message left', async pen => {
    const changed = await pen.tx
      .updateTable('outbox')
      .set({ state: 'sent', lastError: null })
      .where('workspaceId', '=', place.workspaceId)
      .where('key', '=', row.key)
      .where('state', '=', 'unsure')
      .executeTakeFirst()
    if (Number(changed.numUpdatedRows) !== 1) return false // a person was quicker
    const evidence = { ...deed?.evidence, settledBy: 'system:mailbox', finding: 'left', folder: copy.folder, uid: copy.uid }
    if (deed) await pen.amend('deed', deed.id, { outcome: 'sent', evidence }, deed.effectiveOn)
    if (task) await pen.amend('task', task.id, { doneOn: by.today })
    return true
  })
}

/**
 * Looks in the folder of what was sent for the messages of which nobody knows whether they left. A copy settles one; that none is there settles
 * nothing: many servers file no copies, or file them late. Without a mailbox nothing is looked for.
 * @param onlyFresh what became unsure within the last two hours, as the daily run does each time it looks.
 * @throws Error with what the server said, where it does not let us in.
 */
export async function settleUnsure(place: Place, config: Config, onlyFresh = false): Promise<SettledUnsure> {
  const since = new Date(Date.parse(place.clock.now()) - LOOKED_FOR_MS).toISOString()
  const rows = (await unsureRows(place)).filter(row => !onlyFresh || (row.doneAt ?? '') >= since)
  if (rows.length === 0) return { sent: [], open: [] }
  const mailbox = await mailboxOf(place, config)
  if (!mailbox) return { sent: [], open: rows.map(row => row.key) }
  const ids = rows.map(row => row.messageId ?? '')
  const copies = new Map((await withMailbox(mailbox, client => copiesInSent(client, mailbox, ids))).map(c => [c.messageId, c]))
  const sent: string[] = []
  for (const row of rows) {
    const copy = copies.get(row.messageId ?? '')
    if (copy && (await settleOne(place, row, copy))) sent.push(row.key)
  }
  return { sent, open: rows.map(row => row.key).filter(key => !sent.includes(key)) }
}
