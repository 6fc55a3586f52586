import { type Fault, Refusal } from '../../core/fault.ts'
import { attachCopies, type CopyResult, isPdf, lookAtCopies } from '../imports/copies.ts'
import { forgetRead, keepPlan, keepRead, keptPlan, keptRead, markOf, nameOfFiles, type ReadFiles, rowsIn } from '../imports/kept-plan.ts'
import { planImport } from '../imports/plan.ts'
import { type ImportAnswers, type Plan, writesNothing } from '../imports/plan-types.ts'
import { type ImportPreview, previewOf } from '../imports/preview.ts'
import { writePlan } from '../imports/write.ts'
import { type FileList, type GivenFile, readListFile } from '../lists/read-lists.ts'
import { reconsider } from '../run/reconsider.ts'
import { newId } from '../store/ids.ts'
import { record, writingMany } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Place } from '../workspace.ts'
import { keepReadings, keptReadings } from './list-readings.ts'
import { matchImported } from './match-drafts.ts'
import { withdrawQueued } from './withdraw.ts'

/** Reads all files; PDF copies are set aside. @throws Refusal with the faults of every file that cannot be read. */
export async function readImport(place: Place, files: readonly GivenFile[], answers: ImportAnswers = {}): Promise<ReadFiles> {
  const lists: FileList[] = []
  const faults: Fault[] = []
  const readings = await keptReadings(place)
  for (const file of files.filter(f => !isPdf(f.bytes)))
    try {
      lists.push(await readListFile(file, place.firm, answers, readings))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push(...error.faults)
    }
  if (faults.length > 0) throw new Refusal(faults)
  return { lists, copies: files.filter(f => isPdf(f.bytes)) }
}

/** What an import would do. Writes nothing; what was read is kept for a while, for whoever confirms it. */
export async function previewImport(place: Place, files: readonly GivenFile[], answers: ImportAnswers = {}): Promise<ImportPreview> {
  const name = nameOfFiles(place, files, await markOf(place.store.db, place, answers))
  const read = keptRead(name) ?? (await readImport(place, files, answers))
  keepRead(name, read)
  return previewRead(place, read, answers)
}

/** The same for files that have been read already. */
export async function previewRead(place: Place, read: ReadFiles, answers: ImportAnswers): Promise<ImportPreview> {
  const plan = await planned(place, read, answers, await markOf(place.store.db, place, answers))
  const added = plan.added.flatMap(({ id, client, item }) =>
    item.kind === 'invoice' ? [{ id, clientId: client.id, number: item.number }] : [],
  )
  return previewOf(plan, answers, await lookAtCopies(place.store.db, place.workspaceId, read.copies, added))
}

/** The plan for some lists, made once as long as nothing it depends on is another. */
async function planned(place: Place, read: ReadFiles, answers: ImportAnswers, mark: string): Promise<Plan> {
  const plan = keptPlan(read, mark) ?? (await planImport(place.store.db, place, read.lists, answers))
  keepPlan(read, mark, plan)
  return plan
}

export interface ImportResult {
  /** None: nothing was new, nothing was written. */
  readonly batchId: string | null
  readonly preview: ImportPreview
  /** Queued messages that do not leave because money came in. */
  readonly withdrawn: number
  readonly copies: readonly CopyResult[]
}

/** Imports files: all or nothing, in one link of the journal. @throws Refusal naming what is still to be answered or mended. */
export async function confirmImport(place: Place, files: readonly GivenFile[], answers: ImportAnswers = {}): Promise<ImportResult> {
  const name = nameOfFiles(place, files, await markOf(place.store.db, place, answers))
  const read = keptRead(name) ?? (await readImport(place, files, answers))
  forgetRead()
  return confirmRead(place, read, answers)
}

/** The same for files that have been read already; what is known is looked at anew where anything was recorded since. */
export async function confirmRead(place: Place, read: ReadFiles, answers: ImportAnswers): Promise<ImportResult> {
  const done = await writingMany(place.store, rowsIn(read), writing => writeRead(writing, place, read, answers))
  await keepReadings({ ...place, by: { ...place.by, at: place.clock.now() } }, read.lists)
  return done
}

