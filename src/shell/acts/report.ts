import { hash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { type Day, isDay } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { NewFact, Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { type Given, runningHandOver } from './hand-over.ts'
import { type Became, proposalTaken } from './proposal.ts'

const KINDS = ['contact', 'proposal', 'note', 'closed'] as const

export interface ReportLine {
  readonly kind: string
  readonly on: string
  readonly words?: string | undefined
  readonly amount?: string | undefined
  /** A proposal: to be paid by, or the first part due on. */
  readonly by?: string | undefined
  /** A proposal in monthly parts: how many. */
  readonly parts?: string | undefined
}

const LINES_MOST = 5000
const PARTS_MAX = 36

function lineFrom(given: Given, line: ReportLine, today: Day, where: Omit<Fault, 'code' | 'message'>): NewFact<'report'> {
  const currency = given.mandate?.currency ?? given.facts.invoice.find(i => given.handOver.invoiceIds.includes(i.id))?.currency ?? ''
  const kind = KINDS.find(k => k === line.kind)
  if (!kind)
    return refuse('kind-unknown', `"${line.kind}" is nothing that can be reported.`, {
      ...where,
      field: 'kind',
      mend: `Say one of ${KINDS.join(', ')}.`,
    })
  if (!isDay(line.on) || line.on > today)
    return refuse('day-unreadable', `"${line.on}" is no day up to today.`, {
      params: { value: line.on },
      ...where,
      field: 'on',
      mend: 'Write it as 2026-02-28.',
    })
  const amount = line.amount?.trim() ? fromDecimal(line.amount, currency) : undefined
  if (line.amount?.trim() && !(amount && amount.minor > 0n))
    return refuse('amount-unreadable', `"${line.amount}" is not an amount in ${currency}.`, {
      params: { value: line.amount },
      ...where,
      field: 'amount',
      mend: 'Write it as 1234.50.',
    })
  const by = line.by?.trim() ? line.by.trim() : undefined
  if (by !== undefined && !isDay(by))
    return refuse('day-unreadable', `"${by}" is not a day.`, {
      params: { value: by },
      ...where,
      field: 'by',
      mend: 'Write it as 2026-02-28.',
    })
  const parts = line.parts?.trim() ? Number(line.parts) : null
  if (parts !== null && !(Number.isInteger(parts) && parts >= 1 && parts <= PARTS_MAX))
    return refuse('parts-wrong', `"${line.parts}" is not a number of parts from 1 to ${PARTS_MAX}.`, { ...where, field: 'parts' })
  if (kind === 'proposal' && !amount) return refuse('field-missing', 'A proposal needs its amount.', { ...where, field: 'amount' })
  return {
    clientId: given.handOver.clientId,
    effectiveOn: line.on,
    handOverId: given.handOver.id,
    key: keyOf(line),
    kind,
    on: line.on,
    words: line.words?.trim() || null,
    amountMinor: amount?.minor ?? null,
    currency: amount ? currency : null,
    by: by ?? null,
    parts,
  }
}

const keyOf = (line: ReportLine): string =>
  hash(
    'sha256',
    JSON.stringify([
      line.kind,
      line.on,
      line.words?.trim() ?? '',
      line.amount?.trim() ?? '',
      line.by?.trim() ?? '',
      ...(line.parts?.trim() ? [line.parts.trim()] : []),
    ]),
  ).slice(0, 24)

async function writeLines(pen: Pen, given: Given, lines: readonly NewFact<'report'>[]): Promise<number> {
  const known = new Set(given.facts.report.filter(r => r.handOverId === given.handOver.id).map(r => r.key))
  let added = 0
  for (const line of lines) {
    if (known.has(line.key)) continue
    known.add(line.key)
    await pen.add('report', line)
    added += 1
  }
  const last = lines.at(-1)
  if (given.mandate && last && added > 0)
    await pen.amend('mandate', given.mandate.id, { status: `${last.kind} ${last.on}` }, given.mandate.effectiveOn)
  return added
}

/** One line that the intermediary reports: a contact, a proposal, a note, or that it is closed. */
export async function reportOne(
  place: Place,
  input: ReportLine & { readonly handOver: string },
): Promise<{ clientId: string; added: number }> {
  const given = await runningHandOver(place, input.handOver)
  const line = lineFrom(given, input, place.by.today, {})
  return {
    clientId: given.handOver.clientId,
    added: await recordAbout(place, given.handOver.clientId, 'intermediary reported', pen => writeLines(pen, given, [line])),
  }
}

type Row = Readonly<Record<string, string>>

function rowsOf(text: string, file: string): { row: Row; line: number }[] {
  try {
    const parsed = parse(text, {
      bom: true,
      columns: (heads: string[]) => heads.map(head => head.trim().toLowerCase()),
      info: true,
      trim: true,
      skip_empty_lines: true,
      delimiter: text.slice(0, 200).includes(';') ? ';' : ',',
    }) as unknown as {
      record: Row
      info: { lines: number }
    }[] // csv-parse with info gives each record beside its place
    return parsed.map(({ record, info }) => ({ row: record, line: info.lines }))
  } catch (error) {
    return refuse('csv-broken', `The table breaks off: ${error instanceof Error ? error.message : String(error)}.`, {
      file,
      mend: 'Give every row as many cells as the heading line.',
    })
  }
}

/** Reads a report file of an intermediary, all or nothing; lines read before are left out. Headings: kind, on, words, amount, by, parts. */
export async function importReport(
  place: Place,
  input: { readonly handOver: string; readonly csv: string; readonly file?: string | undefined },
): Promise<{ clientId: string; added: number; known: number }> {
  const given = await runningHandOver(place, input.handOver)
  const file = input.file ?? 'report.csv'
  const rows = rowsOf(input.csv, file)
  if (rows.length === 0) refuse('file-empty', 'There is no line in this report.', { file })
  if (rows.length > LINES_MOST) refuse('file-too-long', `A report has ${LINES_MOST} lines at most.`, { file })
  const faults: Fault[] = []
  const lines = rows.flatMap(({ row, line }) => {
    try {
      return [
        lineFrom(
          given,
          { kind: row.kind ?? '', on: row.on ?? '', words: row.words, amount: row.amount, by: row.by, parts: row.parts },
          place.by.today,
          {
            file,
            line,
          },
        ),
      ]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push(...error.faults)
      return []
    }
  })
  if (faults.length > 0) throw new Refusal(faults.slice(0, 20))
  const added = await recordAbout(place, given.handOver.clientId, 'report of an intermediary read', pen => writeLines(pen, given, lines))
  return { clientId: given.handOver.clientId, added, known: lines.length - added }
}

/** What an accepted proposal became. */
export interface Answered {
  readonly id: string
  readonly clientId: string
  readonly became: Became | null
}

/** Our answer to a proposal that an intermediary brought. Accepted, it becomes what it says: a plan, a promise of all of it, or a settlement. */
export async function answerProposal(
  place: Place,
  input: { readonly handOver: string; readonly report: string; readonly answer: 'accepted' | 'refused' },
): Promise<Answered> {
  const given = await runningHandOver(place, input.handOver)
  const report = given.facts.report.find(r => r.id === input.report && r.handOverId === input.handOver)
  if (report?.kind !== 'proposal') return refuse('not-found', `There is no proposal "${input.report}".`, { field: 'report' })
  if (report.answer !== null) return refuse('already-done', 'This proposal has its answer.', { field: 'report' })
  const write = input.answer === 'accepted' ? await proposalTaken(place, given, report) : undefined
  const became = await recordAbout(place, report.clientId, `proposal ${input.answer}`, async pen => {
    const taken = write ? await write(pen) : null
    const said = { answer: input.answer, answeredBy: place.by.actor, answeredOn: place.by.today, became: taken as Json | null }
    await pen.amend('report', report.id, said, report.effectiveOn)
    return taken
  })
  return { id: report.id, clientId: report.clientId, became }
}
