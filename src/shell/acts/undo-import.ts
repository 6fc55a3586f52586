import type { Day } from '../../core/day/day.ts'
import { type Body, type Frame, type NounName, nounNames, nouns } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { among } from '../store/among.ts'
import { inParts } from '../store/in-parts.ts'
import { canonical } from '../store/journal.ts'
import { currentRows, type NewFact, type Pen, record } from '../store/record.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { withdrawQueued } from './withdraw.ts'

export type Row = Readonly<Record<string, unknown>> & Frame & { readonly supersededSeq: number | null }

export interface UndoResult {
  readonly batchId: string
  /** Facts taken back, and facts put back as they stood before. */
  readonly retracted: number
  readonly reopened: number
  /** Clients that stay because something else was recorded about them since. */
  readonly clientsKept: readonly string[]
  readonly withdrawn: number
}

/**
 * Takes an import back exactly: what it added is retracted, what it changed stands again as before. @throws Refusal where
 * something it wrote was changed since, or money was booked on its invoices since: that is to be taken back first.
 */
export async function undoImport(place: Place, batchId: string): Promise<UndoResult> {
  const by = { ...place.by, at: place.clock.now(), today: place.clock.today(place.firm.zone), source: 'import undone' }
  return record(place.store, by, 'import taken back', async pen => {
    const seq = await batchSeq(pen.tx, place.workspaceId, batchId)
    const { written, closed } = await rowsOfLink(pen.tx, place.workspaceId, seq)
    await refuseIfUsed(pen, seq, written)
    const { retracted, clientsKept } = await takeBack(pen, seq, written, closed)
    const reopened = await putBack(pen, closed)
    const clients = new Set([...written, ...closed].map(({ row }) => row.clientId).filter(id => id !== ''))
    const withdrawn = await withdrawQueued(pen.tx, place.workspaceId, clients, by)
    await pen.tx
      .updateTable('importBatch')
      .set({ undoneAt: by.at })
      .where('workspaceId', '=', place.workspaceId)
      .where('id', '=', batchId)
      .execute()
    return { batchId, retracted, reopened, clientsKept, withdrawn }
  })
}

/** How many facts an import wrote and closed; 0 where it is not known. */
export async function factsOfBatch({ store, workspaceId }: Place, batchId: string): Promise<number> {
  const row = await store.db
    .selectFrom('importBatch')
    .innerJoin('journal', join =>
      join.onRef('journal.workspaceId', '=', 'importBatch.workspaceId').onRef('journal.seq', '=', 'importBatch.journalSeq'),
    )
    .select('journal.count')
    .where('importBatch.workspaceId', '=', workspaceId)
    .where('importBatch.id', '=', batchId)
    .executeTakeFirst()
  return row?.count ?? 0
}

async function batchSeq(tx: Db, workspaceId: string, batchId: string): Promise<number> {
  const batch = await tx
    .selectFrom('importBatch')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (!batch || batch.journalSeq === null)
    return refuse('not-found', `There is no import "${batchId}".`, { field: 'batch', mend: 'Run: dunwell import --list' })
  if (batch.undoneAt !== null) refuse('already-done', 'This import has been taken back already.', { params: {}, field: 'batch' })
  return batch.journalSeq
}

/** One row of a link. */
export interface Told {
  readonly noun: NounName
  readonly row: Row
}

/** What a link of the journal wrote and what it closed; versions it wrote and closed itself are neither. */
export async function rowsOfLink(tx: Db, workspaceId: string, seq: number): Promise<{ written: Told[]; closed: Told[] }> {
  const written: Told[] = []
  const closed: Told[] = []
  for (const noun of nounNames) {
    const from = tx
      .selectFrom(noun as 'client') // every noun has the frame’s columns
      .selectAll()
      .where('workspaceId', '=', workspaceId)
    for (const row of await from.where('journalSeq', '=', seq).execute())
      if (row.supersededSeq !== seq) written.push({ noun, row: row as unknown as Row }) // rows of a noun’s table are its facts
    for (const row of await from.where('supersededSeq', '=', seq).execute())
      if (row.journalSeq !== seq) closed.push({ noun, row: row as unknown as Row }) // as above
  }
  return { written, closed }
}

const nameOf = (noun: NounName, row: Row): string => `${noun} "${String(row.number ?? row.name ?? row.id)}"`

/** Whether two versions of a thing say the same. */
const saysTheSame = (noun: NounName, a: Row, b: Row): boolean => {
  const body = (row: Row): unknown[] => Object.keys(nouns[noun].columns).map(name => row[name])
  return canonical(body(a)) === canonical(body(b))
}

