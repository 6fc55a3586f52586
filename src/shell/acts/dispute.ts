import { type Body, nouns } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { recordAbout, recordOne } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findInvoice } from './find.ts'
import { givenAmount, givenDay } from './given.ts'

type Cause = Body<'dispute'>['cause']
type Outcome = NonNullable<Body<'dispute'>['outcome']>
const CAUSES: readonly string[] = nouns.dispute.columns.cause.oneOf ?? []
const OUTCOMES: readonly string[] = nouns.dispute.columns.outcome.oneOf ?? []
const isCause = (cause: string): cause is Cause => CAUSES.includes(cause)
const isOutcome = (outcome: string): outcome is Outcome => OUTCOMES.includes(outcome)

export interface DisputeInput {
  readonly invoice: string
  readonly cause: string
  /** Decimal, the contested part; none: all of it. */
  readonly amount?: string | undefined
  readonly words?: string | undefined
  readonly owner?: string | undefined
  readonly answerBy?: string | undefined
}

/** Records that an invoice is contested: that invoice is held, the others are not. */
export async function dispute(place: Place, input: DisputeInput): Promise<{ id: string; clientId: string }> {
  const invoice = await findInvoice(place, input.invoice)
  const { cause } = input
  if (!isCause(cause))
    return refuse('cause-unknown', `"${cause}" is not a cause.`, { field: 'cause', mend: `Say one of ${CAUSES.join(', ')}.` })
  const amountMinor = input.amount === undefined ? null : givenAmount('amount', input.amount, invoice.currency)
  if (amountMinor !== null && amountMinor > invoice.totalMinor)
    refuse('amount-too-high', 'More is contested than was invoiced.', { field: 'amount' })
  const answerBy = input.answerBy === undefined ? null : givenDay('answerBy', input.answerBy)
  const { clientId } = invoice
  const { words = null, owner = null } = input
  return {
    id: await recordOne(place, 'dispute', 'dispute', { clientId, invoiceId: invoice.id, cause, amountMinor, words, owner, answerBy }),
    clientId,
  }
}

/** Ends the dispute about an invoice; only an outcome ends it. */
export async function closeDispute(place: Place, input: { invoice: string; outcome: string }): Promise<{ id: string; clientId: string }> {
  const { outcome } = input
  if (!isOutcome(outcome))
    return refuse('outcome-unknown', `"${outcome}" is not an outcome.`, { field: 'outcome', mend: `Say one of ${OUTCOMES.join(', ')}.` })
  const invoice = await findInvoice(place, input.invoice)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [invoice.clientId])
  const open = facts?.dispute.findLast(d => d.invoiceId === invoice.id && d.closedOn === null)
  if (!open) return refuse('no-dispute', `No dispute about ${invoice.number} is open.`, { field: 'invoice' })
  const { today } = place.by
  await recordAbout(place, invoice.clientId, 'dispute ended', pen =>
    pen.amend('dispute', open.id, { outcome, closedOn: today, answeredOn: open.answeredOn ?? today }),
  )
  return { id: open.id, clientId: invoice.clientId }
}
