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
  readonly words: string
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
  if (facts.dispute.some(d => d.invoiceId === invoice.id && d.closedOn === null))
    refuse('already-done', `${invoice.number} is contested already.`, { field: 'invoice', mend: 'Answer that dispute.' })
  const { words, owner = place.by.actor, amount } = input
  const made = await dispute(place, {
    invoice: invoice.id,
    cause: 'quality',
    words: givenText('words', words),
    owner,
    answerBy: by,
    amount,
  })
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
  return { ...made, taskId }
}