/** Whatever was changed since would be lost, and money booked since would hang in the air. */
async function refuseIfUsed(pen: Pen, seq: number, written: readonly Told[]): Promise<void> {
  const ours = new Set(written.map(({ noun, row }) => `${noun} ${row.id}`))
  const invoices = new Map(written.filter(t => t.noun === 'invoice').map(t => [t.row.id, t.row]))
  const faults: Fault[] = []
  const replaced = written.filter(({ noun, row }) => row.supersededSeq !== null && noun !== 'client' && noun !== 'bankEntry')
  for (const [noun, told] of Map.groupBy(replaced, t => t.noun)) {
    const now = await currentRows(pen.tx, pen.by.workspaceId, noun, told.map(t => t.row.id)) // biome-ignore format: one call
    for (const { row } of told) {
      const current = now.get(row.id) as unknown as Row | undefined // rows of a noun’s table are its facts
      if (current && !saysTheSame(noun, row, current))
        faults.push({
          code: 'changed-since',
          message: `The ${nameOf(noun, row)} was changed after this import.`,
          params: {},
          mend: 'Take that change (or the later import) back first.',
        })
    }
  }
  for (const noun of ['payment', 'allocation', 'creditNote', 'writeOff', 'charge', 'dispute', 'extension'] as const) {
    const rows = await pen.tx
      .selectFrom(noun as 'payment') // each of these has an invoiceId
      .select(['id', 'invoiceId', 'effectiveOn'])
      .where('workspaceId', '=', pen.by.workspaceId)
      .where('supersededAt', 'is', null)
      .where('journalSeq', '>', seq)
      .where('invoiceId', 'is not', null)
      .execute()
    for (const row of rows) {
      if (row.invoiceId === null || !invoices.has(row.invoiceId) || ours.has(`${noun} ${row.id}`)) continue
      faults.push({
        code: 'used-since',
        message: `A ${noun} of ${row.effectiveOn} was recorded on invoice "${String(invoices.get(row.invoiceId)?.number)}" after this import.`,
        params: {},
        mend: 'Take it back first.',
      })
    }
  }
  faults.push(...(await bookedSince(pen.tx, pen.by.workspaceId, seq, written)))
  if (faults.length > 0) throw new Refusal(faults.slice(0, 20))
}

/** Bank lines of this import that somebody, or a later matching, booked. */
async function bookedSince(tx: Db, workspaceId: string, seq: number, written: readonly Told[]) {
  const lines = new Set(written.filter(t => t.noun === 'bankEntry').map(t => t.row.id))
  if (lines.size === 0) return []
  const rows = await tx
    .selectFrom('payment')
    .select(['bankEntryId', 'paidOn'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('journalSeq', '>', seq)
    .where('bankEntryId', 'is not', null)
    .execute()
  return rows
    .filter(r => r.bankEntryId !== null && lines.has(r.bankEntryId))
    .slice(0, 20)
    .map(r => ({
      code: 'used-since',
      message: `A line of ${r.paidOn} was booked after this import.`,
      mend: 'Take that booking back first: dunwell bank undo LINE',
    }))
}

async function takeBack(
  pen: Pen,
  seq: number,
  written: readonly Told[],
  closed: readonly Told[],
): Promise<{ retracted: number; clientsKept: string[] }> {
  const before = new Set(closed.map(({ noun, row }) => `${noun} ${row.id}`))
  const byNoun = Map.groupBy(written, t => t.noun)
  const used = await usedElsewhere(pen, seq, written)
  let retracted = 0
  for (const [noun, told] of byNoun) {
    const ids = told.map(t => t.row.id).filter(id => !before.has(`${noun} ${id}`) && !(noun === 'client' && used.has(id)))
    retracted += await pen.retractMany(noun, ids) // but what was taken back by hand meanwhile
  }
  const kept = (byNoun.get('client') ?? []).filter(({ row }) => used.has(row.id) && !before.has(`client ${row.id}`))
  return { retracted, clientsKept: kept.map(({ row }) => String(row.name)) }
}

/** Those of the clients it wrote about whom anything but this import was recorded. */
async function usedElsewhere(pen: Pen, seq: number, written: readonly Told[]): Promise<Set<string>> {
  const ours = new Set(written.map(({ noun, row }) => `${noun} ${row.id}`))
  const clients = written.filter(t => t.noun === 'client').map(t => t.row.id)
  const used = new Set<string>()
  for (const noun of nounNames) {
    if (nouns[noun].about === 'workspace') continue
    for (const ids of inParts(clients)) {
      const rows = await pen.tx
        .selectFrom(noun as 'client') // every noun has the frame’s columns
        .select(['id', 'clientId'])
        .where('workspaceId', '=', pen.by.workspaceId)
        .where(among(pen.tx, 'clientId', ids))
        .where('supersededAt', 'is', null)
        .where('journalSeq', '<>', seq)
        .execute()
      for (const row of rows) if (!ours.has(`${noun} ${row.id}`)) used.add(row.clientId)
    }
  }
  return used
}

/** The versions that the import closed stand again, with their day and source. */
export async function putBack(pen: Pen, closed: readonly Told[]): Promise<number> {
  for (const [noun, told] of Map.groupBy(closed, t => t.noun)) await pen.retractMany(noun, told.map(t => t.row.id)) // biome-ignore format: one call
  for (const { noun, row } of closed) {
    const body = Object.fromEntries(Object.keys(nouns[noun].columns).map(name => [name, row[name]])) as unknown as Body<'note'> // the noun’s own fields
    const fact = {
      ...body,
      id: row.id,
      isNew: true,
      clientId: row.clientId,
      effectiveOn: row.effectiveOn as Day,
      source: row.source,
    } as const
    await pen.add(noun as 'note', fact as NewFact<'note'>) // checked again against the catalogue by the pen
  }
  return closed.length
}
