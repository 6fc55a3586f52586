import { givenUp } from '../../core/correction/settle.ts'
import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { readDecimal } from '../../core/money/decimal-text.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { taxParts } from '../billing/invoice-content.ts'
import { type DraftLine, draftJson } from '../billing/lines.ts'
import { arrearsOn } from '../corrections/books.ts'
import { type ChosenWay, type OpenCase, openCase } from '../corrections/case.ts'
import { knownRate } from '../corrections/catch-up.ts'
import { queueCorrectionConfirmation } from '../corrections/confirmation.ts'
import { languageOf } from '../corrections/statement.ts'
import { openPress } from '../message/press.ts'
import { loadDecider } from '../run/decider.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { tieDraft, withdrawDraft } from './draft.ts'
import { givenAmount, givenText } from './given.ts'
import { type Also, type Issued, issueWith } from './issue.ts'

export interface ForgiveInput {
  readonly correction: string
  /** What is given up, before tax, decimal; none: all of the catch-up that was invoiced. */
  readonly amount?: string | undefined
  readonly reason?: string | undefined
  /** What was agreed for the future. */
  readonly future?: string | undefined
  /** The number your invoicing tool gave the credit note; none: Dunwell issues it with its own. */
  readonly number?: string | undefined
  /** Percent of tax where the lines state none, decimal text. */
  readonly taxPercent?: string | undefined
}

export interface Forgiven {
  readonly creditNoteId: string
  readonly number: string
  /** Of the credit note, with tax. */
  readonly totalMinor: string
  /** Given up, before tax; what is still to be paid of the difference. */
  readonly waivedMinor: string
  readonly payMinor: string
  readonly mailKey: string | null
}

/** The invoice that carries the catch-up, with its periods as they were billed. */
interface Carried {
  readonly invoice: Fact<'invoice'>
  readonly parts: ReturnType<typeof arrearsOn>
}

function carriedBy({ correction, books }: OpenCase): Carried {
  const id = correction.invoiceIds?.at(-1)
  const invoice = books.facts.invoice.find(i => i.id === id && i.cancelledOn === null)
  if (!invoice)
    return refuse('nothing-invoiced', 'The catch-up has not been invoiced: there is nothing to credit.', {
      field: 'correction',
      mend: 'Record the answer as a waiver instead.',
    })
  return { invoice, parts: arrearsOn(books.facts, correction.id, books.lines.get(invoice.id) ?? []) }
}

/** What of the catch-up stands on its invoice and was not given up before. Minor units, before tax. */
const standing = ({ rows }: OpenCase): bigint => rows.reduce((sum, r) => sum + r.correctedMinor, 0n)

async function linesFor(place: Place, open: OpenCase, { parts }: Carried, minor: bigint, taxPercent: string | undefined) {
  const { words } = await openPress()
  const language = languageOf(words, place, open)
  const rate = taxPercent ?? knownRate(open)
  if (rate === null || !readDecimal(rate))
    return refuse('tax-missing', 'No invoice of this agreement says its tax rate.', {
      field: 'taxPercent',
      mend: 'Say it: "20", or "0" where none is due.',
    })
  return givenUp(parts, minor, givenBefore(open)).map(({ from, to, minor: part }): DraftLine => {
    const text = words.say(language, 'invoice.line.credit', { what: open.books.agreement.title, fromDay: from, toDay: to })
    const amount = toDecimal(money(part, open.correction.currency))
    return { text, from, to, quantity: '1', unit: null, rate: amount, minor: part.toString(), taxRate: rate }
  })
}

/** What earlier credit notes of the case gave up. Minor units, before tax. */
const givenBefore = ({ correction, books }: OpenCase): bigint =>
  books.facts.creditNote.reduce((sum, c) => (c.correctionId === correction.id ? sum + (c.netMinor ?? 0n) : sum), 0n)

function mustBeOpen(open: OpenCase, invoice: Fact<'invoice'>, today: Place['by']['today'], lines: readonly DraftLine[]): bigint {
  const total = taxParts(lines).reduce((sum, p) => sum + p.netMinor + p.taxMinor, 0n)
  const { facts } = open.books
  const left = openItems(facts, openLedger(facts, today)).find(i => i.id === invoice.id)?.openMinor ?? 0n
  if (total > left)
    refuse('paid-already', `Of invoice ${invoice.number} less is open than would be credited.`, {
      field: 'amount',
      mend: 'Give up no more than is open, or pay the client back by your own books.',
    })
  return total
}

/**
 * The catch-up was invoiced and the client refuses it: all or a part is given up after all (A10). A credit note against that invoice and a waiver
 * with the reason and what was agreed for the future; billed + corrected + waived = agreed stays true. A plan for it ends.
 * @throws Refusal where nothing was invoiced, more than stands would be given, or it is paid.
 */
