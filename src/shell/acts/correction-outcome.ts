import type { Day } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { readDecimal } from '../../core/money/decimal-text.ts'
import { taxParts } from '../billing/invoice-content.ts'
import { draftJson, linesOfDraft } from '../billing/lines.ts'
import { CHOICES, type Choice, type ChosenWay, correctionOf, detailOf, type OpenCase, openCase, openOf } from '../corrections/case.ts'
import { catchUpOf, knownRate } from '../corrections/catch-up.ts'
import { queueCorrectionConfirmation } from '../corrections/confirmation.ts'
import { LOOKS_AFTER_MONTHS } from '../corrections/look-back.ts'
import { loadDecider } from '../run/decider.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { planCatchUp } from './catch-up-plan.ts'
import { mustBeTold } from './corrections.ts'
import { draftNamed, tieDraft, waitingDrafts } from './draft.ts'
import { invoicesNamed } from './find.ts'
import { givenAmount, givenComingDay, givenDay, givenText } from './given.ts'
import { issueDraft } from './issue.ts'

export interface ChooseInput {
  readonly correction: string
  readonly choice: string
  /** What is still to be paid, where they compromise: decimal. */
  readonly amount?: string | undefined
  readonly reason?: string | undefined
  /** What was agreed for the future, where something is let go. */
  readonly future?: string | undefined
  /** In how many parts, where they pay by a plan, and when the first is due. */
  readonly parts?: number | undefined
  readonly firstOn?: string | undefined
}

const isChoice = (text: string): text is Choice => CHOICES.some(c => c === text)
const PARTS_MAX = 24

async function workable(place: Place, id: string): Promise<OpenCase> {
  const open = await openCase(place, id)
  if (open.correction.closedOn !== null)
    refuse('already-done', `The case was closed on ${open.correction.closedOn}.`, { field: 'correction' })
  return open
}

function planOf(place: Place, { parts, firstOn }: ChooseInput): NonNullable<ChosenWay['plan']> {
  if (parts === undefined || !Number.isInteger(parts) || parts < 2 || parts > PARTS_MAX)
    return refuse('field-wrong', `A plan has between 2 and ${PARTS_MAX} parts.`, { field: 'parts' })
  return { parts, firstOn: givenComingDay('firstOn', firstOn, place.by.today) }
}

/** The answer as it is kept. @throws Refusal naming what is missing or too much. */
function chosen(place: Place, input: ChooseInput, all: bigint, currency: string): ChosenWay {
  const { choice: way } = input
  if (!isChoice(way))
    return refuse('choice-unknown', `"${way}" is not an answer.`, { field: 'choice', mend: `Say one of ${CHOICES.join(', ')}.` })
  const pay = way === 'waive' ? 0n : way === 'compromise' ? givenAmount('amount', input.amount ?? '', currency) : all
  if (pay > all) refuse('amount-too-high', 'That is more than the difference.', { field: 'amount' })
  return { way, on: place.by.today, minor: pay.toString(), ...(way === 'plan' ? { plan: planOf(place, input) } : {}) }
}

/**
 * Records the client’s answer (A8): on the next invoice, as an invoice of its own, by a plan, a part of it, or none. What is let go is a waiver: nothing is
 * credited, because nothing was invoiced (A10). A confirmation in writing waits for one key. @throws Refusal before the client was told.
 */
export async function chooseCorrection(
  place: Place,
  input: ChooseInput,
): Promise<{ id: string; payMinor: string; waivedMinor: string; mailKey: string | null }> {
  const open = await workable(place, input.correction)
  const { correction, detail, books } = open
  await mustBeTold(place, correction, books.facts)
  if (detail.choice) refuse('already-done', `They chose "${detail.choice.way}" on ${detail.choice.on}.`, { field: 'choice' })
  const all = openOf(open.rows)
  const choice = chosen(place, input, all, correction.currency)
  const waived = all - BigInt(choice.minor)
  const future = waived > 0n ? givenText('future', input.future) : null
  const reason = waived > 0n ? givenText('reason', input.reason) : ''
  const decider = await loadDecider(place)
  const mailKey = await recordAbout(place, correction.clientId, 'client chose', async pen => {
    await pen.amend('correction', correction.id, { detail: { ...detail, choice } as unknown as Json })
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
    return queueCorrectionConfirmation(pen, decider, books.facts, correction)
  })
  return { id: correction.id, payMinor: choice.minor, waivedMinor: waived.toString(), mailKey }
}

export interface CarryInput {
  readonly correction: string
  /** The number your invoicing tool gave; none: Dunwell issues with its own. */
  readonly number?: string | undefined
  readonly issuedOn?: string | undefined
  readonly dueOn?: string | undefined
  /** Percent of tax, decimal text. */
  readonly taxPercent?: string | undefined
}

async function carryable(place: Place, id: string): Promise<OpenCase> {
  const open = await workable(place, id)
  const { correction, detail, books } = open
  await mustBeTold(place, correction, books.facts)
  if (!detail.choice || detail.choice.minor === '0')
    refuse('nothing-to-invoice', 'Nothing is to be invoiced: record the client’s answer first.', { field: 'choice' })
  if ((correction.invoiceIds ?? []).length > 0)
    refuse('already-done', 'The catch-up stands on an invoice already.', { field: 'correction' })
  return open
}

