import { hash } from 'node:crypto'
import type { Amount } from '../../core/decide/decision.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { isPdf } from '../imports/copies.ts'
import { splitFiles } from '../imports/e-invoices.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { PAPER_BYTES_MAX } from '../papers/keep.ts'
import { readContent } from '../store/contents.ts'
import { keepContent } from '../store/record.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { type DocumentResult, importDocuments, previewDocuments } from './import-documents.ts'
import { confirmImport } from './import-lists.ts'

type Row = TableRow<'arrivedFile'>
export type ArrivedState = Row['state']

/** A file that came by itself: from the watched folder or with a mail. */
export interface Arrival {
  readonly file: GivenFile
  readonly via: Row['via']
  /** Its path, or sender and subject. */
  readonly whence: string
}

/** What a file brings, for a person to decide on. */
export interface ArrivedDocument {
  readonly kind: DocumentResult['kind']
  readonly number: string
  readonly client: string
  readonly outcome: DocumentResult['outcome']
  readonly amount: Amount | null
  readonly dueOn: string | null
  readonly changes: readonly string[]
}
export interface ArrivedFile {
  /** The hash of its bytes. */
  readonly id: string
  readonly name: string
  readonly via: Row['via']
  readonly whence: string
  readonly arrivedAt: string
  readonly state: ArrivedState
  readonly documents: readonly ArrivedDocument[]
  readonly faults: readonly Fault[]
  readonly batchId: string | null
  readonly settledBy: string | null
}

interface Outcome {
  readonly state: ArrivedState
  readonly documents?: readonly ArrivedDocument[]
  readonly faults?: readonly Fault[]
  readonly batchId?: string | null
}
/** Whose word brings a file in: nobody’s (`ask`), its own unless it changes what is here, or a person’s. */
type Word = 'ask' | 'unless-corrected' | 'take'

const saidOf = ({ kind, number, client, outcome, amount, dueOn, changes }: DocumentResult): ArrivedDocument => ({
  kind,
  number,
  client,
  outcome,
  amount,
  dueOn,
  changes,
})

/** Reads a file and, as far as the word goes, brings in what it holds: all or nothing. A refusal becomes what is said of the file. */
async function bringIn(place: Place, file: GivenFile, word: Word, termsDays?: number): Promise<Outcome> {
  try {
    const { documents, rest } = await splitFiles([file])
    if (documents.length === 0) return await keepCopies(place, rest, word)
    const [other] = rest
    if (other) refuse('mixed-archive', 'This is no e-invoice, but lies in one archive with some.', { params: {}, file: other.name })
    const preview = await previewDocuments(place, documents, { termsDays })
    if (preview.every(d => d.outcome === 'same')) return { state: 'same', documents: preview.map(saidOf) }
    if (word === 'ask' || (word === 'unless-corrected' && preview.some(d => d.outcome === 'corrected' || !d.isSurelyOurs)))
      return { state: 'asked', documents: preview.map(saidOf) }
    const done = await importDocuments(place, documents, { termsDays })
    return { state: 'taken', documents: done.documents.map(saidOf), batchId: done.batchId }
  } catch (error) {
    if (error instanceof Refusal) return { state: 'refused', faults: error.faults }
    throw error
  }
}

/** Plain PDFs attach themselves by invoice number; a list raises questions that only the import page asks. */
async function keepCopies(place: Place, files: readonly GivenFile[], word: Word): Promise<Outcome> {
  const list = files.find(f => word === 'ask' || !isPdf(f.bytes))
  if (list)
    return refuse('not-an-e-invoice', 'This is no e-invoice.', {
      params: {},
      file: list.name,
      mend: 'Import lists on the import page: it asks what nobody may guess.',
    })
  const { copies, batchId } = await confirmImport(place, files)
  const lost = copies.find(c => c.why === 'no-invoice' || c.why === 'several-invoices')
  if (lost)
    return refuse('pdf-without-invoice', 'The PDF holds no invoice data, and the invoice it shows is not here.', {
      params: {},
      file: lost.file,
      mend: 'Enter the invoice by hand, or bring in its XML; then try again.',
    })
  return { state: batchId === null ? 'same' : 'taken', batchId }
}

