import { hash } from 'node:crypto'
import { addDays, type Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { isAutomaticSubject } from '../../core/reply/cut.ts'
import { type Nature, natureOf } from '../../core/reply/nature.ts'
import { type Placed, placeMail } from '../../core/reply/place.ts'
import { dayOfInstant } from '../clock.ts'
import { invoicesFromMail } from '../inbound/from-mail.ts'
import { loadReplies, type ReplyPack } from '../packs/replies.ts'
import { reconsider } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import { type By, keepContent, type NewFact, openPen, type Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { askIn, fileAskAnswer } from './file-ask.ts'
import { cameBack, fileBounce } from './file-bounce.ts'
import { cutWordsOf, fileReply, sayingOf, suggestionOf } from './file-reply.ts'
import { type Books, knownFor } from './known.ts'
import { type ParsedMail, parseMail } from './parse.ts'

/** A mail larger than this is read but not kept as it came. */
export const RAW_BYTES_MAX = 25 * 1024 * 1024
/** So many mails are written in one transaction. */
const AT_ONCE = 50
/** A mail’s own date is believed so far back: whoever writes it may write anything. */
const DAYS_BACK_MAX = 14
/** More automatic answers of one client on one day say nothing new: two machines talk to each other. */
const AUTOMATIC_MAX = 5

export type MailState = Fact<'mailIn'>['state']
/** What became of one mail. */
export interface ReceivedMail {
  readonly id: string
  /** It had come before: nothing was written. */
  readonly known: boolean
  readonly nature: Fact<'mailIn'>['nature']
  readonly state: MailState
  readonly clientId: string | null
  readonly replyId: string | null
  readonly subject: string
  readonly reading: string | null
}

/** A mail as it was fetched. */
export interface RawMail {
  readonly bytes: Uint8Array
  /** Only its beginning: what was enclosed stayed at the server. */
  readonly isCut?: boolean
}

interface Read extends RawMail {
  readonly mail: ParsedMail | undefined
  readonly id: string
}

async function read(raw: RawMail): Promise<Read> {
  const { bytes } = raw
  try {
    const mail = await parseMail(bytes)
    return { ...raw, mail: raw.isCut ? { ...mail, enclosed: [] } : mail, id: mail.id }
  } catch {
    // whatever it is, it is shown to a person as it came: nothing is lost
    return { ...raw, mail: undefined, id: `mail:${hash('sha256', bytes, 'hex').slice(0, 40)}` }
  }
}

/** What every mail of a batch is judged by. */
interface Desk {
  readonly place: Place
  readonly by: By
  readonly known: Books
  readonly packs: readonly ReplyPack[]
  readonly languages: ReadonlyMap<string, string | null>
  readonly own: string | null
}

function cameOn({ place, by }: Desk, mail: ParsedMail): Day {
  const said = mail.sentAt === null ? by.today : dayOfInstant(mail.sentAt, place.firm.zone)
  return said <= by.today && said >= addDays(by.today, -DAYS_BACK_MAX) ? said : by.today
}

function headOf(desk: Desk, mail: ParsedMail, placed: Placed | undefined): Nature {
  return natureOf({
    header: mail.header,
    hasStatus: mail.status !== null,
    fromAddress: mail.from,
    inThread: placed?.by === 'thread' || placed?.by === 'code',
    subjectSaysAutomatic: isAutomaticSubject(mail.subject, cutWordsOf(desk.packs)),
  })
}

type Entry = Omit<NewFact<'mailIn'>, 'id' | 'isNew' | 'messageId' | 'from' | 'subject' | 'receivedOn'>
const aside = (nature: Entry['nature']): Entry => ({ nature, state: 'aside' })

async function fileOne(pen: Pen, desk: Desk, { bytes, mail, isCut }: Read): Promise<Entry & { readonly reading?: string | null }> {
  const raw = bytes.length <= RAW_BYTES_MAX && !isCut ? bytes : null
  const keep = async (): Promise<string | null> => raw && (await keepContent(pen.tx, pen.by.workspaceId, hash('sha256', raw, 'hex'), raw))
  if (!mail) return { nature: 'unreadable', state: 'unplaced', sha256: await keep() }
  if (mail.messageId !== null && desk.known.messages.has(mail.messageId)) return aside('own')
  const ask = askIn(mail, desk.known)
  if (ask) return fileColleague(pen, desk, mail, ask, keep)
  const placed = placeMail(mail, desk.known)
  const nature = headOf(desk, mail, placed)
  if (nature === 'newsletter') return aside(nature)
  if (nature === 'bounce') {
    const back = cameBack(mail, desk.known, desk.own === null ? [] : [desk.own])
    const failed = back ? await fileBounce(pen, back) : []
    if (back && failed.length > 0) return { nature, state: 'placed', forClientId: back.clientId, sha256: await keep() }
    return { nature, state: 'unplaced', sha256: await keep(), text: mail.text.slice(0, 5000).trim() }
  }
  const receivedOn = cameOn(desk, mail)
  const said = sayingOf(mail, desk.packs, receivedOn, placed ? (desk.languages.get(placed.clientId) ?? null) : null)
  if (nature === 'automatic' && (!placed || (await automaticToday(pen, placed.clientId, receivedOn)) >= AUTOMATIC_MAX)) return aside(nature)
  if (!placed) return { nature, state: 'unplaced', sha256: await keep(), text: said.text || null, suggested: suggestionOf(said.reading) }
  const { replyId, left } = await fileReply(pen, { mail, bytes: raw, placed, receivedOn, kind: nature, said })
  return {
    nature,
    state: 'placed',
    forClientId: placed.clientId,
    replyId,
    sha256: nature === 'human' ? await keep() : null,
    left: left.length > 0 ? left : null,
    reading: said.reading.reading,
  }
}

/** What a colleague answers about a dispute is no word of the client’s. */
async function fileColleague(
  pen: Pen,
  desk: Desk,
  mail: ParsedMail,
  ask: Fact<'disputeAsk'>,
  keep: () => Promise<string | null>,
): Promise<Entry> {
  const { clientId } = ask
  const nature = headOf(desk, mail, { clientId, by: 'code', deedId: null, knownSender: false })
  if (nature !== 'human') return aside(nature)
  const receivedOn = cameOn(desk, mail)
  await fileAskAnswer(pen, ask, mail, sayingOf(mail, desk.packs, receivedOn, desk.place.firm.language).text, receivedOn)
  return { nature, state: 'placed', forClientId: clientId, sha256: await keep() }
}

async function automaticToday(pen: Pen, clientId: string, on: Day): Promise<number> {
  await pen.flush()
  const rows = await factsOf(pen.tx, pen.by.workspaceId, 'reply')
    .where('clientId', '=', clientId)
    .where('receivedOn' as 'id', '=', on) // columns of this noun
    .where('kind' as 'id', '=', 'automatic')
    .execute()
  return rows.length
}

async function languagesOf(place: Place, known: Books): Promise<Map<string, string | null>> {
  const ids = new Set<string>()
  for (const m of known.messages.values()) ids.add(m.clientId)
  for (const lists of [known.numbers, known.addresses, known.domains]) for (const list of lists.values()) for (const id of list) ids.add(id)
  for (const id of known.codes.values()) ids.add(id)
  if (ids.size === 0) return new Map()
  const rows = (await factsOf(place.store.db, place.workspaceId, 'client')
    .where('id', 'in', [...ids])
    .execute()) as unknown as Fact<'client'>[] // the columns selected are the noun’s own
  return new Map(rows.map(c => [c.id, c.language ?? place.firm.language]))
}

async function fileBatch(desk: Desk, batch: readonly Read[]): Promise<ReceivedMail[]> {
  const { place, by } = desk
  return place.store.transaction(place.workspaceId, async tx => {
    const pen = await openPen(tx, place.store.flavour, by)
    const done: ReceivedMail[] = []
    for (const one of batch) {
      const before = await pen.current('mailIn', one.id)
      if (before) {
        const { id, nature, state, forClientId, replyId, subject } = before
        done.push({ id, known: true, nature, state, clientId: forClientId, replyId, subject: subject ?? '', reading: null })
        continue
      }
      const { reading = null, ...entry } = await fileOne(pen, desk, one)
      const { mail } = one
      const subject = mail?.subject ?? ''
      const head = { messageId: mail?.messageId?.slice(0, 500) ?? null, from: mail?.from ?? null, subject: subject || null }
      await pen.add('mailIn', { id: one.id, isNew: true, ...head, receivedOn: mail ? cameOn(desk, mail) : by.today, ...entry })
      const { nature, state, forClientId = null, replyId = null } = entry
      done.push({ id: one.id, known: false, nature, state, clientId: forClientId, replyId, subject, reading })
    }
    await pen.finish('mail received')
    return done
  })
}

/** A mail that came before is asked again, for a crash may lie between the two; the same content is taken once. Only answers bring invoices. */
async function takeInvoices(place: Place, batch: readonly Read[], written: readonly ReceivedMail[]): Promise<void> {
  for (const [at, { mail }] of batch.entries())
    if (mail && mail.enclosed.length > 0 && ['human', 'automatic'].includes(written[at]?.nature ?? ''))
      await invoicesFromMail(place, { from: mail.from ?? '', subject: mail.subject, attachments: mail.enclosed })
}

/**
 * Takes mails in: each is laid on its case, before a person, or aside, and recorded once however often it comes. Nothing it says is applied.
 * A batch stands or falls together; whoever fetched it fetches it again where it fell.
 */
export async function receiveMany(place: Place, mails: readonly RawMail[]): Promise<ReceivedMail[]> {
  const packs = await loadReplies()
  const done: ReceivedMail[] = []
  for (let at = 0; at < mails.length; at += AT_ONCE) {
    const batch = await Promise.all(mails.slice(at, at + AT_ONCE).map(read))
    const known = await knownFor(
      place.store.db,
      place.workspaceId,
      batch.flatMap(b => b.mail ?? []),
    )
    const by: By = {
      ...place.by,
      actor: 'system:mail',
      source: 'mailbox',
      at: place.clock.now(),
      today: place.clock.today(place.firm.zone),
    }
    const own = place.firm.email?.toLowerCase() ?? null
    const desk = { place, by, known, packs, languages: await languagesOf(place, known), own }
    const written = await fileBatch(desk, batch)
    done.push(...written)
    await takeInvoices(place, batch, written)
    const changed = written.flatMap(w => (w.known || w.clientId === null ? [] : [w.clientId]))
    await reconsider({ ...place, by }, changed)
  }
  return done
}

/** Takes one mail in. */
export async function receive(place: Place, bytes: Uint8Array): Promise<ReceivedMail> {
  const [done] = await receiveMany(place, [{ bytes }])
  if (!done) throw new Error('a mail was received and nothing became of it')
  return done
}