export async function forgiveCatchUp(place: Place, input: ForgiveInput): Promise<Forgiven> {
  const open = await openCase(place, input.correction)
  const { correction, detail } = open
  if (correction.closedOn !== null) refuse('already-done', `The case was closed on ${correction.closedOn}.`, { field: 'correction' })
  const carried = carriedBy(open)
  const all = standing(open)
  if (all === 0n) refuse('nothing-invoiced', 'Nothing of the catch-up stands on an invoice any more.', { field: 'correction' })
  const minor = input.amount === undefined ? all : givenAmount('amount', input.amount, correction.currency)
  if (minor > all) refuse('amount-too-high', 'That is more than was invoiced of the difference.', { field: 'amount' })
  const said = { reason: givenText('reason', input.reason), future: givenText('future', input.future) }
  const lines = await linesFor(place, open, carried, minor, input.taxPercent)
  mustBeOpen(open, carried.invoice, place.by.today, lines)
  const left = all - minor
  const choice: ChosenWay = {
    ...{ way: left === 0n ? 'waive' : 'compromise', on: place.by.today, minor: left.toString() },
    ...(detail.choice ? { before: { way: detail.choice.way, on: detail.choice.on } } : {}),
  }
  const [decider, times] = [await loadDecider(place), open.waivers.length + 2]
  let mailKey: string | null = null
  const credit = await creditIt(place, open, carried, lines, input.number, async (pen, { id: creditNoteId }) => {
    await pen.amend('correction', correction.id, { detail: { ...detail, choice } as unknown as Json })
    await pen.add('waiver', {
      ...{ clientId: correction.clientId, correctionId: correction.id, amountMinor: minor, currency: correction.currency },
      ...{ waivedBy: place.by.actor, ...said, creditNoteId, estimate: (detail.estimate ?? null) as Json | null },
    })
    await endPlans(pen, open, carried.invoice.id, left)
    mailKey = await queueCorrectionConfirmation(pen, decider, open.books.facts, correction, times)
  })
  const { id: creditNoteId, number, totalMinor } = credit
  return { creditNoteId, number, totalMinor, waivedMinor: minor.toString(), payMinor: left.toString(), mailKey }
}

/** A plan for what is given up has nothing left to watch. */
async function endPlans(pen: Pen, { books }: OpenCase, invoiceId: string, left: bigint): Promise<void> {
  if (left > 0n) return
  for (const plan of books.facts.plan)
    if (plan.endedOn === null && plan.invoiceIds.every(id => id === invoiceId))
      await pen.amend('plan', plan.id, { endedOn: pen.by.today, endReason: 'ended: forgiven' })
}

/** The credit note and, in the same transaction, all that follows from it. */
async function creditIt(
  place: Place,
  open: OpenCase,
  { invoice }: Carried,
  lines: readonly DraftLine[],
  number: string | undefined,
  also: (pen: Pen, credit: Credit) => Promise<void>,
): Promise<Credit> {
  const { correction } = open
  const { clientId, currency, agreementId } = correction
  const netMinor = lines.reduce((sum, l) => sum + BigInt(l.minor), 0n)
  const body = { clientId, currency, agreementId, correctionId: correction.id, kind: 'credit' as const, originals: [invoice.number] }
  const prepare = (pen: Pen): Promise<string> =>
    pen.add('invoiceDraft', { ...body, lines: draftJson(lines), netMinor, preparedOn: place.by.today })
  if (number === undefined) return issued(place, await recordAbout(place, clientId, 'credit prepared', prepare), also)
  const named = givenText('number', number)
  const totalMinor = taxParts(lines).reduce((sum, p) => sum + p.netMinor + p.taxMinor, 0n)
  return recordAbout(place, clientId, 'catch-up given up', async pen => {
    const draft = await pen.current('invoiceDraft', await prepare(pen))
    const id = await pen.add('creditNote', {
      ...{ clientId, effectiveOn: place.by.today, number: named, issuedOn: place.by.today, currency, totalMinor, netMinor },
      ...{ invoiceId: invoice.id, correctionId: correction.id, reason: 'forgiven' },
    })
    if (draft) await tieDraft(pen, draft, { id, number: named }, 'by-hand')
    const credit = { id, number: named, totalMinor: totalMinor.toString() }
    await also(pen, credit)
    return credit
  })
}

type Credit = Pick<Issued, 'id' | 'number' | 'totalMinor'>

/** Dunwell issues it; where it may not, the draft is taken back and nothing of it stands. */
async function issued(place: Place, draft: string, also: Also): Promise<Credit> {
  try {
    return await issueWith(place, { draft }, also)
  } catch (error) {
    await withdrawDraft(place, { draft })
    throw error
  }
}
