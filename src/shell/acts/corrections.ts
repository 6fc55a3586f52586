import { hash } from 'node:crypto'
import { type Estimate, emptyLines, LINES, noEstimate, OUTCOMES } from '../../core/correction/advice.ts'
import { type Billed, differences, type PeriodRow } from '../../core/correction/compare.ts'
import { type DriftKind, drifts, monthOf } from '../../core/correction/drift.ts'
import { type TaxDifference, wrongTax } from '../../core/correction/tax.ts'
import { mayLeave } from '../../core/correction/told.ts'
import { addDays, type Day } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { billedFreely, booksFrom, booksOf, type LinesByInvoice, linesOf, taxedUnder } from '../corrections/books.ts'
import { type CaseDetail, correctionOf, detailOf, openCase } from '../corrections/case.ts'
import { letterAbout, pdfOf, statementContent, toldOf } from '../corrections/statement.ts'
import { pressFor } from '../message/press.ts'
import { keepPaper } from '../papers/keep.ts'
import { loadDecider } from '../run/decider.ts'
import { recordAbout } from '../run/reconsider.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findAgreement } from './attach.ts'
import { givenDay, givenText } from './given.ts'

/** What comparing an agreement with its invoices found. Amounts are text of minor units. */
export interface Finding {
  readonly agreementId: string
  readonly title: string
  readonly clientId: string
  readonly client: string
  readonly currency: string
  /** Billed too little (or not at all), and billed too much (or twice): never set against one another. */
  readonly shortMinor: string
  readonly overMinor: string
  readonly rows: readonly PeriodRow[]
  /** Lines taxed otherwise than agreed, or than usual. */
  readonly tax: readonly TaxDifference[]
  /** Billed outside every period of the agreement: before it began, after it ended. */
  readonly outside: readonly Billed[]
  /** The open case about it, where there is one. */
  readonly correctionId: string | null
  /** Why it could not be compared. */
  readonly faults: readonly Fault[]
}
export interface DriftFinding {
  readonly clientId: string
  readonly client: string
  readonly currency: string
  readonly kind: DriftKind
  readonly from: Day
  readonly months: number
  readonly usualMinor: string
  readonly nowMinor: string
  readonly perhapsMinor: string
  readonly confidence: 'low' | 'medium' | 'high'
}

/** Compares every agreement with what was billed under it, and looks for sudden changes where there is none (A1). */
export async function findCorrections(place: Place): Promise<{ found: Finding[]; drifts: DriftFinding[] }> {
  const found: Finding[] = []
  const drifting: DriftFinding[] = []
  for await (const page of streamClients(place.store.db, place.workspaceId, 500)) {
    const compared = page.filter(f => f.agreement.length > 0)
    const without = page.filter(f => f.agreement.length === 0 && f.invoice.length > 3)
    const ids = [...compared, ...without].map(f => f.client.id)
    const lines = await linesOf(place.store.db, place.workspaceId, ids)
    for (const facts of compared) for (const agreement of facts.agreement) found.push(findingOf(place, facts, agreement, lines))
    for (const facts of without) drifting.push(...driftsOf(facts, lines, place.by.today))
  }
  return { found: found.filter(f => f.rows.length + f.faults.length + f.tax.length + f.outside.length > 0), drifts: drifting }
}

/** Billed too little in a period of a case that was closed: it was invoiced after all, or given; nothing is found anew. */
const isSettled = (facts: ClientFacts, agreement: Fact<'agreement'>, row: PeriodRow): boolean =>
  row.differenceMinor > 0n &&
  facts.correction.some(c => {
    if (c.agreementId !== agreement.id || c.closedOn === null || c.detail === null) return false
    const { from, to } = detailOf(c)
    return row.from >= from && row.to <= to
  })

