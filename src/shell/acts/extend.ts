import { refuse } from '../../core/fault.ts'
import { recordOne } from '../run/reconsider.ts'
import type { Place } from '../workspace.ts'
import { findInvoice } from './find.ts'
import { givenNearDay } from './given.ts'

export interface ExtendInput {
  readonly invoice: string
  readonly to: string
  readonly reason?: string | undefined
}

/** Grants a later due day for one invoice. */
export async function extend(place: Place, input: ExtendInput): Promise<{ id: string; clientId: string }> {
  const invoice = await findInvoice(place, input.invoice)
  const newDueOn = givenNearDay('to', input.to, place.by.today)
  if (newDueOn <= invoice.dueOn)
    refuse('not-later', `${invoice.number} is due on ${invoice.dueOn} already.`, { field: 'to', mend: 'Name a later day.' })
  const { clientId } = invoice
  const fact = { clientId, invoiceId: invoice.id, newDueOn, reason: input.reason ?? null, grantedBy: place.by.actor }
  return { id: await recordOne(place, 'extension', 'extension', fact), clientId }
}
