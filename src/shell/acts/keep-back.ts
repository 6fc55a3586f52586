import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { isRetention } from '../../core/ledger/retention.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findInvoice } from './find.ts'
import { givenAmount, givenDay } from './given.ts'

export interface KeepBackInput {
  readonly invoice: string
  /** Decimal text; none: as it stands, for another day. */
  readonly amount?: string | undefined
  /** The day from which it is owed. */
  readonly until: string
}

/** A part of an invoice that the client keeps back until a day: it is not asked for before, and like any other money after. @throws Refusal */
export async function keepBack(place: Place, input: KeepBackInput): Promise<{ id: string; clientId: string }> {
  const invoice = await findInvoice(place, input.invoice)
  const { clientId, currency, totalMinor, dueOn } = invoice
  const releaseOn = givenDay('until', input.until)
  if (releaseOn <= dueOn)
    refuse('not-later', `${invoice.number} is due on ${dueOn} already.`, { field: 'until', mend: 'Name a later day.' })
  const rows = (await factsOf(place.store.db, place.workspaceId, 'shortPayment')
    .where('clientId', '=', clientId)
    .execute()) as unknown as Fact<'shortPayment'>[] // as selected
  const before = rows.find(row => isRetention(row, invoice.id))
  const amountMinor = input.amount === undefined ? before?.amountMinor : givenAmount('amount', input.amount, currency)
  if (amountMinor === undefined) return refuse('field-missing', 'Say how much is kept back.', { field: 'amount' })
  if (amountMinor > totalMinor)
    refuse('amount-too-high', `The invoice is ${toDecimal(money(totalMinor, currency))} ${currency} only.`, { field: 'amount' })
  const id = await recordAbout(place, clientId, 'money kept back', async pen => {
    const body = { amountMinor, releaseOn }
    if (!before)
      return pen.add('shortPayment', { clientId, invoiceId: invoice.id, cause: 'retention', effectiveOn: invoice.issuedOn, ...body })
    await pen.amend('shortPayment', before.id, body)
    return before.id
  })
  return { id, clientId }
}