function findingOf(place: Place, facts: ClientFacts, agreement: Fact<'agreement'>, lines: LinesByInvoice): Finding {
  const open = facts.correction.find(c => c.agreementId === agreement.id && c.closedOn === null)
  const shared = {
    agreementId: agreement.id,
    title: agreement.title,
    clientId: facts.client.id,
    client: facts.client.name,
    currency: agreement.currency,
    correctionId: open?.id ?? null,
  }
  try {
    const books = booksFrom(facts, agreement, lines, place.by.today)
    const rows = differences(books.comparison.rows).filter(r => !isSettled(facts, agreement, r))
    const tax = wrongTax(agreement.taxRate, taxedUnder(facts, agreement, lines))
    const sum = (sign: bigint): string =>
      rows.reduce((s, r) => (r.differenceMinor * sign > 0n ? s + r.differenceMinor * sign : s), 0n).toString()
    return { ...shared, shortMinor: sum(1n), overMinor: sum(-1n), rows, tax, outside: books.comparison.outside, faults: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...shared, shortMinor: '0', overMinor: '0', rows: [], tax: [], outside: [], faults: error.faults }
  }
}

function driftsOf(facts: ClientFacts, lines: LinesByInvoice, today: Day): DriftFinding[] {
  const until = addDays(monthOf(today), -1)
  const currencies = [...new Set(facts.invoice.map(i => i.currency))]
  return currencies.flatMap(currency => {
    const bills = billedFreely(facts, currency, lines)
    const byMonth = new Map<Day, bigint>()
    for (const b of bills) byMonth.set(monthOf(b.from ?? b.issuedOn), (byMonth.get(monthOf(b.from ?? b.issuedOn)) ?? 0n) + b.netMinor)
    const months = [...byMonth].map(([month, minor]) => ({ month, minor }))
    return drifts(months, until).map(d => ({
      ...d,
      clientId: facts.client.id,
      client: facts.client.name,
      currency,
      usualMinor: d.usualMinor.toString(),
      nowMinor: d.nowMinor.toString(),
      perhapsMinor: d.perhapsMinor.toString(),
    }))
  })
}

