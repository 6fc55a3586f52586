import { nextNumber } from '../../core/billing/number.ts'
import { addDays, type Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { readDecimal } from '../../core/money/decimal-text.ts'
import { type Bill, billContent, taxParts } from '../billing/invoice-content.ts'
import { type DraftLine, linesOfDraft } from '../billing/lines.ts'
import { billingPacks } from '../billing/packs.ts'
import { openPress } from '../message/press.ts'
import { keepPaper } from '../papers/keep.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'
import { draftNamed, mustWait, tieDraft } from './draft.ts'
import { givenDay } from './given.ts'
import { setting } from './settings.ts'

export interface IssueInput {
  readonly draft: string
  readonly issuedOn?: string | undefined
  readonly dueOn?: string | undefined
  /** Percent for the lines that state none, decimal text. */
  readonly taxPercent?: string | undefined
}
export interface Issued {
  readonly id: string
  readonly number: string
  readonly documentId: string
  readonly totalMinor: string
}

/** What is recorded together with the paper that was issued. */
export type Also = (pen: Pen, issued: Issued) => Promise<void>

const TRIES_MAX = 5

/** All numbers of invoices and credit notes that this firm ever used, taken-back ones included: a number is never given twice. */
async function usedNumbers(db: Db, workspaceId: string): Promise<string[]> {
  const [invoices, credits] = await Promise.all([
    db.selectFrom('invoice').select('number').where('workspaceId', '=', workspaceId).distinct().execute(),
    db.selectFrom('creditNote').select('number').where('workspaceId', '=', workspaceId).distinct().execute(),
  ])
  return [...invoices, ...credits].map(r => r.number)
}

/** Everything that keeps an invoice of ours from being one. Preparing it needs none of this. */
async function faultsOf(place: Place, draft: Fact<'invoiceDraft'>, lines: readonly DraftLine[], issuedOn: Day): Promise<Fault[]> {
  const { firm } = place
  const pack = (await billingPacks()).get(firm.country)
  const faults: Fault[] = []
  if (firm.address.length === 0)
    faults.push({
      code: 'firm-address-missing',
      message: 'An invoice needs the firm’s address.',
      field: 'firm',
      mend: 'Enter it under Settings, our firm.',
    })
  if (firm.vatId === null && firm.companyId === null)
    faults.push({
      code: 'firm-id-missing',
      message: 'An invoice needs the firm’s tax or company number.',
      field: 'firm',
      mend: 'Enter it under Settings, our firm.',
    })
  if (lines.some(l => l.taxRate === null || !readDecimal(l.taxRate)))
    faults.push({
      code: 'tax-missing',
      message: 'A line states no tax rate.',
      field: 'taxPercent',
      mend: 'Say it: "20", or "0" where none is due.',
    })
  if (draft.kind !== 'work' && !pack)
    faults.push({
      code: 'form-unknown',
      message: `How ${firm.country} wants an under-billing to be mended is not known to Dunwell: supplement or correction.`,
      field: 'draft',
      mend: 'Take the lines to your invoicing tool, or ask your accountant.',
    })
  if (!pack)
    faults.push({
      code: 'country-unknown',
      message: `The rules of invoices in ${firm.country} are not known to Dunwell.`,
      field: 'draft',
      mend: 'Take the lines to your invoicing tool.',
    })
  if (pack?.platform && issuedOn >= pack.platform.since)
    faults.push({
      code: 'platform-needed',
      message: `Since ${pack.platform.since} invoices between businesses go through ${pack.platform.name} (${pack.platform.clause}): a PDF of ours would be none.`,
      field: 'draft',
      mend: 'Take the lines to the tool that is connected to it.',
    })
  return faults
}

const kindOf = (draft: Fact<'invoiceDraft'>, as: 'supplement' | 'correction' | undefined): Bill['kind'] =>
  draft.kind === 'credit' ? 'credit' : draft.kind === 'work' ? 'invoice' : (as ?? 'invoice')

/**
 * Dunwell issues: the draft becomes an invoice (or a credit note) with the next number of the firm’s own range and its PDF. @throws Refusal where
 * the firm’s invoicing tool issues, or where anything is missing or unknown: then nothing is booked and no number is used.
 */
export const issueDraft = (place: Place, input: IssueInput): Promise<Issued> => issueWith(place, input, async () => undefined)

/** The same, with what stands or falls with it: `also` writes in the same transaction. */
export async function issueWith(place: Place, input: IssueInput, also: Also): Promise<Issued> {
  const [draft, habits] = await Promise.all([draftNamed(place, input.draft), setting(place, 'billing')])
  mustWait(draft)
  if (habits.issuing !== 'issue')
    refuse('not-issuing', 'Your invoicing tool issues: Dunwell only prepares.', {
      field: 'draft',
      mend: 'Take the lines there; or let Dunwell issue, under Settings, Invoices.',
    })
  const facts = await factsOfClient(place, draft.clientId)
  const issuedOn = givenDay('issuedOn', input.issuedOn ?? place.by.today)
  const percent = input.taxPercent ?? habits.taxPercent
  const lines = linesOfDraft(draft).map(l => ({ ...l, taxRate: l.taxRate ?? (percent === '' ? null : percent) }))
  const faults = await faultsOf(place, draft, lines, issuedOn)
  const agreement = facts.agreement.find(a => a.id === draft.agreementId)
  const dueOn = givenDay('dueOn', input.dueOn ?? addDays(issuedOn, agreement?.termsDays ?? facts.client.termsDays ?? habits.termsDays))
  if (dueOn < issuedOn)
    faults.push({
      code: 'due-before-issue',
      message: `Due ${dueOn}, before the invoice date ${issuedOn}.`,
      field: 'dueOn',
      params: { dueDay: dueOn, issuedDay: issuedOn },
    })
  if (faults.length > 0) throw new Refusal(faults)
  const pack = (await billingPacks()).get(place.firm.country)
  const bill: Omit<Bill, 'number'> = {
    kind: kindOf(draft, pack?.underBilled.as),
    ...{ issuedOn, dueOn: draft.kind === 'credit' ? null : dueOn, currency: draft.currency, lines },
    ...{ originals: draft.originals ?? [], clause: draft.kind === 'catch-up' ? (pack?.underBilled.clause ?? null) : null },
  }
  return press(place, facts, draft, bill, habits.numbers, also)
}

/** Prints and books under the next number; begins again where somebody else took that number meanwhile. */
async function press(
  place: Place,
  facts: ClientFacts,
  draft: Fact<'invoiceDraft'>,
  body: Omit<Bill, 'number'>,
  range: string,
  also: Also,
): Promise<Issued> {
  const { pdfs } = await openPress()
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const number = nextNumber(range, body.issuedOn, await usedNumbers(place.store.db, place.workspaceId))
    const bill = { ...body, number }
    const pdf = await pdfs.make('invoice', await billContent(place, facts, bill), body.issuedOn)
    const issued = await recordAbout(place, draft.clientId, 'invoice issued', async pen => {
      if (nextNumber(range, body.issuedOn, await usedNumbers(pen.tx, place.workspaceId)) !== number) return undefined
      const current = await pen.current('invoiceDraft', draft.id)
      if (current) mustWait(current)
      const booked = await book(pen, place, draft, bill, pdf)
      await also(pen, booked)
      return booked
    })
    if (issued) return issued
  }
  return refuse('number-contested', 'Others are issuing at the same moment.', { field: 'draft', mend: 'Try again.' })
}

