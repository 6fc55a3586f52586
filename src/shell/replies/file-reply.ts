import type { Day } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import { cutMail } from '../../core/reply/cut.ts'
import type { Placed } from '../../core/reply/place.ts'
import { type Reading, readReply } from '../../core/reply/read.ts'
import type { ReplyPack } from '../packs/replies.ts'
import { keepPaper, PAPER_BYTES_MAX } from '../papers/keep.ts'
import { newId } from '../store/ids.ts'
import type { Pen } from '../store/record.ts'
import type { ParsedMail } from './parse.ts'

export const BY_MAIL = 'email'
/** Longest text of theirs that stands in a fact; the mail itself is kept whole. */
const SAID_MAX = 20_000
const PAPERS_MAX = 50

/** A mail that is to be laid on a client’s case. */
export interface Filed {
  readonly mail: ParsedMail
  /** The mail as it came; none: too large to be kept. */
  readonly bytes: Uint8Array | null
  readonly placed: Placed
  readonly receivedOn: Day
  readonly kind: 'human' | 'automatic'
  /** Their own words, and what they may mean. */
  readonly said: Said
}

export interface Said {
  readonly text: string
  readonly reading: Reading
}

/** Their own words without quotation and signature, and the reading suggested by them. @param language the client’s, where known. */
export function sayingOf(mail: ParsedMail, packs: readonly ReplyPack[], on: Day, language: string | null): Said {
  const { said } = cutMail(mail.text, cutWordsOf(packs))
  const text = said.slice(0, SAID_MAX)
  const reading = readReply(text, packs, on, language?.slice(0, 2) ?? null)
  return {
    text,
    reading: reading.reading === 'unclear' && text.length < 12 ? readReply(`${mail.subject}\n\n${text}`, packs, on, language) : reading,
  }
}

const cutWords = new WeakMap<readonly ReplyPack[], readonly ReplyPack['cut'][]>()
export function cutWordsOf(packs: readonly ReplyPack[]): readonly ReplyPack['cut'][] {
  const known = cutWords.get(packs) ?? packs.map(p => p.cut)
  cutWords.set(packs, known)
  return known
}

/** A suggestion as it is kept; none where nothing was understood. */
export const suggestionOf = ({ reading, day, words, language }: Reading): Json | null =>
  reading === 'unclear' ? null : { reading, day, words, language }

/** Keeps the mail and what was enclosed. @returns the papers’ ids, and what was left out. */
async function keepPapers(pen: Pen, { mail, bytes, placed }: Filed): Promise<{ ids: string[]; left: string[] }> {
  const { clientId } = placed
  const ids: string[] = []
  const left: string[] = []
  if (bytes === null) left.push('mail: too-large')
  else {
    const name = `${
      mail.subject
        .replace(/[^\p{L}\p{N} -]+/gu, '')
        .trim()
        .slice(0, 60) || 'mail'
    }.eml`
    ids.push(await keepPaper(pen, { name, mime: 'message/rfc822', bytes, clientId, kind: 'other' }))
  }
  for (const [at, { name, mime, bytes: enclosed }] of mail.enclosed.entries()) {
    if (enclosed.length === 0) continue
    if (enclosed.length > PAPER_BYTES_MAX || at >= PAPERS_MAX) left.push(`${name}: too-${at >= PAPERS_MAX ? 'many' : 'large'}`)
    else ids.push(await keepPaper(pen, { name, mime, bytes: enclosed, clientId, kind: 'other' }))
  }
  return { ids, left }
}

/** What a person must look at, once for each reply. */
export const replyTask = (replyId: string): string => `answer:${replyId}`

/** Lays a mail on the case it belongs to. A person’s words hold the chasing until they are read; a machine’s hold nothing. */
export async function fileReply(pen: Pen, filed: Filed): Promise<{ replyId: string; left: string[] }> {
  const { mail, placed, receivedOn, kind, said } = filed
  const { clientId } = placed
  const isHuman = kind === 'human'
  const papers = isHuman ? await keepPapers(pen, filed) : { ids: [], left: [] }
  const replyId = await pen.add('reply', {
    id: newId(),
    isNew: true,
    clientId,
    effectiveOn: receivedOn,
    channel: BY_MAIL,
    receivedOn,
    kind,
    text: said.text || null,
    sentAt: mail.sentAt,
    messageId: mail.messageId?.slice(0, 500) ?? null,
    from: mail.from,
    subject: mail.subject || null,
    suggested: suggestionOf(said.reading),
    placedBy: placed.by,
    knownSender: placed.knownSender,
    deedId: placed.deedId,
    documentIds: papers.ids.length > 0 ? papers.ids : null,
    ...(isHuman ? {} : { handledOn: pen.by.today, handledBy: pen.by.actor, holds: false }),
  })
  if (isHuman)
    await pen.add('task', {
      id: replyTask(replyId),
      isNew: true,
      clientId,
      title: 'mail-reply',
      kind: 'follow-up',
      dueOn: pen.by.today,
      detail: { replyId },
    })
  return { replyId, left: papers.left }
}
