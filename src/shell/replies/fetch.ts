import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { addDays } from '../../core/day/day.ts'
import { inFolder, type Mailbox, withMailbox } from '../mail/imap.ts'
import type { Place } from '../workspace.ts'
import { RAW_BYTES_MAX, type RawMail, type ReceivedMail, receiveMany } from './receive.ts'

/** The first look goes so far back, and so does one after the server numbered its mails anew. */
const FIRST_DAYS_BACK = 30
/** Mails fetched before they are written; large ones are written alone. */
const AT_ONCE = 25
const BATCH_BYTES_MAX = 30 * 1024 * 1024
/** Of a mail that is too large to be kept, so much is fetched: its head and its words. */
const HEAD_BYTES = 512 * 1024

export interface Fetched {
  readonly looked: number
  readonly received: readonly ReceivedMail[]
}

interface Position {
  readonly uidValidity: string
  readonly lastUid: number
}

const nameOf = (mailbox: Mailbox): string => `${mailbox.user}@${mailbox.host}:${mailbox.port}/${mailbox.inbox}`

async function positionOf(place: Place, folder: string): Promise<Position | undefined> {
  return place.store.db
    .selectFrom('mailbox')
    .select(['uidValidity', 'lastUid'])
    .where('workspaceId', '=', place.workspaceId)
    .where('folder', '=', folder)
    .executeTakeFirst()
}

async function keepPosition(place: Place, folder: string, position: Position, lastError: string | null): Promise<void> {
  const row = { ...position, lookedAt: place.clock.now(), lastError }
  await place.store.transaction(place.workspaceId, tx =>
    tx
      .insertInto('mailbox')
      .values({ workspaceId: place.workspaceId, folder, ...row })
      .onConflict(c => c.columns(['workspaceId', 'folder']).doUpdateSet(row))
      .execute(),
  )
}

/** Messages not looked at yet, oldest first. Reading changes nothing at the server: people go on reading their mail as they are used to. */
async function newOnes(client: ImapFlow, place: Place, known: Position | undefined, uidValidity: string): Promise<FetchMessageObject[]> {
  const isSame = known !== undefined && known.uidValidity === uidValidity
  const since = addDays(place.by.today, -FIRST_DAYS_BACK)
  const uids = isSame
    ? await client.search({ uid: `${known.lastUid + 1}:*` }, { uid: true })
    : await client.search({ since: new Date(`${since}T00:00:00Z`) }, { uid: true })
  const wanted = (uids || []).filter(uid => !isSame || uid > known.lastUid)
  if (wanted.length === 0) return []
  const found = await client.fetchAll(wanted, { uid: true, size: true }, { uid: true })
  return found.sort((a, b) => a.uid - b.uid)
}

async function rawOf(client: ImapFlow, message: FetchMessageObject): Promise<RawMail | undefined> {
  const isCut = (message.size ?? 0) > RAW_BYTES_MAX
  const part = isCut ? { start: 0, maxLength: HEAD_BYTES } : true
  const got = (await client.fetchOne(String(message.uid), { source: part }, { uid: true })) || undefined
  return got?.source ? { bytes: got.source, isCut } : undefined // gone since: somebody deleted it
}

/** Reads a folder from where it was left. Every batch is written before the position moves: killed at any moment, nothing is lost or twice. */
async function readFolder(client: ImapFlow, place: Place, mailbox: Mailbox): Promise<Fetched> {
  const folder = nameOf(mailbox)
  return inFolder(client, mailbox.inbox, async () => {
    const uidValidity = client.mailbox ? String(client.mailbox.uidValidity) : ''
    const known = await positionOf(place, folder)
    const waiting = await newOnes(client, place, known, uidValidity)
    const received: ReceivedMail[] = []
    let batch: RawMail[] = []
    let size = 0
    let lastUid = known?.uidValidity === uidValidity ? known.lastUid : 0
    const write = async (): Promise<void> => {
      received.push(...(await receiveMany(place, batch)))
      batch = []
      size = 0
      await keepPosition(place, folder, { uidValidity, lastUid }, null)
    }
    for (const message of waiting) {
      const raw = await rawOf(client, message)
      if (raw) batch.push(raw)
      size += raw?.bytes.length ?? 0
      lastUid = message.uid
      if (batch.length >= AT_ONCE || size >= BATCH_BYTES_MAX) await write()
    }
    await write()
    return { looked: waiting.length, received }
  })
}

/** Fetches what came since the last look. @throws Error with what the server said; the next look begins where this one stopped. */
export async function fetchReplies(place: Place, mailbox: Mailbox): Promise<Fetched> {
  try {
    return await withMailbox(mailbox, client => readFolder(client, place, mailbox))
  } catch (error) {
    const folder = nameOf(mailbox)
    const known = await positionOf(place, folder)
    const why = error instanceof Error ? error.message : String(error)
    await keepPosition(place, folder, known ?? { uidValidity: '', lastUid: 0 }, why.slice(0, 500))
    throw error
  }
}
