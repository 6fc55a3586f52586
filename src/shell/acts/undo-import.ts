import type { Day } from '../../core/day/day.ts'
import { type Body, type Frame, type NounName, nounNames, nouns } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { canonical } from '../store/journal.ts'
import { type NewFact, type Pen, record } from '../store/record.ts'
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
    const { retracted, clientsKept } = await takeBack(pen, written, closed)
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
  const invoices = new Set(written.filter(t => t.noun === 'invoice').map(t => t.row.id))
  const faults: Fault[] = []
  for (const { noun, row } of written) {
    if (row.supersededSeq === null || noun === 'client' || noun === 'bankEntry') continue
    const now = (await pen.current(noun, row.id)) as unknown as Row | undefined // a fact is its row
    if (now && !saysTheSame(noun, row, now))
      faults.push({
        code: 'changed-since',
        message: `The ${nameOf(noun, row)} was changed after this import.`,
        params: {},
        mend: 'Take that change (or the later import) back first.',
      })
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
      const invoice = written.find(t => t.row.id === row.invoiceId)?.row
      faults.push({
        code: 'used-since',
        message: `A ${noun} of ${row.effectiveOn} was recorded on invoice "${String(invoice?.number)}" after this import.`,
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
  written: readonly Told[],
  closed: readonly Told[],
): Promise<{ retracted: number; clientsKept: string[] }> {
  const before = new Set(closed.map(({ noun, row }) => `${noun} ${row.id}`))
  const ours = new Set(written.map(({ noun, row }) => `${noun} ${row.id}`))
  const clientsKept: string[] = []
  let retracted = 0
  for (const { noun, row } of written) {
    if (before.has(`${noun} ${row.id}`)) continue
    if (row.supersededSeq !== null && !(await pen.current(noun, row.id))) continue // taken back by hand meanwhile
    if (noun === 'client' && (await isUsedElsewhere(pen, ours, row.id))) {
      clientsKept.push(String(row.name))
      continue
    }
    await pen.retract(noun, row.id)
    retracted += 1
  }
  return { retracted, clientsKept }
}

/** Whether anything but this import was recorded about a client. */
async function isUsedElsewhere(pen: Pen, ours: ReadonlySet<string>, clientId: string): Promise<boolean> {
  for (const noun of nounNames) {
    if (nouns[noun].about === 'workspace') continue
    const rows = await pen.tx
      .selectFrom(noun as 'client') // every noun has the frame’s columns
      .select('id')
      .where('workspaceId', '=', pen.by.workspaceId)
      .where('clientId', '=', clientId)
      .where('supersededAt', 'is', null)
      .execute()
    if (rows.some(row => !ours.has(`${noun} ${row.id}`))) return true
  }
  return false
}

/** The versions that the import closed stand again, with their day and source. */
export async function putBack(pen: Pen, closed: readonly Told[]): Promise<number> {
  for (const { noun, row } of closed) {
    const body = Object.fromEntries(Object.keys(nouns[noun].columns).map(name => [name, row[name]])) as unknown as Body<'note'> // the noun’s own fields
    const fact = { ...body, id: row.id, clientId: row.clientId, effectiveOn: row.effectiveOn as Day, source: row.source }
    await pen.add(noun as 'note', fact as NewFact<'note'>) // checked again against the catalogue by the pen
  }
  return closed.length
}
