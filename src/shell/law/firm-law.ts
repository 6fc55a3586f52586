import type { Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { DAY_COUNTS, type DayCount } from '../../core/ledger/day-count.ts'
import { percentMicro } from '../../core/ledger/exact.ts'
import { findPack, type JurisdictionPack, type RateMode, type Variant } from '../../core/ledger/jurisdiction.ts'
import { type OwnLaw, withOwnLaw } from '../../core/ledger/own-law.ts'
import { type RateRow, withOwnRates } from '../../core/ledger/rates.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { channelFields } from '../../packs/channel-fields.ts'
import { holidayQuestion, shippedHolidays } from '../packs/holidays.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type LawBook, loadLaw } from './load-law.ts'

export const LAW_VARIANTS = ['business', 'consumer', 'public', 'public-health'] as const satisfies readonly Variant[]
export const LAW_FIELDS = ['rate', 'rateMode', 'dayCount', 'compounding', 'fixedSum', 'limitationYears', 'forbiddenChannels'] as const
export type LawField = (typeof LAW_FIELDS)[number]
const RATE_MODES: readonly RateMode[] = ['each-half-year', 'fixed-at-start', 'fixed-at-end', 'each-change', 'constant']

/** A value of the law as a firm wrote it. */
export interface OwnValue {
  readonly law: string
  readonly variant: Variant
  readonly field: LawField
  readonly value: string
  readonly source: string
  readonly since: OwnLaw['since']
}

const isOneOf = <T extends string>(values: readonly T[], text: string): text is T => (values as readonly string[]).includes(text)

type Part = Omit<OwnLaw, 'variant' | 'since' | 'source'>

/** What each field may hold, and what it becomes; undefined: it cannot be read. */
const READ: Readonly<Record<LawField, (value: string, pack: JurisdictionPack, own: OwnValue) => Part | undefined>> = {
  rate: value => (percentMicro(value) === undefined ? undefined : { rate: { kind: 'fixed', percent: value }, rateMode: 'constant' }),
  rateMode: value => (isOneOf(RATE_MODES, value) ? { rateMode: value } : undefined),
  dayCount: value => (isOneOf<DayCount>(DAY_COUNTS, value) ? { dayCount: value } : undefined),
  compounding: value => (value === 'none' || value === 'yearly' ? { compounding: value } : undefined),
  fixedSum: (value, { currency }) => {
    if (value === 'none') return { fixedSum: { kind: 'none' } }
    const amount = fromDecimal(value, currency)
    return amount && amount.minor > 0n
      ? { fixedSum: { kind: 'steps', currency, boundCurrency: currency, steps: [{ amount: value }] } }
      : undefined
  },
  limitationYears: (value, _pack, { source }) =>
    /^\d{1,2}$/.test(value) ? { limitation: { years: Number(value), from: 'due', clause: source } } : undefined,
  forbiddenChannels: value => {
    if (value === 'none') return { forbiddenChannels: [] }
    const channels = value.split(',').map(channel => channel.trim())
    return channels.every(channel => channel in channelFields) ? { forbiddenChannels: channels } : undefined
  },
}

const MENDS: Readonly<Record<LawField, string>> = {
  rate: 'A percentage a year, such as 12.15.',
  rateMode: `One of ${RATE_MODES.join(', ')}.`,
  dayCount: `One of ${DAY_COUNTS.join(', ')}.`,
  compounding: 'none or yearly.',
  fixedSum: 'An amount in the law’s own currency, such as 40.00, or none.',
  limitationYears: 'A whole number of years.',
  forbiddenChannels: `none, or some of ${Object.keys(channelFields).join(', ')}, parted by commas.`,
}

/** A firm’s value as the ledger takes it. @throws Refusal where the value cannot be read or its law is not known. */
export function ownLawOf(book: LawBook, own: OwnValue): { pack: JurisdictionPack; own: OwnLaw } {
  const pack = findPack(book.jurisdictions, own.law)
  const faults: Fault[] = []
  if (!pack) faults.push({ code: 'law-unknown', message: `"${own.law}" is not a law Dunwell knows.`, field: 'law' })
  if (own.source.trim() === '') faults.push({ code: 'field-missing', message: 'Say where it is written.', field: 'source' })
  const part = pack && READ[own.field](own.value.trim(), pack, own)
  if (pack && !part) faults.push({ code: 'field-wrong', message: `"${own.value}" cannot be read.`, field: 'value', mend: MENDS[own.field] })
  if (!pack || !part || faults.length > 0) throw new Refusal(faults)
  return { pack, own: { variant: own.variant, since: own.since, source: own.source, ...part } }
}

/** `business.rate`: how variant and field are kept. */
export const lawKey = (variant: Variant, field: LawField): string => `${variant}.${field}`

export function ownValueOf(fact: Fact<'lawOverride'>): OwnValue | undefined {
  const [variant, field] = fact.key.split('.')
  if (variant === undefined || field === undefined || !isOneOf(LAW_VARIANTS, variant) || !isOneOf(LAW_FIELDS, field)) return undefined
  return { law: fact.jurisdiction, variant, field, value: fact.value, source: fact.writtenIn, since: fact.effectiveOn }
}

/** The laws with what the firm knows better, each value with the firm’s source. A value that cannot be read any more is left out. */
export function withFirmValues(book: LawBook, overrides: readonly Fact<'lawOverride'>[]): LawBook {
  if (overrides.length === 0) return book
  const jurisdictions = new Map(book.jurisdictions)
  for (const fact of overrides) {
    const value = ownValueOf(fact)
    const pack = value && findPack(jurisdictions, value.law)
    if (!value || !pack) continue
    try {
      jurisdictions.set(pack.code, withOwnLaw(pack, ownLawOf({ ...book, jurisdictions }, value).own))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error // written through the catalogue's own door: the page says it
    }
  }
  return { ...book, jurisdictions }
}

/** The rates with those that the firm brought in; a series that is not known any more is left out. */
export function withFirmRates(book: LawBook, rates: readonly Fact<'ownRate'>[]): LawBook {
  const known = rates.filter(rate => book.rates.has(rate.series))
  if (known.length === 0) return book
  const rowOf = ({ from, percent, knownUntil, writtenIn }: Fact<'ownRate'>): RateRow => ({
    ...{ from, percent, source: writtenIn, confidence: 'own' },
    ...(knownUntil === null ? {} : { knownUntil }),
  })
  const bySeries = new Map([...Map.groupBy(known, rate => rate.series)].map(([series, own]) => [series, own.map(rowOf)]))
  return { ...book, rates: withOwnRates(book.rates, bySeries) }
}

/** A law book with everything that this firm knows better: values, rates, days off. */
export async function asTheFirmKnows(book: LawBook, { store, workspaceId }: Pick<Place, 'store' | 'workspaceId'>): Promise<LawBook> {
  const [overrides, rates, calendar, holidays] = await Promise.all([
    workspaceFacts(store.db, workspaceId, 'lawOverride'),
    workspaceFacts(store.db, workspaceId, 'ownRate'),
    workspaceFacts(store.db, workspaceId, 'calendarDay'),
    shippedHolidays(),
  ])
  const known = withFirmValues(withFirmRates(book, rates), overrides)
  // the firm's own closed days say nothing of when its clients must pay: only those of a country do
  const ofCountries = calendar.filter(day => day.country !== null)
  return ofCountries.length === 0 ? known : { ...known, isHoliday: holidayQuestion(holidays, ofCountries) }
}

/** The law as it applies in this firm. */
export const loadFirmLaw = async (place: Pick<Place, 'store' | 'workspaceId'>): Promise<LawBook> => asTheFirmKnows(await loadLaw(), place)
