import { createHash } from 'node:crypto'
import type { Act } from '../../core/decide/decision.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { renderMessage } from '../message/render.ts'
import { type Attachment, channels } from '../run/channel.ts'
import { isOver } from '../run/own-letter.ts'
import { reconsider } from '../run/reconsider.ts'
import { deedOf } from '../run/settle.ts'
import { readContent } from '../store/contents.ts'
import { loadClients, workspaceFacts } from '../store/load.ts'
import { keepContent, record } from '../store/record.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'

/** One letter of a batch, as it is franked. */
export interface BatchLetter {
  readonly key: string
  readonly clientId: string
  readonly name: string
  readonly address: string
  readonly country: string | null
  readonly pages: number
  readonly sheets: number
  /** Paper and envelope, for the stamp. */
  readonly grams: number
  readonly isRegistered: boolean
  /** The number of the registered letter; none before it is posted. */
  readonly registered: string | null
  readonly subject: string
  readonly text: string
  readonly sha256: string
}

/** From this tone on a letter goes registered: its arrival may have to be proved. */
const REGISTERED_FROM_TONE = 4
/** A4 at 80 g/m² is 5 g a sheet; a C5 envelope weighs about 7 g. */
const SHEET_GRAMS = 5
const ENVELOPE_GRAMS = 7
const LETTERS_MAX = 500

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const lettersOf = (batch: Fact<'letterBatch'>): readonly BatchLetter[] => batch.letters as unknown as BatchLetter[] // written below in this shape

async function onThePile(place: Place): Promise<TableRow<'outbox'>[]> {
  const known = await channels()
  const rows = await place.store.db
    .selectFrom('outbox')
    .selectAll()
    .where('workspaceId', '=', place.workspaceId)
    .where('state', '=', 'drafted')
    .orderBy('createdAt')
    .orderBy('key')
    .limit(LETTERS_MAX)
    .execute()
  return rows.filter(row => known.get((row.act as unknown as Act).channel)?.form === 'letter') // the store keeps acts as they were decided
}

interface Printed {
  readonly letter: BatchLetter
  readonly bytes: Uint8Array
}

async function print(place: Place, row: TableRow<'outbox'>): Promise<Printed | undefined> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [row.clientId])
  if (!facts) return undefined
  const act = row.act as unknown as Act // as above
  if (isOver(facts, act, place.by.today)) return undefined
  const rendered = await renderMessage(place, facts, act)
  const whole = await merged(rendered.attachments.filter(a => a.contentType === 'application/pdf'))
  const pages = whole.pages
  const sheets = Math.ceil(pages / 2)
  const letter: BatchLetter = {
    key: row.key,
    clientId: row.clientId,
    name: facts.client.name,
    address: rendered.to[0] ?? '',
    country: facts.client.country,
    pages,
    sheets,
    grams: ENVELOPE_GRAMS + sheets * SHEET_GRAMS,
    isRegistered: act.tone >= REGISTERED_FROM_TONE,
    registered: null,
    subject: rendered.subject,
    text: rendered.text,
    sha256: sha256Of(whole.bytes),
  }
  return { letter, bytes: whole.bytes }
}

type Part = Pick<Attachment, 'filename' | 'content'>

/** Several PDFs as one; each begins on a sheet of its own where it is printed on both sides. */
async function merged(parts: readonly Part[], onNewSheets = false): Promise<{ bytes: Uint8Array; pages: number }> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const all = await PDFDocument.create()
  for (const part of parts) {
    const one = await PDFDocument.load(part.content, { updateMetadata: false }).catch(() =>
      refuse('paper-unreadable', `"${part.filename}" cannot be printed: it is no PDF, or locked.`, {
        mend: 'Attach a copy that opens without a password.',
      }),
    )
    for (const page of await all.copyPages(one, one.getPageIndices())) all.addPage(page)
    if (onNewSheets && all.getPageCount() % 2 === 1) all.addPage()
  }
  return { bytes: await all.save(), pages: all.getPageCount() }
}

/**
 * Prints what lies on the pile: the facts are read once more, whoever has paid meanwhile is left out, and every letter is made anew.
 * @returns the batch: one file to print, one line a letter for the stamps. @throws Refusal where the pile is empty.
 */