async function writeRead(writing: Store, place: Place, read: ReadFiles, answers: ImportAnswers): Promise<ImportResult> {
  const names = [...read.lists.map(l => l.file), ...read.copies.map(f => f.name)]
  const by = {
    ...place.by,
    at: place.clock.now(),
    today: place.clock.today(place.firm.zone),
    source: `import of ${names.join(', ').slice(0, 300)}`,
  }
  const batchId = newId()
  const settledClients = new Set<string>()
  // planned before the store is taken for writing, so that others wait for the writing alone; again where something was recorded meanwhile
  const here = { ...place, by }
  const mark = await markOf(place.store.db, here, answers)
  const before = await planned(here, read, answers, mark)
  const done = await record(writing, by, 'lists imported', async pen => {
    const plan = (await markOf(pen.tx, here, answers)) === mark ? before : await planImport(pen.tx, here, read.lists, answers)
    refuseIfOpen(plan, answers)
    const settled = writesNothing(plan) ? new Set<string>() : await writePlan(pen, plan)
    for (const id of settled) settledClients.add(id)
    const copies = await attachCopies(pen, read.copies)
    const withdrawn = await withdrawQueued(pen.tx, place.workspaceId, settled, by)
    const preview = previewOf(plan, answers, copies)
    if (writesNothing(plan) && copies.every(copy => copy.documentId === null)) return { batchId: null, preview, withdrawn, copies }
    await pen.tx
      .insertInto('importBatch')
      .values({
        workspaceId: place.workspaceId,
        id: batchId,
        at: by.at,
        actor: by.actor,
        kind: read.lists.some(l => l.source.holds === 'invoices') ? 'invoices' : read.lists.length > 0 ? 'payments' : 'copies',
        files: JSON.stringify(
          read.lists.map(l => ({ name: l.file, sha256: l.sha256, headers: l.columns.map(c => c.header) })),
        ) as unknown as [], // JSON text on the way in
        summary: JSON.stringify({ counts: preview.counts, totals: preview.totals }) as unknown as [], // as above
        origin: [...new Set(read.lists.map(l => l.origin))].join(' ') || null,
        journalSeq: pen.seq,
        undoneAt: null,
      })
      .execute()
    return { batchId, preview, withdrawn, copies }
  })
  await matchImported(here)
  await reconsider(here, [...settledClients])
  return done
}

/** What no default may answer: rows that cannot be read, due dates nobody states. */
function refuseIfOpen(plan: Plan, answers: ImportAnswers): void {
  const faults: Fault[] = answers.skipRefused === true ? [] : [...plan.refused]
  if (faults.length > 0)
    faults.push({
      code: 'rows-refused',
      message: `${plan.refused.length} of the rows cannot come in; nothing was imported.`,
      params: { count: String(plan.refused.length) },
      mend: 'Mend them, or bring in the others with --skip-refused.',
    })
  const [first] = plan.withoutDue
  if (first)
    faults.push({
      code: 'due-date-missing',
      message: `${plan.withoutDue.length} invoices state no due date, the first is "${first.item.number}". It is never invented.`,
      params: { count: String(plan.withoutDue.length), number: first.item.number },
      mend: 'Say how many days after the invoice date they fall due: --terms-days 30',
      file: first.item.file,
      line: first.item.line,
      field: 'dueOn',
    })
  if (faults.length > 0) throw new Refusal(faults)
}

export interface ImportBatch {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly kind: string
  readonly files: readonly string[]
  readonly counts: unknown
  readonly undoneAt: string | null
}

/** The imports of this firm, newest first. */
export async function importBatches(place: Place): Promise<ImportBatch[]> {
  const rows = await place.store.db
    .selectFrom('importBatch')
    .selectAll()
    .where('workspaceId', '=', place.workspaceId)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id,
    at: row.at,
    actor: row.actor,
    kind: row.kind,
    files: (row.files as readonly { readonly name: string }[]).map(f => f.name), // as confirmRead writes them
    counts: (row.summary as { readonly counts: unknown }).counts, // as above
    undoneAt: row.undoneAt,
  }))
}