/** Opens the case of an agreement: every period billed too little up to today. @throws Refusal where nothing is short, or a case is open. */
export async function openCorrection(
  place: Place,
  input: { readonly agreement: string; readonly cause?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const agreement = await findAgreement(place, input.agreement)
  const { facts, comparison } = await booksOf(place, agreement)
  const same = facts.correction.find(c => c.agreementId === agreement.id && c.closedOn === null)
  if (same) refuse('already-done', 'A case about this agreement is open.', { field: 'agreement', mend: `It is ${same.id}.` })
  const handled = facts.correction
    .flatMap(c => (c.agreementId === agreement.id ? [detailOf(c).to] : []))
    .sort()
    .at(-1)
  const short = comparison.rows.filter(r => r.differenceMinor > 0n && r.kind !== 'right' && (handled === undefined || r.from > handled))
  const [first] = short
  const last = short.at(-1)
  if (!first || !last) return refuse('nothing-short', 'Every period was billed as agreed, or more.', { field: 'agreement' })
  const detail: CaseDetail = { from: first.from, to: last.to, ...(input.cause ? { cause: input.cause } : {}) }
  const clientId = agreement.clientId
  const differenceMinor = short.reduce((sum, r) => sum + r.differenceMinor, 0n)
  const id = await recordAbout(place, clientId, 'correction opened', pen =>
    pen.add('correction', {
      clientId,
      agreementId: agreement.id,
      currency: agreement.currency,
      differenceMinor,
      foundOn: place.by.today,
      detail: detail as unknown as Json,
    }),
  )
  return { id, clientId }
}

type Lines = Readonly<Record<string, string | undefined>>
export interface PrepareInput {
  readonly correction: string
  readonly cause?: string | undefined
  readonly outcomes?: Readonly<Record<string, Lines | undefined>> | undefined
  /** Amounts as decimal text, percents as text of whole numbers. */
  readonly estimate?: Readonly<Record<string, string | undefined>> | undefined
  readonly meeting?:
    | { readonly on: string; readonly time: string; readonly where: string; readonly channel: string; readonly reason?: string | undefined }
    | undefined
}

/** Fills in what the talk needs: cause, the nine lines, the estimates, the meeting. A lesser channel than a meeting needs its reason. */
export async function prepareCorrection(place: Place, input: PrepareInput): Promise<{ id: string }> {
  const { correction, detail } = await live(place, input.correction)
  const faults: Fault[] = []
  const outcomes = mergeOutcomes(detail, input.outcomes ?? {}, faults)
  const estimate = readEstimate(detail, input.estimate, correction.currency, faults)
  if (faults.length > 0) throw new Refusal(faults)
  const meeting = input.meeting === undefined ? detail.meeting : meetingOf(input.meeting)
  const { ready: _ready, ...rest } = detail
  const isStillReady = detail.ready !== undefined && emptyLines(outcomes).length === 0
  const next = {
    ...rest,
    ...(input.cause === undefined ? {} : { cause: givenText('cause', input.cause) }),
    outcomes,
    ...(estimate ? { estimate } : {}),
    ...(meeting ? { meeting } : {}),
    ...(isStillReady ? { ready: detail.ready } : {}),
  }
  await amendDetail(place, correction, next as CaseDetail, 'correction prepared')
  return { id: correction.id }
}

function mergeOutcomes(detail: CaseDetail, given: NonNullable<PrepareInput['outcomes']>, faults: Fault[]): CaseDetail['outcomes'] {
  for (const [outcome, lines] of Object.entries(given)) {
    if (!OUTCOMES.some(o => o === outcome))
      faults.push({
        code: 'field-unknown',
        message: `There is no outcome "${outcome}".`,
        field: 'outcomes',
        mend: `There are ${OUTCOMES.join(', ')}.`,
      })
    for (const line of Object.keys(lines ?? {}))
      if (!LINES.some(l => l === line))
        faults.push({
          code: 'field-unknown',
          message: `There is no line "${line}".`,
          field: `outcomes.${outcome}`,
          mend: `There are ${LINES.join(', ')}.`,
        })
  }
  return Object.fromEntries(OUTCOMES.map(o => [o, { ...detail.outcomes?.[o], ...given[o] }])) as CaseDetail['outcomes'] // three outcomes, lines checked above
}

function readEstimate(detail: CaseDetail, given: PrepareInput['estimate'], currency: string, faults: Fault[]): CaseDetail['estimate'] {
  if (given === undefined) return detail.estimate
  const out: Record<string, string> = { ...detail.estimate }
  for (const [name, text] of Object.entries(given)) {
    if (text === undefined) continue
    const known = noEstimate[name as keyof Estimate] // undefined where there is no such key
    if (known === undefined) {
      faults.push({ code: 'field-unknown', message: `There is no estimate "${name}".`, field: 'estimate' })
      continue
    }
    const read = typeof known === 'bigint' ? fromDecimal(text, currency)?.minor : /^\d{1,3}$/.test(text) ? Number(text) : undefined
    if (read === undefined || read < 0)
      faults.push({
        code: 'amount-unreadable',
        message: `"${text}" cannot be read.`,
        params: { value: text },
        field: `estimate.${name}`,
        mend: 'Amounts as 1234.50, percents as 70.',
      })
    else out[name] = read.toString()
  }
  return out as CaseDetail['estimate'] // keys of an estimate only
}

function meetingOf(given: NonNullable<PrepareInput['meeting']>): NonNullable<CaseDetail['meeting']> {
  const { channel } = given
  if (!['meeting', 'video', 'phone'].includes(channel))
    refuse('channel-unknown', `"${channel}" is not a way to talk.`, { field: 'meeting.channel', mend: 'Say meeting, video or phone.' })
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(given.time))
    refuse('time-unreadable', `"${given.time}" is not a time.`, { field: 'meeting.time', mend: 'Write it as 10:00.' })
  const reason = given.reason?.trim() ?? ''
  if (channel !== 'meeting' && reason === '')
    refuse('reason-missing', 'A lesser channel than a meeting needs its reason.', { field: 'meeting.reason' })
  return { on: givenDay('meeting.on', given.on), time: given.time, where: given.where.trim(), channel, reason }
}

/** The case while it can still be worked on. */
async function live(place: Place, id: string): Promise<{ correction: Fact<'correction'>; detail: CaseDetail }> {
  const correction = await correctionOf(place, id)
  if (correction.closedOn !== null) refuse('already-done', `The case was closed on ${correction.closedOn}.`, { field: 'correction' })
  return { correction, detail: detailOf(correction) }
}

const amendDetail = (place: Place, correction: Fact<'correction'>, detail: CaseDetail, what: string): Promise<void> =>
  recordAbout(place, correction.clientId, what, pen => pen.amend('correction', correction.id, { detail: detail as unknown as Json }))

