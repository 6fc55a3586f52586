import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { readDecimal } from '../../core/money/decimal-text.ts'
import { halfUp, minBig } from '../../core/money/money.ts'
import { CHOICES, type Choice, type OpenCase, openCase, openOf } from '../corrections/case.ts'
import { recordAbout } from '../run/reconsider.ts'
import { newId } from '../store/ids.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { mustBeTold } from './corrections.ts'
import { invoicesNamed } from './find.ts'
import { givenAmount, givenDay, givenText } from './given.ts'

export interface ChooseInput {
  readonly correction: string
  readonly choice: string
  /** What is still to be paid, where they compromise: decimal. */
  readonly amount?: string | undefined
  readonly reason?: string | undefined
  /** What was agreed for the future, where something is let go. */
  readonly future?: string | undefined
}

const isChoice = (text: string): text is Choice => CHOICES.some(c => c === text)

async function workable(place: Place, id: string): Promise<OpenCase> {
  const open = await openCase(place, id)
  if (open.correction.closedOn !== null)
    refuse('already-done', `The case was closed on ${open.correction.closedOn}.`, { field: 'correction' })
  return open
}

/**
 * Records the client’s answer (A8): on the next invoice, as an invoice of its own, a part of it, or none. What is let go is a waiver: nothing is
 * credited, because nothing was invoiced (A10). @throws Refusal before the client was told.
 */
export async function chooseCorrection(place: Place, input: ChooseInput): Promise<{ id: string; payMinor: string; waivedMinor: string }> {
  const { choice } = input
  if (!isChoice(choice))
    return refuse('choice-unknown', `"${choice}" is not an answer.`, { field: 'choice', mend: `Say one of ${CHOICES.join(', ')}.` })
  const open = await workable(place, input.correction)
  const { correction, detail, books } = open
  await mustBeTold(place, correction, books.facts)
  if (detail.choice) refuse('already-done', `They chose "${detail.choice.way}" on ${detail.choice.on}.`, { field: 'choice' })
  const all = openOf(open.rows)
  const pay = choice === 'waive' ? 0n : choice === 'compromise' ? givenAmount('amount', input.amount ?? '', correction.currency) : all
  if (pay > all) refuse('amount-too-high', 'That is more than the difference.', { field: 'amount' })
  const waived = all - pay
  const future = waived > 0n ? givenText('future', input.future) : null
  const reason = waived > 0n ? givenText('reason', input.reason) : ''
  await recordAbout(place, correction.clientId, 'client chose', async pen => {
    await pen.amend('correction', correction.id, {
      detail: { ...detail, choice: { way: choice, on: place.by.today, minor: pay.toString() } } as unknown as Json,
    })
    if (waived > 0n)
      await pen.add('waiver', {
        clientId: correction.clientId,
        correctionId: correction.id,
        amountMinor: waived,
        currency: correction.currency,
        waivedBy: place.by.actor,
        reason,
        future,
        estimate: (detail.estimate ?? null) as Json | null,
      })
  })
  return { id: correction.id, payMinor: pay.toString(), waivedMinor: waived.toString() }
}

/** One line of the catch-up: a period of the case with its share of what is to be paid. */
export interface ArrearsLine {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly minor: bigint
}

/** What is to be invoiced after the client’s answer, period by period, oldest first; before an answer, all of it. */
export function arrearsLines({ rows, detail, books }: OpenCase): ArrearsLine[] {
  let left = detail.choice ? BigInt(detail.choice.minor) : openOf(rows)
  return rows.flatMap(row => {
    const short = row.differenceMinor > 0n ? row.differenceMinor : 0n
    const minor = minBig(short, left)
    left -= minor
    return minor > 0n ? [{ from: row.from, to: row.to, text: `${books.agreement.title}, ${row.from} – ${row.to}`, minor }] : []
  })
}

export interface CarryInput {
  readonly correction: string
  /** The number your invoicing tool gave. */
  readonly number: string
  readonly issuedOn?: string | undefined
  readonly dueOn?: string | undefined
  /** Percent of tax, decimal text. */
  readonly taxPercent?: string | undefined
}

/**
 * The catch-up becomes an invoice (A8): links the one of this number where it is here already, else records it, dated and numbered, with a line a period and
 * its statement; where they chose the next invoice, the coming period stands on it too. @throws Refusal before the answer.
 */
