import { disputeOf } from '../../core/desk/dispute.ts'
import { type Body, type ClientFacts, type Fact, nouns } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { recordAbout, recordOne } from '../run/reconsider.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { disputeNamed, findInvoice } from './find.ts'
import { givenAmount, givenComingDay, givenDay, givenText } from './given.ts'

type Cause = Body<'dispute'>['cause']
type Claim = NonNullable<Body<'dispute'>['claim']>
type Outcome = NonNullable<Body<'dispute'>['outcome']>
const CAUSES: readonly string[] = nouns.dispute.columns.cause.oneOf ?? []
const CLAIMS: readonly string[] = nouns.dispute.columns.claim.oneOf ?? []
const OUTCOMES: readonly string[] = nouns.dispute.columns.outcome.oneOf ?? []
const isCause = (cause: string): cause is Cause => CAUSES.includes(cause)
const isClaim = (claim: string): claim is Claim => CLAIMS.includes(claim)
const isOutcome = (outcome: string): outcome is Outcome => OUTCOMES.includes(outcome)

export interface DisputeInput {
  readonly invoice: string
  readonly cause: string
  /** Decimal, the contested part; none: all of it. */
  readonly amount?: string | undefined
  readonly words?: string | undefined
  /** What they ask for. */
  readonly claim?: string | undefined
  readonly owner?: string | undefined
  readonly answerBy?: string | undefined
}

/** Records that an invoice is contested: that invoice is held, the others are not. */
export async function dispute(place: Place, input: DisputeInput): Promise<{ id: string; clientId: string }> {
  const invoice = await findInvoice(place, input.invoice)
  const { cause, claim = null } = input
  if (!isCause(cause))
    return refuse('cause-unknown', `"${cause}" is not a cause.`, { field: 'cause', mend: `Say one of ${CAUSES.join(', ')}.` })
  if (claim !== null && !isClaim(claim))
    return refuse('claim-unknown', `"${claim}" is nothing they can ask for.`, { field: 'claim', mend: `Say one of ${CLAIMS.join(', ')}.` })
  const amountMinor = input.amount === undefined ? null : givenAmount('amount', input.amount, invoice.currency)
  if (amountMinor !== null && amountMinor > invoice.totalMinor)
    refuse('amount-too-high', 'More is contested than was invoiced.', { field: 'amount' })
  const answerBy = input.answerBy === undefined ? null : givenDay('answerBy', input.answerBy)
  const { clientId } = invoice
  const { words = null, owner = null } = input
  const said = { clientId, invoiceId: invoice.id, cause, claim, amountMinor, words, owner, answerBy }
  return { id: await recordOne(place, 'dispute', 'dispute', said), clientId }
}

/** An open dispute by its id. @throws Refusal where it has ended. */
export async function openDispute(place: Place, id: string): Promise<Fact<'dispute'>> {
  const found = await disputeNamed(place, id)
  return found.closedOn === null ? found : refuse('already-done', 'This dispute has ended.', { field: 'dispute' })
}

/** What we answered them. It stays open: only an outcome ends it. */
export async function answerDispute(
  place: Place,
  input: { readonly dispute: string; readonly words: string },
): Promise<{ id: string; clientId: string }> {
  const { id, clientId, effectiveOn } = await openDispute(place, input.dispute)
  const said = { answer: givenText('words', input.words), answeredOn: place.by.today }
  await recordAbout(place, clientId, 'dispute answered', pen => pen.amend('dispute', id, said, effectiveOn))
  return { id, clientId }
}

