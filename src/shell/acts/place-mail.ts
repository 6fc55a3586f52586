import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { loadReplies } from '../packs/replies.ts'
import { fileReply, sayingOf } from '../replies/file-reply.ts'
import { type ParsedMail, parseMail } from '../replies/parse.ts'
import { recordAbout } from '../run/reconsider.ts'
import { readContent } from '../store/contents.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'

/** A mail that waits for a place. @throws Refusal where there is none. */
async function unplaced(place: Place, id: string): Promise<Fact<'mailIn'>> {
  const [mail] = (await factsOf(place.store.db, place.workspaceId, 'mailIn').where('id', '=', id).execute()) as unknown as Fact<'mailIn'>[] // the columns selected are the noun’s own
  if (!mail) return refuse('not-found', `There is no mail "${id}".`, { field: 'mail', mend: 'Run: dunwell inbox' })
  if (mail.state !== 'unplaced') refuse('already-done', 'This mail has found its place.', { field: 'mail' })
  return mail
}

/** The mail as it came; none where it could not be kept or read: then its words as they were noted. */
async function asItCame(place: Place, kept: Fact<'mailIn'>): Promise<{ bytes: Uint8Array | null; mail: ParsedMail }> {
  const bytes = kept.sha256 === null ? undefined : await readContent(place.store, place.workspaceId, kept.sha256)
  const noted: ParsedMail = {
    id: kept.id,
    messageId: kept.messageId,
    from: kept.from,
    subject: kept.subject ?? '',
    answers: [],
    sentAt: null,
    header: () => undefined,
    text: kept.text ?? '',
    enclosed: [],
    status: null,
    returned: null,
  }
  if (!bytes) return { bytes: null, mail: noted }
  const isReadable = kept.nature !== 'unreadable'
  return { bytes, mail: isReadable ? await parseMail(bytes) : noted }
}

/** A person says whose case a mail belongs to; from there it goes as if it had found it itself. */
export async function placeMailWith(
  place: Place,
  input: { readonly mail: string; readonly client: string },
): Promise<{ replyId: string; clientId: string }> {
  const kept = await unplaced(place, input.mail)
  const client = await findClient(place, input.client)
  const { bytes, mail } = await asItCame(place, kept)
  const said = sayingOf(mail, await loadReplies(), kept.receivedOn, client.language ?? place.firm.language)
  const placed = {
    clientId: client.id,
    by: 'person',
    deedId: null,
    knownSender: mail.from !== null && mail.from === client.email?.toLowerCase(),
  } as const
  const { receivedOn } = kept
  return recordAbout(place, client.id, 'mail placed', async pen => {
    const { replyId, left } = await fileReply(pen, { mail, bytes, placed, receivedOn, kind: 'human', said })
    const found = {
      state: 'placed',
      forClientId: client.id,
      replyId,
      text: null,
      suggested: null,
      left: left.length > 0 ? left : null,
    } as const
    await pen.amend('mailIn', kept.id, found, kept.effectiveOn)
    return { replyId, clientId: client.id }
  })
}

/** A mail that is about no client goes out of the way, and what was kept of it is forgotten. */
export async function dismissMail(place: Place, input: { readonly mail: string }): Promise<{ id: string }> {
  const kept = await unplaced(place, input.mail)
  await record(place.store, place.by, 'mail dismissed', async pen => {
    await pen.amend('mailIn', kept.id, { state: 'aside', text: null, suggested: null, sha256: null }, kept.effectiveOn)
    if (kept.sha256 === null) return
    const used = await factsOf(pen.tx, place.workspaceId, 'document')
      .where('sha256' as 'id', '=', kept.sha256) // a column of this noun
      .execute()
    if (used.length === 0)
      await pen.tx.deleteFrom('content').where('workspaceId', '=', place.workspaceId).where('sha256', '=', kept.sha256).execute()
  })
  return { id: kept.id }
}