/** Prepares the catch-up: its lines in the country’s form, with the invoices it refers to. The same draft again where one waits. */
export async function draftCatchUp(place: Place, input: { readonly correction: string }): Promise<{ id: string; netMinor: string }> {
  const open = await carryable(place, input.correction)
  const { correction } = open
  const waiting = (await waitingDrafts(place)).find(d => d.correctionId === correction.id)
  if (waiting) return { id: waiting.id, netMinor: waiting.netMinor.toString() }
  const { lines, originals } = await catchUpOf(place, open)
  const netMinor = lines.reduce((sum, l) => sum + BigInt(l.minor), 0n)
  const { clientId, currency, agreementId } = correction
  const id = await record(place.store, place.by, 'catch-up prepared', pen =>
    pen.add('invoiceDraft', {
      ...{ clientId, currency, agreementId, correctionId: correction.id, kind: 'catch-up' },
      ...{ lines: draftJson(lines), netMinor, preparedOn: place.by.today, originals },
    }),
  )
  return { id, netMinor: netMinor.toString() }
}

/**
 * The catch-up becomes an invoice (A8): issued by Dunwell where no number is given; else links the one of this number where it is here already, or
 * records it, dated and numbered, with a line a period. Where they pay by a plan, the plan begins with it. @throws Refusal before the answer.
 */
export async function carryCorrection(
  place: Place,
  input: CarryInput,
): Promise<{ invoiceId: string; number: string; totalMinor: string; linked: boolean }> {
  const open = await carryable(place, input.correction)
  const { correction } = open
  const { id: draftId } = await draftCatchUp(place, { correction: correction.id })
  const done =
    input.number === undefined
      ? await issueIt(place, draftId, input)
      : await linkOrRecord(place, open, draftId, { ...input, number: input.number })
  await planCatchUp(place, correction.id)
  return done
}

async function issueIt(place: Place, draft: string, { issuedOn, dueOn, taxPercent }: CarryInput) {
  const { id, number, totalMinor } = await issueDraft(place, { draft, issuedOn, dueOn, taxPercent })
  return { invoiceId: id, number, totalMinor, linked: false }
}

async function linkOrRecord(place: Place, open: OpenCase, draftId: string, input: CarryInput & { readonly number: string }) {
  const { correction } = open
  const { clientId, currency, agreementId } = correction
  const number = givenText('number', input.number)
  const draft = await draftNamed(place, draftId)
  const here = (await invoicesNamed(place.store.db, place.workspaceId, number)).find(i => i.clientId === clientId)
  if (here) {
    if (here.currency !== currency)
      refuse('two-currencies', `Invoice ${number} is in ${here.currency}, the case in ${currency}.`, { field: 'number' })
    await recordAbout(place, clientId, 'catch-up linked', pen => tieDraft(pen, draft, here, 'by-hand'))
    return { invoiceId: here.id, number, totalMinor: here.totalMinor.toString(), linked: true }
  }
  const rate = input.taxPercent ?? knownRate(open)
  if (rate === null || !readDecimal(rate))
    return refuse('tax-missing', 'No invoice of this agreement says its tax rate.', {
      field: 'taxPercent',
      mend: 'Say it: "20", or "0" where none is due.',
    })
  const lines = linesOfDraft(draft).map(l => ({ ...l, taxRate: rate }))
  const parts = taxParts(lines)
  const taxMinor = parts.reduce((sum, p) => sum + p.taxMinor, 0n)
  const totalMinor = parts.reduce((sum, p) => sum + p.netMinor, taxMinor)
  const issuedOn = givenDay('issuedOn', input.issuedOn ?? place.by.today)
  const dueOn = givenDay('dueOn', input.dueOn)
  if (dueOn < issuedOn)
    refuse('due-before-issue', `Due ${dueOn}, before the invoice date ${issuedOn}.`, {
      field: 'dueOn',
      params: { dueDay: dueOn, issuedDay: issuedOn },
    })
  const invoiceId = await recordAbout(place, clientId, 'catch-up invoiced', async pen => {
    const body = {
      number,
      issuedOn,
      dueOn,
      dueSource: 'stated',
      currency,
      totalMinor,
      taxMinor,
      agreementId,
      subject: open.books.agreement.title,
    }
    const id = await pen.add('invoice', { ...body, clientId, effectiveOn: issuedOn, iban: place.firm.iban })
    for (const [at, l] of lines.entries())
      await pen.add('invoiceLine', {
        ...{ clientId, effectiveOn: issuedOn, invoiceId: id, position: at + 1, text: l.text, netMinor: BigInt(l.minor), taxRate: rate },
        ...{ serviceFrom: l.from as Day | null, serviceTo: l.to as Day | null }, // days of a period
      })
    await tieDraft(pen, draft, { id, number }, 'by-hand')
    return id
  })
  return { invoiceId, number, totalMinor: totalMinor.toString(), linked: false }
}

/** A person looked at what came back after a waiver (A15): the look no longer stands on Today. */
export async function lookedBack(place: Place, input: { readonly correction: string; readonly months: number }): Promise<{ id: string }> {
  const correction = await correctionOf(place, input.correction)
  const months = LOOKS_AFTER_MONTHS.find(m => m === input.months)
  if (months === undefined)
    return refuse('field-wrong', `One looks back after ${LOOKS_AFTER_MONTHS.join(', ')} months.`, { field: 'months' })
  const detail = detailOf(correction)
  const looks = [...(detail.looks ?? []), { months, on: place.by.today, by: place.by.actor }]
  await recordAbout(place, correction.clientId, 'looked back', pen =>
    pen.amend('correction', correction.id, { detail: { ...detail, looks } as unknown as Json }),
  )
  return { id: correction.id }
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