async function book(pen: Pen, place: Place, draft: Fact<'invoiceDraft'>, bill: Bill, pdf: Uint8Array): Promise<Issued> {
  const { clientId } = draft
  const { number, issuedOn, dueOn, currency, lines } = bill
  const parts = taxParts(lines)
  const taxMinor = parts.reduce((sum, p) => sum + p.taxMinor, 0n)
  const totalMinor = parts.reduce((sum, p) => sum + p.netMinor, taxMinor)
  const paper = { name: `${number.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf`, mime: 'application/pdf', bytes: pdf, clientId }
  if (draft.kind === 'credit') {
    const original = await originalOf(pen, draft)
    const id = await pen.add('creditNote', {
      clientId,
      effectiveOn: issuedOn,
      number,
      issuedOn,
      currency,
      totalMinor,
      netMinor: totalMinor - taxMinor,
      invoiceId: original,
      correctionId: draft.correctionId,
      reason: draft.correctionId === null ? 'billed too much' : 'forgiven',
    })
    const documentId = await keepPaper(pen, { ...paper, kind: 'invoice', invoiceId: original })
    await tieDraft(pen, draft, { id, number }, 'issued')
    return { id, number, documentId, totalMinor: totalMinor.toString() }
  }
  const [first] = lines
  const invoiceId = await pen.add('invoice', {
    ...{ clientId, effectiveOn: issuedOn, number, issuedOn, dueOn: dueOn ?? issuedOn, dueSource: 'stated', currency, totalMinor, taxMinor },
    ...{ agreementId: draft.agreementId, subject: first?.text ?? null, iban: place.firm.iban },
  })
  for (const [at, l] of lines.entries())
    await pen.add('invoiceLine', {
      ...{ clientId, effectiveOn: issuedOn, invoiceId, position: at + 1, text: l.text, quantity: l.quantity, unitPrice: l.rate },
      ...{ netMinor: BigInt(l.minor), taxRate: l.taxRate, serviceFrom: l.from as Day | null, serviceTo: l.to as Day | null }, // days of a draft
    })
  const documentId = await keepPaper(pen, { ...paper, kind: 'invoice', invoiceId })
  await pen.amend('invoice', invoiceId, { documentId })
  await tieDraft(pen, draft, { id: invoiceId, number }, 'issued')
  return { id: invoiceId, number, documentId, totalMinor: totalMinor.toString() }
}

/** The invoice that a credit belongs to. */
async function originalOf(pen: Pen, draft: Fact<'invoiceDraft'>): Promise<string | null> {
  const [number] = draft.originals ?? []
  if (number === undefined) return null
  const found = await factsOf(pen.tx, pen.by.workspaceId, 'invoice')
    .where('clientId', '=', draft.clientId)
    .where('number' as 'id', '=', number) // a column of this noun
    .executeTakeFirst()
  return found?.id ?? null
}