/** Others’ invoices are what we owe; letters, orders, and archives and PDFs that do not open are no invoices: all stay in the mail. */
const NOT_OURS =
  /^(not-ours|not-an-e-invoice|format-unknown|order-not-invoice|file-empty|file-too-slow|unpacks-too-large|(archive|pdf)-.+)$/
const staysInMail = ({ state, faults = [] }: Outcome): boolean => state === 'refused' && faults.every(f => NOT_OURS.test(f.code))

/** What became of the content when it came before; undefined: it is new. */
export async function arrivedBefore(place: Place, sha256: string): Promise<ArrivedState | undefined> {
  const row = await place.store.db
    .selectFrom('arrivedFile')
    .select('state')
    .where('workspaceId', '=', place.workspaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.state
}

/**
 * Takes in a file that came by itself, once however often it comes. New invoices from the folder come in; one that changes what is here, and
 * everything a mail brings, waits for a person, for anybody may send a mail. Bytes of what waits or was refused are kept.
 * @returns `left`: what a mail encloses is no e-invoice of ours.
 */
export async function takeIn(place: Place, { file, via, whence }: Arrival): Promise<ArrivedState | 'left'> {
  const sha256 = hash('sha256', file.bytes, 'hex')
  const before = await arrivedBefore(place, sha256)
  if (before && before !== 'replaced') return before
  const outcome = await bringIn(place, file, via === 'mail' ? 'ask' : 'unless-corrected')
  if (via === 'mail' && staysInMail(outcome)) return 'left'
  const row = { sha256, name: file.name, via, whence, sizeBytes: file.bytes.length }
  await keepRow(place, row, outcome, file.bytes.length <= PAPER_BYTES_MAX ? file.bytes : undefined)
  return outcome.state
}

/** Names a file that is not even read. @param id stands for its content. */
export async function refuseArrival(
  place: Place,
  row: Pick<Row, 'sha256' | 'name' | 'whence' | 'sizeBytes'>,
  fault: Fault,
): Promise<'refused'> {
  await keepRow(place, { ...row, via: 'folder' }, { state: 'refused', faults: [fault] }, undefined)
  return 'refused'
}

async function keepRow(
  place: Place,
  row: Pick<Row, 'sha256' | 'name' | 'via' | 'whence' | 'sizeBytes'>,
  outcome: Outcome,
  bytes: Uint8Array | undefined,
): Promise<void> {
  const { workspaceId } = place
  const { sha256, via, whence } = row
  await place.store.transaction(workspaceId, async tx => {
    if (via === 'folder')
      await tx
        .updateTable('arrivedFile')
        .set({ state: 'replaced' })
        .where('workspaceId', '=', workspaceId)
        .where('whence', '=', whence)
        .where('state', 'in', ['asked', 'refused'])
        .execute()
    if (bytes && (outcome.state === 'asked' || outcome.state === 'refused')) await keepContent(tx, workspaceId, sha256, bytes)
    const columns = columnsOf(outcome)
    await tx
      .insertInto('arrivedFile')
      .values({ workspaceId, ...row, arrivedAt: place.clock.now(), settledBy: null, ...columns })
      .onConflict(c => c.columns(['workspaceId', 'sha256']).doUpdateSet(columns)) // back again, or a second process was quicker
      .execute()
  })
}

const columnsOf = ({ state, documents = [], faults = [], batchId = null }: Outcome) => ({
  state,
  says: JSON.stringify({ documents, faults }) as unknown as Row['says'], // JSON text on the way in
  batchId,
})

const fileOf = (row: Row): ArrivedFile => {
  const { documents, faults } = row.says as unknown as Pick<ArrivedFile, 'documents' | 'faults'> // as takeIn writes them
  const { sha256: id, name, via, whence, arrivedAt, state, batchId, settledBy } = row
  return { id, name, via, whence, arrivedAt, state, documents, faults, batchId, settledBy }
}

const LATEST = 20
const WAITING_MAX = 200

/** Files that wait for a person, oldest first, and the last ones that were dealt with. */
export async function arrivedFiles(place: Place): Promise<{ waiting: ArrivedFile[]; latest: ArrivedFile[] }> {
  const rows = place.store.db.selectFrom('arrivedFile').selectAll().where('workspaceId', '=', place.workspaceId)
  const waiting = await rows.where('state', 'in', ['asked', 'refused']).orderBy('arrivedAt').limit(WAITING_MAX).execute()
  const latest = await rows.where('state', 'not in', ['asked', 'refused']).orderBy('arrivedAt', 'desc').limit(LATEST).execute()
  return { waiting: waiting.map(fileOf), latest: latest.map(fileOf) }
}

async function waitingRow(place: Place, id: string): Promise<Row> {
  const row = await place.store.db
    .selectFrom('arrivedFile')
    .selectAll()
    .where('workspaceId', '=', place.workspaceId)
    .where('sha256', 'like', `${id.replace(/[^0-9a-f]/g, '')}%`)
    .where('state', 'in', ['asked', 'refused'])
    .limit(1)
    .executeTakeFirst()
  return row && id.length >= 8 ? row : refuse('not-found', `No file "${id}" waits.`, { field: 'file' })
}

const write = (place: Place, sha256: string, changes: Partial<Row>): Promise<unknown> =>
  place.store.db.updateTable('arrivedFile').set(changes).where('workspaceId', '=', place.workspaceId).where('sha256', '=', sha256).execute()

async function settle(place: Place, row: Row, outcome: Outcome): Promise<ArrivedFile> {
  const changes = { ...columnsOf(outcome), settledBy: outcome.state === 'refused' ? row.settledBy : place.by.actor }
  await write(place, row.sha256, changes)
  return fileOf({
    ...row,
    ...changes,
    says: { documents: outcome.documents ?? [], faults: outcome.faults ?? [] } as unknown as Row['says'],
  }) // as read back
}

/** Brings a waiting file in on a person’s word; one that was refused is tried again. @throws Refusal saying what still keeps it out. */
export async function takeArrived(
  place: Place,
  input: { readonly file: string; readonly termsDays?: number | undefined },
): Promise<ArrivedFile> {
  const row = await waitingRow(place, input.file)
  const content = await readContent(place.store, place.workspaceId, row.sha256)
  if (!content)
    return refuse('file-gone', 'The file was too large to be kept.', { params: {}, file: row.name, mend: 'Drop it on the import page.' })
  const outcome = await bringIn(place, { name: row.name, bytes: content }, 'take', input.termsDays)
  const settled = await settle(place, row, outcome)
  if (outcome.state === 'refused') throw new Refusal(outcome.faults ?? [])
  await lookAgain(place, new Set(settled.documents.map(d => d.number)))
  return settled
}

/** Waiting files about invoices that just came in say anew what they would do: bring nothing, or change what is here now. */
async function lookAgain(place: Place, numbers: ReadonlySet<string>): Promise<void> {
  const { waiting } = await arrivedFiles(place)
  for (const { id, name } of waiting.filter(w => w.documents.some(d => numbers.has(d.number)))) {
    const content = await readContent(place.store, place.workspaceId, id)
    if (content) await write(place, id, columnsOf(await bringIn(place, { name, bytes: content }, 'ask')))
  }
}

/** Leaves a waiting file out for good. */
export async function declineArrived(place: Place, input: { readonly file: string }): Promise<ArrivedFile> {
  const row = await waitingRow(place, input.file)
  const { documents, faults } = fileOf(row)
  return settle(place, row, { state: 'declined', documents, faults })
}
