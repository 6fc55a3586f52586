import { strToU8, zipSync } from 'fflate'
import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { lintContent } from '../message/lint-message.ts'
import { contentOf, enclosuresOf, type Press, pressFor } from '../message/render.ts'
import type { Attachment } from '../run/channel.ts'
import { loadClients } from '../store/load.ts'
import { sayDay, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'

/** Letters of one batch, at most. */
export const LETTERS_MAX = 1000
const CLIENTS_AT_ONCE = 100
const PDFS_AT_ONCE = 50

export interface BatchInput {
  /** Skips so many letters: for what is more than one batch. */
  readonly offset?: number | undefined
}
interface BatchLetter {
  readonly name: string
  readonly content: MessageContent
  readonly copies: readonly Attachment[]
}
export interface LetterBatch {
  readonly letters: readonly BatchLetter[]
  /** Letters there are in all. */
  readonly total: number
  /** Clients whose letter could not leave as it stands. */
  readonly leftOut: readonly { readonly client: string; readonly why: string }[]
}

/** What waits for approval, is approved, or lies as a draft: in the order of its keys, so that two batches never overlap. */
async function messagesOf(place: Place): Promise<{ clientId: string; act: Act }[]> {
  const rows = await place.store.db
    .selectFrom('outbox')
    .select(['clientId', 'act'])
    .where('workspaceId', '=', place.workspaceId)
    .where('state', 'in', ['waiting', 'queued', 'drafted'])
    .orderBy('key')
    .execute()
  return rows.flatMap(row => {
    const act = (typeof row.act === 'string' ? JSON.parse(row.act) : row.act) as Partial<Act> // the store keeps an act as it was decided
    return act.kind === 'act' && act.class === 'chase' && act.byPerson === false ? [{ clientId: row.clientId, act: act as Act }] : []
  })
}

async function letterOf(tools: Press, place: Place, facts: ClientFacts, act: Act): Promise<BatchLetter | string> {
  const { content } = contentOf(tools, place, facts, act)
  const [fault] = lintContent(tools.words, content, facts, act)
  if (fault) return sayFault(tools.words, place.firm.language, fault)
  return { name: facts.client.name, content, copies: await enclosuresOf(place, facts, act) }
}

/** Why a letter is left out, in the firm’s language. */
function sayFault(words: Words, language: string, { code, message, params = {} }: Fault): string {
  const key = `app.fault.${code}`
  return words.has(language, key) ? words.say(language, key, params) : message
}

/** The letters of the messages that are to leave, 1,000 at most; each has passed the check that every message passes. @throws Refusal where there is none. */
export async function letterBatch(place: Place, { offset = 0 }: BatchInput = {}): Promise<LetterBatch> {
  const all = await messagesOf(place)
  const chosen = all.slice(offset, offset + LETTERS_MAX)
  if (chosen.length === 0)
    return refuse('not-found', 'No message waits to leave: there is no letter.', { mend: 'Run the day first, or look at Today.' })
  const tools = await pressFor(place)
  const letters: BatchLetter[] = []
  const leftOut: { client: string; why: string }[] = []
  for (let at = 0; at < chosen.length; at += CLIENTS_AT_ONCE) {
    const part = chosen.slice(at, at + CLIENTS_AT_ONCE)
    const known = new Map(
      (
        await loadClients(
          place.store.db,
          place.workspaceId,
          part.map(m => m.clientId),
        )
      ).map(f => [f.client.id, f]),
    )
    for (const { clientId, act } of part) {
      const facts = known.get(clientId)
      const made = facts && (await letterOf(tools, place, facts, act))
      if (typeof made === 'string') leftOut.push({ client: facts?.client.name ?? clientId, why: made })
      else if (made) letters.push(made)
    }
  }
  return { letters, total: all.length, leftOut }
}

const fileName = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N} .-]+/gu, ' ')
    .trim()
    .slice(0, 80) || 'letter'

/** Every letter a file of its own, its invoice copies beside it, in the order of the print file. The same batch gives the same bytes. */
export async function lettersZip(place: Place, batch: LetterBatch): Promise<Uint8Array> {
  const { pdfs, words } = await pressFor(place)
  const files: Record<string, Uint8Array> = {}
  for (let at = 0; at < batch.letters.length; at += PDFS_AT_ONCE) {
    const part = batch.letters.slice(at, at + PDFS_AT_ONCE)
    const made = await Promise.all(part.map(({ content }) => pdfs.make('letter', content, content.on)))
    for (const [i, { name, copies }] of part.entries()) {
      const number = String(at + i + 1).padStart(4, '0')
      files[`${number} ${fileName(name)}.pdf`] = made[i] ?? new Uint8Array()
      for (const copy of copies) files[`${number} ${fileName(name)} - ${fileName(copy.filename)}`] = copy.content
    }
  }
  if (batch.leftOut.length > 0)
    files[`${words.say(place.firm.language, 'app.printLetters.leftOut')}.txt`] = strToU8(
      batch.leftOut.map(l => `${l.client}: ${l.why}\n`).join(''),
    )
  return zipSync(files, { level: 0, mtime: `${place.by.today}T12:00:00` }) // a PDF is small already
}

/** All letters in one file, each on pages of its own: for the printer. Copies of invoices are in the separate files. */
export async function lettersPrint(place: Place, batch: LetterBatch): Promise<Uint8Array> {
  const { pdfs } = await pressFor(place)
  const { today } = place.by
  if (batch.letters.length === 0) return refuse('not-found', `No letter can leave as it stands: ${batch.leftOut[0]?.why ?? ''}`)
  const title = `${place.firm.name}, ${sayDay(place.firm.language, today)}`
  return pdfs.make('letter', { title, letters: batch.letters.map(l => l.content) }, today, { letters: batch.letters.length })
}
