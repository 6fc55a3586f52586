import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { deskPacks } from '../desk/tools.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { givenDay, givenText } from './given.ts'

export interface CourtFeeInput {
  /** Code of the procedure. */
  readonly court: string
  /** Decimal amounts in the fee's currency: the fee, for claims of more than `over` up to `upTo`. */
  readonly fee: string
  readonly over?: string | undefined
  readonly upTo?: string | undefined
  /** None: that of the procedure, else the firm's. */
  readonly currency?: string | undefined
  /** Of the court, where the procedure has courts in several. */
  readonly country?: string | undefined
  readonly writtenIn: string
  /** None: from today. */
  readonly since?: string | undefined
}

function amountOf(field: string, text: string, currency: string): bigint {
  const read = fromDecimal(text.trim().replace(',', '.'), currency)
  return read && read.minor >= 0n
    ? read.minor
    : refuse('amount-unreadable', `"${text}" is not an amount in ${currency}.`, {
        field,
        params: { value: text },
        mend: 'Write it as 1234.50.',
      })
}

/** The firm read what a court asks, and says where: it goes before what Dunwell knows. @throws Refusal */
export async function sayCourtFee(place: Place, input: CourtFeeInput): Promise<{ id: string }> {
  const { courts } = await deskPacks()
  const pack =
    courts.find(c => c.code === input.court) ??
    refuse('not-prepared', `"${input.court}" is not prepared here.`, {
      field: 'court',
      mend: `Prepared: ${courts.map(c => c.code).join(', ')}.`,
    })
  const currency = (input.currency || pack.currency || place.firm.currency).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency))
    refuse('currency-unknown', `"${currency}" is no currency.`, { field: 'currency', params: { value: currency } })
  const country = input.country?.trim().toUpperCase() || null
  if (country !== null && !pack.countries.includes(country))
    refuse('country-unknown', `"${country}" has no court of this procedure.`, { field: 'country' })
  const over = input.over ? amountOf('over', input.over, currency) : 0n
  const upTo = input.upTo ? amountOf('upTo', input.upTo, currency) : null
  if (upTo !== null && upTo <= over) refuse('range-empty', 'No claim is of more than the one and up to the other.', { field: 'upTo' })
  const since: Day = input.since ? givenDay('since', input.since) : place.by.today
  const fee = amountOf('fee', input.fee, currency)
  const writtenIn = givenText('writtenIn', input.writtenIn)
  const fact = { procedure: pack.code, country, over, upTo, fee, currency, writtenIn, effectiveOn: since }
  return { id: await record(place.store, place.by, 'court fee said', pen => pen.add('courtFee', fact)) }
}

/** Back to what Dunwell knows. @throws Refusal where there is no such word. */
export async function dropCourtFee(place: Place, input: { readonly id: string }): Promise<{ id: string }> {
  await record(place.store, place.by, 'court fee taken back', pen => pen.retract('courtFee', input.id))
  return { id: input.id }
}