/** Marks the talk ready. @throws Refusal naming every line that is still empty (A5). */
export async function readyCorrection(place: Place, input: { readonly correction: string }): Promise<{ id: string }> {
  const { correction, detail } = await live(place, input.correction)
  const empty = emptyLines(detail.outcomes)
  if (empty.length > 0)
    throw new Refusal(
      empty.map(line => ({
        code: 'line-empty',
        message: `The line ${line} is empty.`,
        field: `outcomes.${line}`,
        mend: 'Who is prepared the least gives the most.',
      })),
    )
  if (correction.statementId === null) refuse('statement-missing', 'The statement is not written yet.', { field: 'statement' })
  await amendDetail(place, correction, { ...detail, ready: { by: place.by.actor, on: place.by.today } }, 'talk ready')
  return { id: correction.id }
}

/** Writes the statement of differences as a PDF in the client’s language (A3) and keeps it. */
export async function writeStatement(
  place: Place,
  input: { readonly correction: string },
): Promise<{ documentId: string; language: string; sha256: string }> {
  const { correction } = await live(place, input.correction)
  const [{ words, texts }, open] = await Promise.all([pressFor(place), openCase(place, correction.id)])
  const content = statementContent(words, letterAbout(place, open, texts), toldOf(open))
  const bytes = await pdfOf(content)
  const name = `${content.subject.replace(/[^\p{L}\p{N} -]+/gu, '').slice(0, 60)}.pdf`
  const documentId = await recordAbout(place, correction.clientId, 'statement written', async pen => {
    const id = await keepPaper(pen, {
      name,
      mime: 'application/pdf',
      bytes,
      clientId: correction.clientId,
      kind: 'statement',
      agreementId: correction.agreementId,
    })
    await pen.amend('correction', correction.id, { statementId: id })
    return id
  })
  return { documentId, language: content.language, sha256: hash('sha256', bytes, 'hex') }
}

/** Records that the client was told: how, when, and for a notice in writing whether it was delivered. */
export async function tellCorrection(
  place: Place,
  input: { readonly correction: string; readonly on: string; readonly how: string; readonly delivered?: boolean | undefined },
): Promise<{ id: string }> {
  const { correction } = await live(place, input.correction)
  const on = givenDay('on', input.on)
  if (on > place.by.today) refuse('day-ahead', `${on} lies ahead: what was said is recorded when it was said.`, { field: 'on' })
  const how = (['in-person', 'phone', 'writing'] as const).find(h => h === input.how)
  if (how === undefined)
    return refuse('how-unknown', `"${input.how}" is not a way to tell somebody.`, {
      field: 'how',
      mend: 'Say in-person, phone or writing.',
    })
  if (correction.statementId === null)
    refuse('statement-missing', 'Write the statement first: a client is told with it in hand.', { field: 'statement' })
  await recordAbout(place, correction.clientId, 'client told', pen =>
    pen.amend('correction', correction.id, {
      announcedOn: on,
      announcedHow: how,
      noticeDelivered: how === 'writing' ? (input.delivered ?? false) : null,
    }),
  )
  return { id: correction.id }
}

/** Lets arrears leave although the client was not told: a named person, a reason, in the journal for ever. */
export async function overrideCorrection(
  place: Place,
  input: { readonly correction: string; readonly name: string; readonly reason: string },
): Promise<{ id: string }> {
  const { correction } = await live(place, input.correction)
  const overrideBy = givenText('name', input.name)
  const overrideReason = givenText('reason', input.reason)
  await recordAbout(place, correction.clientId, `correction gate overridden by ${place.by.actor}`, pen =>
    pen.amend('correction', correction.id, { overrideBy, overrideReason }),
  )
  return { id: correction.id }
}

/** @throws Refusal where arrears may not be spoken of yet (A2). */
export async function mustBeTold(place: Place, correction: Fact<'correction'>, facts: ClientFacts): Promise<void> {
  const { announceDays } = (await loadDecider(place)).policyOf(facts)
  if (!mayLeave(correction, announceDays, place.by.today))
    refuse('not-told', 'The client does not know yet. No bill may fall on a desk unannounced.', {
      field: 'correction',
      mend: `Record the talk, or a delivered notice and ${announceDays} days; or override with a name and a reason.`,
    })
}
