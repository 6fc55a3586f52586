import { hash } from 'node:crypto'
import { money, toDecimal } from '../../core/money/money.ts'
import { confirmedMappings } from '../bank/columns.ts'
import { type MatchCounts, matchAndBook } from '../bank/match-lines.ts'
import {
  type ConfirmedList,
  type ReadyStatement,
  readStatements,
  readyStatements,
  refuseGaps,
  type StatementAnswers,
} from '../bank/statements.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { reconsider } from '../run/reconsider.ts'
import { newId } from '../store/ids.ts'
import { type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { byNow } from './pay.ts'

/** A statement as people see it; amounts are decimal text. */
export interface StatementView {
  readonly file: string
  readonly format: string
  readonly account: string
  readonly currency: string
  readonly opening: string | null
  readonly closing: string | null
  /** Opening + lines − closing, where it is not nothing. */
  readonly gap: string | null
  readonly from: string | null
  readonly to: string
  readonly newLines: number
  readonly knownLines: number
  readonly pending: number
  readonly assumed: readonly string[]
}

export interface StatementImport {
  /** None: everything was known, nothing was written. */
  readonly batchId: string | null
  readonly statements: readonly StatementView[]
  readonly newLines: number
  readonly knownLines: number
  readonly matched: Omit<MatchCounts, 'clientIds'>
}

const NOTHING: MatchCounts = { applied: 0, recordedBefore: 0, proposed: 0, unknown: 0, clientIds: [] }

function viewOf(s: ReadyStatement): StatementView {
  const decimal = (minor: bigint | null): string | null => (minor === null ? null : toDecimal(money(minor, s.currency)))
  return {
    file: s.file,
    format: s.format,
    account: s.account,
    currency: s.currency,
    opening: decimal(s.openingMinor),
    closing: decimal(s.closingMinor),
    gap: s.gapMinor === 0n ? null : decimal(s.gapMinor),
    from: s.fromDay,
    to: s.toDay,
    newLines: s.fresh.length,
    knownLines: s.knownLines,
    pending: s.pending,
    assumed: s.assumed,
  }
}

const answer = (batchId: string | null, ready: readonly ReadyStatement[], { clientIds: _, ...matched }: MatchCounts): StatementImport => ({
  batchId,
  statements: ready.map(viewOf),
  newLines: ready.reduce((sum, s) => sum + s.fresh.length, 0),
  knownLines: ready.reduce((sum, s) => sum + s.knownLines, 0),
  matched,
})

/** What an import of statements would bring. Writes nothing. @throws Refusal where a file cannot be read whole. */
export async function previewStatements(
  place: Place,
  files: readonly GivenFile[],
  answers: StatementAnswers = {},
): Promise<StatementImport> {
  const { statements } = await readStatements(place, files, answers)
  return answer(null, await readyStatements(place.store.db, place, statements, answers), NOTHING)
}

/** Remembers how lists are read: once for each set of headers, and for the account where the person named it. */
async function keepMappings(pen: Pen, confirmed: readonly ConfirmedList[], answers: StatementAnswers): Promise<void> {
  if (confirmed.length === 0) return
  const known = await confirmedMappings(pen.tx, pen.by.workspaceId)
  const account = answers.account?.replace(/\s/g, '').toUpperCase() ?? null
  for (const { fingerprint, mapping } of confirmed) {
    const before = known.findLast(m => m.fingerprint === fingerprint && m.account === account)
    const body = { fingerprint, account, mapping: mapping as never } // plain texts and numbers
    if (before) await pen.amend('bankMapping', before.id, body)
    else await pen.add('bankMapping', body)
  }
}

/**
 * Imports bank statements: all files or none, in one link of the journal. Lines known from an overlapping statement stay as they are; what
 * matches without doubt is booked at once, the rest is proposed. @throws Refusal naming the line, or the gap that wants confirming.
 */
export async function importStatements(
  place: Place,
  files: readonly GivenFile[],
  answers: StatementAnswers = {},
): Promise<StatementImport> {
  const read = await readStatements(place, files, answers)
  const by = { ...byNow(place, `statement ${files.map(f => f.name).join(', ')}`.slice(0, 300)) }
  const { result, clientIds } = await record(place.store, by, 'statements imported', async pen => {
    const ready = await readyStatements(pen.tx, place, read.statements, answers)
    refuseGaps(ready, answers)
    await keepMappings(pen, read.confirmed, answers)
    const wanted = ready.filter(s => !s.known)
    if (wanted.length === 0) return { result: answer(null, ready, NOTHING), clientIds: [] }
    for (const statement of wanted) await writeStatement(pen, statement, by.actor)
    const counts = await matchAndBook(pen, { ...place, by })
    const batchId = await writeBatchRow(pen, files, ready)
    return { result: answer(batchId, ready, counts), clientIds: counts.clientIds }
  })
  await reconsider(place, clientIds)
  return result
}

async function writeStatement(pen: Pen, s: ReadyStatement, actor: string): Promise<void> {
  const gapMinor = s.gapMinor === 0n ? null : s.gapMinor
  const { account, currency, openingMinor, closingMinor, fromDay, toDay, format } = s
  const statementId = await pen.add('statement', {
    ...{ account, currency, openingMinor, closingMinor, fromDay, toDay, format, gapMinor },
    gapConfirmedBy: gapMinor === null ? null : actor,
    effectiveOn: toDay,
    source: s.file,
  })
  for (const { key, entry } of s.fresh)
    await pen.add('bankEntry', {
      statementId,
      key,
      account,
      currency,
      bookedOn: entry.day,
      valueOn: entry.valueDay ?? entry.day,
      amountMinor: entry.amountMinor,
      text: entry.text,
      reference: entry.reference ?? null,
      endToEndId: entry.endToEndId ?? null,
      counterparty: entry.counterparty ?? null,
      counterpartyAccount: entry.counterpartyAccount ?? null,
      raw: entry.raw,
      effectiveOn: entry.day,
      source: entry.line === undefined ? s.file : `${s.file}, line ${entry.line}`,
    })
}

async function writeBatchRow(pen: Pen, files: readonly GivenFile[], ready: readonly ReadyStatement[]): Promise<string> {
  const id = newId()
  const names = files.map(f => ({ name: f.name, sha256: hash('sha256', f.bytes) }))
  const lines = ready.reduce((sum, s) => sum + s.fresh.length, 0)
  await pen.tx
    .insertInto('importBatch')
    .values({
      workspaceId: pen.by.workspaceId,
      id,
      at: pen.by.at,
      actor: pen.by.actor,
      kind: 'statement',
      files: JSON.stringify(names) as unknown as [], // JSON text on the way in
      summary: JSON.stringify({ counts: { statements: ready.length, lines }, totals: [] }) as unknown as [], // as above
      origin: null,
      journalSeq: pen.seq,
      undoneAt: null,
    })
    .execute()
  return id
}