export async function carryCorrection(
  place: Place,
  input: CarryInput,
): Promise<{ invoiceId: string; totalMinor: string; linked: boolean }> {
  const open = await workable(place, input.correction)
  const { correction, detail, books } = open
  await mustBeTold(place, correction, books.facts)
  if (!detail.choice || detail.choice.minor === '0')
    refuse('nothing-to-invoice', 'Nothing is to be invoiced: record the client’s answer first.', { field: 'choice' })
  if ((correction.invoiceIds ?? []).length > 0)
    refuse('already-done', 'The catch-up stands on an invoice already.', { field: 'correction' })
  const number = givenText('number', input.number)
  const here = (await invoicesNamed(place.store.db, place.workspaceId, number)).find(i => i.clientId === correction.clientId)
  const lines = linesToWrite(open)
  const net = lines.reduce((sum, l) => sum + l.minor, 0n)
  if (here) {
    await recordAbout(place, correction.clientId, 'catch-up linked', pen =>
      pen.amend('correction', correction.id, { invoiceIds: [here.id] }),
    )
    return { invoiceId: here.id, totalMinor: here.totalMinor.toString(), linked: true }
  }
  const rate = taxRate(open, input.taxPercent)
  const tax = halfUp(net * rate.unscaled, 100n * 10n ** BigInt(rate.scale))
  const issuedOn = givenDay('issuedOn', input.issuedOn ?? place.by.today)
  const dueOn = givenDay('dueOn', input.dueOn)
  if (dueOn < issuedOn) refuse('due-before-issue', `Due ${dueOn}, before the invoice date ${issuedOn}.`, { field: 'dueOn' })
  const invoiceId = newId()
  const { clientId, currency, agreementId, statementId } = correction
  await recordAbout(place, clientId, 'catch-up invoiced', async pen => {
    const body = {
      number,
      issuedOn,
      dueOn,
      dueSource: 'stated',
      currency,
      totalMinor: net + tax,
      taxMinor: tax,
      agreementId,
      subject: books.agreement.title,
      documentId: statementId,
    }
    await pen.add('invoice', { ...body, id: invoiceId, clientId, effectiveOn: issuedOn, iban: place.firm.iban })
    for (const [at, l] of lines.entries())
      await pen.add('invoiceLine', {
        clientId,
        effectiveOn: issuedOn,
        invoiceId,
        position: at + 1,
        text: l.text,
        netMinor: l.minor,
        taxRate: (input.taxPercent ?? knownRate(open)) || null,
        serviceFrom: l.from as Fact<'invoice'>['issuedOn'], // a day of a period
        serviceTo: l.to as Fact<'invoice'>['issuedOn'], // as above
      })
    await pen.amend('correction', correction.id, { invoiceIds: [invoiceId] })
  })
  return { invoiceId, totalMinor: (net + tax).toString(), linked: false }
}

/** The catch-up’s lines, and before them the coming period where the answer was “on the next invoice”. */
export function linesToWrite(open: OpenCase): ArrearsLine[] {
  const { next, detail, books } = open
  const coming =
    detail.choice?.way === 'next-invoice' && next
      ? [{ from: next.from, to: next.to, text: `${books.agreement.title}, ${next.from} – ${next.to}`, minor: next.agreedMinor }]
      : []
  return [...coming, ...arrearsLines(open)]
}

/** The tax rate of the newest line billed under the agreement. */
function knownRate({ books }: OpenCase): string | undefined {
  return [...books.lines.values()].flat().findLast(l => l.taxRate !== null)?.taxRate ?? undefined
}

function taxRate(open: OpenCase, said: string | undefined) {
  const text = said ?? knownRate(open)
  const rate = text === undefined ? undefined : readDecimal(text)
  if (!rate || rate.unscaled < 0n)
    return refuse('tax-missing', 'No invoice of this agreement says its tax rate.', {
      field: 'taxPercent',
      mend: 'Say it: "20", or "0" where none is due.',
    })
  return rate
}

/** Closes the case: by itself only after two right periods, else by name and with a reason (A13). */
export async function closeCorrection(
  place: Place,
  input: { readonly correction: string; readonly name?: string | undefined; readonly reason?: string | undefined },
): Promise<{ id: string }> {
  const open = await workable(place, input.correction)
  const { correction, detail, later } = open
  const since = later.filter(r => detail.choice && r.invoices.length > 0)
  const areRight = since.slice(0, 2).length === 2 && since.slice(0, 2).every(r => r.kind === 'right')
  const isSettled = openOf(open.rows) === 0n
  if (!(areRight && isSettled) && (input.name === undefined || input.reason === undefined))
    refuse('not-right-yet', 'A case closes when the difference is settled and two right periods have gone out after it.', {
      field: 'correction',
      mend: 'Wait for them, or close it with your name and a reason.',
    })
  const closed =
    areRight && isSettled
      ? { by: place.by.actor, reason: 'two right periods' }
      : { by: givenText('name', input.name), reason: givenText('reason', input.reason) }
  await recordAbout(place, correction.clientId, 'correction closed', pen =>
    pen.amend('correction', correction.id, { closedOn: place.by.today, detail: { ...detail, closed } as unknown as Json }),
  )
  return { id: correction.id }
}

/**
 * Links invoices that came in by import and carry arrears of an open case, so that the gate holds them (A2): issued after the case was found, with a line for
 * one of its periods. @returns how many were linked.
 */
export async function linkArrears(place: Place): Promise<number> {
  const cases = (await factsOf(place.store.db, place.workspaceId, 'correction')
    .where('closedOn' as 'id', 'is', null) // a column of this noun
    .execute()) as unknown as Fact<'correction'>[] // the columns selected are the noun’s own
  let linked = 0
  for (const correction of cases) {
    if (correction.detail === null || correction.agreementId === null) continue // recorded by hand: there is no case to hold against the books
    const { detail, books } = await openCase(place, correction.id)
    const known = new Set(correction.invoiceIds ?? [])
    const carrying = books.bills.filter(
      b => b.issuedOn >= correction.foundOn && b.from !== null && b.from >= detail.from && b.from <= detail.to && b.netMinor > 0n,
    )
    const fresh = [...new Set(carrying.map(b => b.invoiceId))].filter(id => !known.has(id))
    if (fresh.length === 0) continue
    await record(place.store, place.by, 'arrears found on an invoice', pen =>
      pen.amend('correction', correction.id, { invoiceIds: [...known, ...fresh] }),
    )
    linked += fresh.length
  }
  return linked
}