/** Who answers it, and by when. */
export async function steerDispute(
  place: Place,
  input: { readonly dispute: string; readonly owner?: string | undefined; readonly answerBy?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const { id, clientId, ...now } = await openDispute(place, input.dispute)
  const owner = input.owner === undefined ? now.owner : givenText('owner', input.owner)
  const answerBy = input.answerBy === undefined ? now.answerBy : givenComingDay('answerBy', input.answerBy, place.by.today)
  await recordAbout(place, clientId, 'dispute: who and when', pen => pen.amend('dispute', id, { owner, answerBy }, now.effectiveOn))
  return { id, clientId }
}

export interface CloseInput {
  /** The dispute, or the invoice it is about. */
  readonly dispute?: string | undefined
  readonly invoice?: string | undefined
  readonly outcome: string
  readonly words?: string | undefined
  /** Number of the credit note: one that is known, or one that is written now over `credit` (decimal; none: the contested part). */
  readonly creditNumber?: string | undefined
  readonly credit?: string | undefined
}

async function disputeToClose(place: Place, input: CloseInput): Promise<{ facts: ClientFacts; open: Fact<'dispute'> }> {
  const factsFor = async (clientId: string): Promise<ClientFacts> => {
    const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
    return facts ?? refuse('no-such-client', 'The client is not there any more.')
  }
  if (input.dispute !== undefined) {
    const open = await openDispute(place, input.dispute)
    return { facts: await factsFor(open.clientId), open }
  }
  const invoice = await findInvoice(place, givenText('invoice', input.invoice))
  const facts = await factsFor(invoice.clientId)
  const open = facts.dispute.findLast(d => d.invoiceId === invoice.id && d.closedOn === null)
  return open ? { facts, open } : refuse('no-dispute', `No dispute about ${invoice.number} is open.`, { field: 'invoice' })
}

interface Credit {
  readonly noteId: string | null
  /** To be written now; minor units. */
  readonly write: { readonly number: string; readonly minor: bigint; readonly currency: string } | null
}

/** The credit note that ends a dispute: one on this invoice that is known, or a new one. */
async function creditFor(place: Place, facts: ClientFacts, open: Fact<'dispute'>, outcome: Outcome, input: CloseInput): Promise<Credit> {
  const invoice = facts.invoice.find(i => i.id === open.invoiceId)
  if ((outcome !== 'credited' && outcome !== 'split') || !invoice) return { noteId: null, write: null }
  const number = input.creditNumber?.trim()
  if (!number)
    return refuse('credit-missing', 'It ends with a credit note: say its number.', {
      field: 'creditNumber',
      mend: 'Give the number of the credit note, and its amount where it is not the whole contested part.',
    })
  const [known] = (await factsOf(place.store.db, place.workspaceId, 'creditNote')
    .where('number' as 'id', '=', number) // a column of this noun
    .execute()) as unknown as Fact<'creditNote'>[] // the columns selected are the noun’s own
  if (known) {
    if (known.clientId !== open.clientId || (known.invoiceId !== null && known.invoiceId !== invoice.id))
      refuse('credit-elsewhere', `${number} credits another invoice.`, { field: 'creditNumber' })
    return { noteId: known.id, write: null }
  }
  const openMinor = openLedger(facts, place.by.today).accounts.find(a => a.invoice.id === invoice.id)?.openMinor ?? 0n
  const contested = open.amountMinor ?? openMinor
  const minor = input.credit === undefined ? contested : givenAmount('credit', input.credit, invoice.currency)
  if (minor > openMinor) refuse('amount-too-high', 'More would be credited than is open.', { field: 'credit' })
  if (outcome === 'split' && minor >= contested)
    refuse('split-whole', 'A split credits less than what is contested.', {
      field: 'credit',
      mend: 'Credit a part, or end it as credited.',
    })
  return { noteId: null, write: { number, minor, currency: invoice.currency } }
}

async function writeCredit(pen: Pen, open: Fact<'dispute'>, { noteId, write }: Credit): Promise<string | null> {
  if (!write) return noteId
  const { clientId, invoiceId, cause } = open
  const { number, minor: totalMinor, currency } = write
  return pen.add('creditNote', { clientId, invoiceId, number, issuedOn: pen.by.today, currency, totalMinor, reason: `dispute: ${cause}` })
}

/** Ends a dispute; only an outcome ends it. A credit note goes with “credited” and “split”; what was to be mended is done with “fixed”. */
export async function closeDispute(
  place: Place,
  input: CloseInput,
): Promise<{ id: string; clientId: string; creditNoteId: string | null }> {
  const { outcome } = input
  if (!isOutcome(outcome))
    return refuse('outcome-unknown', `"${outcome}" is not an outcome.`, { field: 'outcome', mend: `Say one of ${OUTCOMES.join(', ')}.` })
  const { facts, open } = await disputeToClose(place, input)
  const credit = await creditFor(place, facts, open, outcome, input)
  const { today } = place.by
  const tasks = facts.task.filter(t => t.doneOn === null && disputeOf(t) === open.id)
  const asks = facts.disputeAsk.filter(a => a.disputeId === open.id && a.closedOn === null)
  const creditNoteId = await recordAbout(place, open.clientId, 'dispute ended', async pen => {
    const noteId = await writeCredit(pen, open, credit)
    const ended = { outcome, outcomeWords: input.words?.trim() || null, creditNoteId: noteId, closedOn: today }
    await pen.amend('dispute', open.id, { ...ended, answeredOn: open.answeredOn ?? today }, open.effectiveOn)
    for (const task of tasks) await pen.amend('task', task.id, { doneOn: today })
    for (const ask of asks) await pen.amend('disputeAsk', ask.id, { closedOn: today })
    return noteId
  })
  return { id: open.id, clientId: open.clientId, creditNoteId }
}