export async function printBatch(place: Place): Promise<{ id: string; letters: readonly BatchLetter[] }> {
  await reconsider(
    place,
    (await onThePile(place)).map(row => row.clientId),
  )
  const printed: Printed[] = []
  for (const row of await onThePile(place)) {
    const one = await print(place, row)
    if (one) printed.push(one)
  }
  if (printed.length === 0)
    refuse('nothing-to-print', 'No letter waits to be printed.', { mend: 'Letters come here from steps by post, once they are approved.' })
  const file = await merged(
    printed.map(p => ({ filename: p.letter.name, content: p.bytes })),
    true,
  )
  const letters = printed.map(p => p.letter)
  const sha256 = sha256Of(file.bytes)
  const id = await record(place.store, place.by, 'letters printed', async pen => {
    for (const { letter, bytes } of printed) await keepContent(pen.tx, pen.by.workspaceId, letter.sha256, bytes)
    await keepContent(pen.tx, pen.by.workspaceId, sha256, file.bytes)
    return pen.add('letterBatch', { letters: letters as never, sha256, madeOn: pen.by.today }) // plain texts and numbers
  })
  return { id, letters }
}

/** The batch. @throws Refusal where there is none. */
export async function batchOf(place: Place, id: string): Promise<Fact<'letterBatch'>> {
  const batch = (await workspaceFacts(place.store.db, place.workspaceId, 'letterBatch')).find(b => b.id === id)
  return batch ?? refuse('not-found', `There is no batch "${id}".`, { field: 'batch', mend: 'Run: dunwell letters' })
}

export interface PostInput {
  readonly batch: string
  /** Numbers of registered letters, by the letter’s place from 1. */
  readonly registered?: Readonly<Record<string, string>> | undefined
}

const NUMBER = /^[A-Z0-9][A-Z0-9 -]{3,39}$/i

/** “Posted”: each letter that still stands becomes a deed with its evidence. One that was taken back meanwhile is named: take it out of the bag. */
export async function postBatch(
  place: Place,
  input: PostInput,
): Promise<{ posted: number; takeOut: readonly { place: number; name: string }[] }> {
  const batch = await batchOf(place, input.batch)
  if (batch.postedOn !== null) refuse('posted-already', `These letters were posted on ${batch.postedOn}.`, { field: 'batch' })
  const numbers = input.registered ?? {}
  const letters = lettersOf(batch)
  for (const [at, number] of Object.entries(numbers))
    if (!letters[Number(at) - 1] || !NUMBER.test(number))
      refuse('field-wrong', `"${number}" for letter ${at} is not the number of a registered letter.`, { field: `registered.${at}`, mend: 'Write it as on the receipt, for example RK 123 456 789 FR.' }) // biome-ignore format: one fault
  const isOut = await standing(place, letters)
  const takeOut = letters.flatMap((letter, at) => (isOut.has(letter.key) ? [] : [{ place: at + 1, name: letter.name }]))
  const named = letters.map((letter, at) => ({ ...letter, registered: numbers[String(at + 1)] ?? null }))
  await record(place.store, place.by, 'letters posted', async pen => {
    for (const [at, letter] of named.entries()) {
      const row = isOut.get(letter.key)
      if (!row) continue
      await pen.tx.updateTable('outbox').set({ state: 'sent', doneAt: pen.by.at, doneOn: pen.by.today }).where('workspaceId', '=', pen.by.workspaceId).where('key', '=', row.key).where('state', '=', 'drafted').execute() // biome-ignore format: one change
      const { clientId, sha256, name } = letter
      const paper = { clientId, sha256, name: `${letter.subject || name}.pdf`, mime: 'application/pdf', sizeBytes: await sizeOf(place, sha256), kind: 'letter' as const } // biome-ignore format: one fact
      const documentId = await pen.add('document', paper)
      const act = row.act as unknown as Act // as above
      const evidence = { kind: 'posted', batch: batch.id, letter: String(at + 1), ...(letter.registered ? { registered: letter.registered } : {}), postedBy: pen.by.actor } // biome-ignore format: one proof
      const deed = deedOf(row, act, pen.by, { outcome: 'sent', outgoing: undefined, documentId, evidence })
      await pen.add('deed', { ...deed, recipient: letter.address, subject: letter.subject, body: letter.text })
    }
    await pen.amend('letterBatch', batch.id, { letters: named as never, postedOn: pen.by.today, postedBy: pen.by.actor }) // as above
  })
  await reconsider(
    place,
    letters.map(letter => letter.clientId),
  )
  return { posted: letters.length - takeOut.length, takeOut }
}

async function standing(place: Place, letters: readonly BatchLetter[]): Promise<Map<string, TableRow<'outbox'>>> {
  await reconsider(
    place,
    letters.map(letter => letter.clientId),
  )
  return new Map((await onThePile(place)).map(row => [row.key, row]))
}

async function sizeOf(place: Place, sha256: string): Promise<number> {
  return (await contentOf(place, sha256)).byteLength
}

/** Kept bytes. @throws Refusal where they are gone. */
export async function contentOf({ store, workspaceId }: Place, sha256: string): Promise<Uint8Array> {
  const bytes = await readContent(store, workspaceId, sha256)
  return bytes ?? refuse('not-found', 'This file is not kept any more.', { field: 'batch' })
}
