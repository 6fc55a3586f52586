import type { Body, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { percentMicro, percentText } from '../../core/ledger/exact.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { intermediariesOf } from './find.ts'
import { givenText } from './given.ts'

/** From this age (days past due) and this size on (decimal, in its currency), so many percent. */
export interface BandInput {
  readonly fromDays?: number | undefined
  readonly fromAmount?: string | undefined
  readonly percent: string
}

export interface IntermediaryInput {
  /** Name or id of one that is known: what is said anew changes, the rest stays. None: a new one. */
  readonly known?: string | undefined
  readonly name?: string | undefined
  readonly kind?: 'lawyer' | 'agency' | undefined
  /** ISO country it works in; empty: any. */
  readonly country?: string | undefined
  readonly currency?: string | undefined
  readonly person?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly feePercent?: string | undefined
  readonly bands?: readonly BandInput[] | undefined
  /** Decimal: of a letter. */
  readonly flatFee?: string | undefined
  readonly taxPercent?: string | undefined
  readonly conductRules?: string | undefined
  /** No longer used from today. */
  readonly end?: boolean | undefined
}

type Terms = Body<'intermediary'>
const MOST_BANDS = 20
const HUNDRED = 100_000_000n

/** A percentage from 0 to 100, as plain text; nothing where it is empty. */
function percentIn(field: string, text: string): string | null {
  if (text.trim() === '') return null
  const micro = percentMicro(text.trim().replace(',', '.'))
  if (micro === undefined || micro < 0n || micro > HUNDRED)
    return refuse('percent-unreadable', `"${text}" is not a percentage up to 100.`, {
      params: { value: text },
      field,
      mend: 'Write it like 12.5.',
    })
  return percentText(micro)
}

/** An amount of nothing or more, in minor units. */
function amountIn(field: string, text: string, currency: string): bigint {
  const read = fromDecimal(text.trim(), currency)
  if (read && read.minor >= 0n) return read.minor
  return refuse('amount-unreadable', `"${text}" is not an amount in ${currency}.`, {
    params: { value: text },
    field,
    mend: 'Write it as 1234.50.',
  })
}

function bandsIn(bands: readonly BandInput[], currency: string): Terms['feeBands'] {
  if (bands.length > MOST_BANDS)
    refuse('bands-many', `There are more than ${MOST_BANDS} bands.`, { field: 'bands', mend: 'Leave some out.' })
  const read = bands.map(({ fromDays = 0, fromAmount = '0', percent }) => {
    if (!Number.isInteger(fromDays) || fromDays < 0)
      refuse('days-wrong', `"${fromDays}" is no number of days.`, { field: 'bands', mend: 'Write a whole number, 0 for any age.' })
    amountIn('bands', fromAmount, currency)
    return {
      fromDays,
      fromAmount: fromAmount.trim(),
      percent: percentIn('bands', percent) ?? refuse('field-missing', 'This must be said.', { field: 'bands' }),
    }
  })
  const starts = read.map(b => `${b.fromDays} ${Number(b.fromAmount)}`)
  if (new Set(starts).size < starts.length)
    refuse('bands-twice', 'Two bands begin at the same age and size.', { field: 'bands', mend: 'Leave one of them.' })
  return read.length > 0 ? read : null
}

function countryIn(text: string): string | null {
  const country = text.trim().toUpperCase()
  if (country === '') return null
  return /^[A-Z]{2}$/.test(country)
    ? country
    : refuse('country-unreadable', `"${text}" is not a country.`, { field: 'country', mend: 'Write two letters, like FR.' })
}

const plain = (text: string): string | null => text.trim() || null

/** What was said, read and checked; what was not said is not in it. */
function termsIn(input: IntermediaryInput, currency: string): Partial<Terms> {
  const { country, person, email, phone, feePercent, bands, flatFee, taxPercent, conductRules } = input
  return {
    ...(country === undefined ? {} : { country: countryIn(country) }),
    ...(person === undefined ? {} : { person: plain(person) }),
    ...(email === undefined ? {} : { email: plain(email) }),
    ...(phone === undefined ? {} : { phone: plain(phone) }),
    ...(feePercent === undefined ? {} : { feePercent: percentIn('feePercent', feePercent) }),
    ...(bands === undefined ? {} : { feeBands: bandsIn(bands, currency) }),
    ...(flatFee === undefined ? {} : { flatFeeMinor: flatFee.trim() === '' ? null : amountIn('flatFee', flatFee, currency) }),
    ...(taxPercent === undefined ? {} : { taxPercent: percentIn('taxPercent', taxPercent) }),
    ...(conductRules === undefined ? {} : { conductRules: plain(conductRules) }),
  }
}

/** Keeps a lawyer or an agency with its terms, or changes them: claims already handed over keep the mandate they were given on. @throws Refusal */
export async function keepIntermediary(place: Place, input: IntermediaryInput): Promise<{ id: string; name: string; kind: string }> {
  const all = await intermediariesOf(place)
  const known = input.known === undefined ? undefined : all.find(i => i.id === input.known || i.name === input.known)
  if (input.known !== undefined && !known)
    return refuse('no-such-intermediary', `There is no lawyer or agency "${input.known}".`, {
      field: 'known',
      mend: 'Record it first, with its terms.',
    })
  const name = input.name === undefined && known ? known.name : givenText('name', input.name)
  const kind = input.kind ?? known?.kind ?? refuse('field-missing', 'Say lawyer or agency.', { field: 'kind' })
  if (all.some(i => i.id !== known?.id && i.endedOn === null && i.name === name))
    refuse('name-taken', `There is another "${name}" already.`, { field: 'name', mend: 'Change that one, or give this one another name.' })
  const currency = (input.currency?.trim() || known?.currency || place.firm.currency).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency))
    refuse('currency-unknown', `"${currency}" is not a currency.`, {
      params: { value: currency },
      field: 'currency',
      mend: 'Write three letters, like EUR.',
    })
  const terms = { ...termsIn(input, currency), name, kind, currency, ...(input.end ? { endedOn: place.by.today } : {}) }
  const id = await record(place.store, place.by, known ? 'terms of an intermediary' : 'intermediary kept', async pen => {
    if (!known) return pen.add('intermediary', terms)
    await pen.amend('intermediary', known.id, terms)
    return known.id
  })
  return { id, name, kind }
}

/** As the command line and the API list them. */
export const partyLine = ({ name, kind, country, feePercent, feeBands, endedOn }: Fact<'intermediary'>): string => {
  const bands = Array.isArray(feeBands) ? (feeBands as unknown as readonly { fromDays: number; fromAmount: string; percent: string }[]) : [] // written above
  const fee = bands.length > 0 ? bands.map(b => `${b.fromDays}:${b.fromAmount}:${b.percent}`).join(' ') : (feePercent ?? '')
  return [name, kind, country ?? '', fee, endedOn ?? ''].join('\t')
}
