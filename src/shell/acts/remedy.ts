import { refuse } from '../../core/fault.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'
import { dispute } from './dispute.ts'
import { findInvoice } from './find.ts'
import { givenComingDay, givenText } from './given.ts'

export interface RemedyInput {
  readonly invoice: string
  /** Decimal: the part that is contested; none: all of it. */
  readonly amount?: string | undefined
  /** What is wrong; where the invoice is contested already, that stands. */
  readonly words?: string | undefined
  /** What we do about it, who, and by when. */
  readonly fix: string
  readonly owner?: string | undefined
  readonly by: string
}

/** Bad work gets a fix: the contested part rests, somebody mends it by a day. The rest stays payable. */
export async function remedy(place: Place, input: RemedyInput): Promise<{ id: string; clientId: string; taskId: string }> {
  const fix = givenText('fix', input.fix)
  const by = givenComingDay('by', input.by, place.by.today)
  const invoice = await findInvoice(place, input.invoice)
  const facts = await factsOfClient(place, invoice.clientId)
  const standing = facts.dispute.findLast(d => d.invoiceId === invoice.id && d.closedOn === null)
  const { owner = standing?.owner ?? place.by.actor, amount } = input
  if (standing && (amount !== undefined || input.words !== undefined))
    refuse('already-done', `${invoice.number} is contested already.`, {
      field: 'invoice',
      mend: 'Say only what is mended, by whom and when: what they contest stands.',
    })
  const said = { invoice: invoice.id, cause: 'quality', claim: 'repair', owner, answerBy: by, amount }
  const made = standing ?? (await dispute(place, { ...said, words: givenText('words', input.words) }))
  const taskId = await recordAbout(place, invoice.clientId, 'remedy', pen =>
    pen.add('task', {
      clientId: invoice.clientId,
      title: fix,
      kind: 'mend',
      dueOn: by,
      toUser: owner,
      detail: { disputeId: made.id, invoiceId: invoice.id },
    }),
  )
  return { id: made.id, clientId: made.clientId, taskId }
}
