import { hash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { type Day, isDay } from '../../core/day/day.ts'
import { type RemittanceParts, remittanceParts, splitInOrder } from '../../core/desk/fees.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { percentMicro } from '../../core/ledger/exact.ts'
import { fromDecimal, money, toDecimal } from '../../core/money/money.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { NewFact, Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { givenAmount, givenDay } from './given.ts'
import { type Given, runningHandOver } from './hand-over.ts'

const KINDS = ['contact', 'proposal', 'note', 'closed'] as const

export interface ReportLine {
  readonly kind: string
  readonly on: string
  readonly words?: string | undefined
  readonly amount?: string | undefined
  readonly by?: string | undefined
}

const LINES_MOST = 5000

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
    return refuse('day-unreadable', `"${line.on}" is no day up to today.`, { ...where, field: 'on', mend: 'Write it as 2026-02-28.' })
  const amount = line.amount?.trim() ? fromDecimal(line.amount, currency) : undefined
  if (line.amount?.trim() && !(amount && amount.minor > 0n))
    return refuse('amount-unreadable', `"${line.amount}" is not an amount in ${currency}.`, {
      ...where,
      field: 'amount',
      mend: 'Write it as 1234.50.',
    })
  const by = line.by?.trim() ? line.by.trim() : undefined
  if (by !== undefined && !isDay(by))
    return refuse('day-unreadable', `"${by}" is not a day.`, { ...where, field: 'by', mend: 'Write it as 2026-02-28.' })
  if (kind === 'proposal' && !amount) return refuse('amount-missing', 'A proposal needs its amount.', { ...where, field: 'amount' })
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
  }
}

const keyOf = (line: ReportLine): string =>
  hash('sha256', JSON.stringify([line.kind, line.on, line.words?.trim() ?? '', line.amount?.trim() ?? '', line.by?.trim() ?? ''])).slice(
    0,
    24,
  )

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
      columns: true,
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

/** Reads a report file of an intermediary, all or nothing; lines read before are left out. Headings: kind, on, words, amount, by. */
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
        lineFrom(given, { kind: row.kind ?? '', on: row.on ?? '', words: row.words, amount: row.amount, by: row.by }, place.by.today, {
          file,
          line,
        }),
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

/** Our answer to a proposal that an intermediary brought. */
export async function answerProposal(
  place: Place,
  input: { readonly handOver: string; readonly report: string; readonly answer: 'accepted' | 'refused' },
): Promise<{ id: string; clientId: string }> {
  const given = await runningHandOver(place, input.handOver)
  const report = given.facts.report.find(r => r.id === input.report && r.handOverId === input.handOver)
  if (report?.kind !== 'proposal') return refuse('not-found', `There is no proposal "${input.report}".`, { field: 'report' })
  if (report.answer !== null) return refuse('already-done', 'This proposal has its answer.', { field: 'report' })
  await recordAbout(place, report.clientId, `proposal ${input.answer}`, pen =>
    pen.amend('report', report.id, { answer: input.answer, answeredBy: place.by.actor, answeredOn: place.by.today }, report.effectiveOn),
  )
  return { id: report.id, clientId: report.clientId }
}

export interface RemitInput {
  readonly handOver: string
  /** Decimal: collected from the client; or `net`, what reached us. Both: they must agree with the mandate, to the cent. */
  readonly gross?: string | undefined
  readonly net?: string | undefined
  readonly on?: string | undefined
}

export interface RemitResult {
  readonly id: string
  readonly clientId: string
  readonly currency: string
  readonly gross: string
  readonly commission: string
  readonly feeTax: string
  readonly net: string
  readonly split: readonly { readonly number: string; readonly amount: string }[]
  /** Collected beyond what is open on the invoices handed over. */
  readonly unapplied: string
}

const milli = (field: string, percent: string | null | undefined): bigint => {
  if (percent === null || percent === undefined) return 0n
  const micro = percentMicro(percent)
  return micro === undefined || micro < 0n || micro > 100_000_000n
    ? refuse('percent-unreadable', `"${percent}" is not a percentage up to 100.`, { field })
    : micro / 1000n
}

function partsOf(given: Given, currency: string, input: RemitInput): RemittanceParts {
  const amount = (field: string, text: string | undefined): bigint | undefined =>
    text === undefined ? undefined : givenAmount(field, text, currency)
  const gross = amount('gross', input.gross)
  const net = amount('net', input.net)
  if (gross === undefined && net === undefined)
    return refuse('field-missing', 'Say what was collected, or what reached us.', { field: 'gross' })
  const rates = {
    feeMilliPercent: milli('feePercent', given.mandate?.feePercent),
    taxMilliPercent: milli('taxPercent', given.mandate?.taxPercent),
  }
  const parts = remittanceParts({
    ...rates,
    ...(gross === undefined ? {} : { grossMinor: gross }),
    ...(net === undefined ? {} : { netMinor: net }),
  })
  if (net !== undefined && parts.netMinor !== net)
    refuse(
      'remittance-differs',
      `By the mandate ${toDecimal(money(parts.netMinor, currency))} ${currency} should have reached us, ${toDecimal(money(net, currency))} did.`,
      {
        field: 'net',
        mend: 'Ask the intermediary for its reckoning.',
      },
    )
  return parts
}

/** Books what an intermediary collected: the client paid the gross, set against the invoices in their order; commission and its tax are ours to bear. */
export async function remit(place: Place, input: RemitInput): Promise<RemitResult> {
  const given = await runningHandOver(place, input.handOver)
  const { handOver, facts, mandate } = given
  const currency = mandate?.currency ?? ''
  const parts = partsOf(given, currency, input)
  const on = input.on === undefined ? place.by.today : givenDay('on', input.on)
  if (on > place.by.today) refuse('day-ahead', `${on} lies ahead: money is recorded when it has come.`, { field: 'on' })
  const open = openItems(facts, openLedger(facts, place.by.today))
    .filter(i => handOver.invoiceIds.includes(i.id) && i.currency === currency)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  const { parts: shares, leftMinor } = splitInOrder(parts.grossMinor, open.map(i => ({ invoiceId: i.id, openMinor: i.openMinor }))) // biome-ignore format: one line
  const text = (minor: bigint): string => toDecimal(money(minor, currency))
  const { clientId } = handOver
  const id = await recordAbout(place, clientId, 'remittance booked', async pen => {
    const paid = {
      clientId,
      effectiveOn: on,
      currency,
      paidOn: on,
      means: 'intermediary',
      kind: 'payment' as const,
      reference: handOver.to,
    }
    const paymentId = await pen.add('payment', { ...paid, amountMinor: parts.grossMinor })
    for (const { invoiceId, minor } of shares)
      await pen.add('allocation', { clientId, effectiveOn: on, paymentId, invoiceId, amountMinor: minor })
    const split = shares.map(s => ({ invoiceId: s.invoiceId, minor: s.minor.toString() }))
    return pen.add('remittance', {
      clientId,
      effectiveOn: on,
      handOverId: handOver.id,
      receivedOn: on,
      grossMinor: parts.grossMinor,
      commissionMinor: parts.commissionMinor,
      feeTaxMinor: parts.feeTaxMinor,
      netMinor: parts.netMinor,
      currency,
      split,
    })
  })
  const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
  return {
    id,
    clientId,
    currency,
    gross: text(parts.grossMinor),
    commission: text(parts.commissionMinor),
    feeTax: text(parts.feeTaxMinor),
    net: text(parts.netMinor),
    split: shares.map(s => ({ number: numbers.get(s.invoiceId) ?? s.invoiceId, amount: text(s.minor) })),
    unapplied: text(leftMinor),
  }
}
