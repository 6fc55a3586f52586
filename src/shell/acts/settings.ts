import { rangeFault } from '../../core/billing/number.ts'
import type { Json } from '../../core/facts/column.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { readDecimal } from '../../core/money/decimal-text.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** Every setting there is, with what it means and its value where nobody has said otherwise. */
export const SETTINGS = {
  policy: { says: 'name of the policy for clients without one of their own', value: { name: 'gentle-30-60-90' } },
  'run-at': { says: 'hour of the firm at which the daily run starts', value: { hour: 8 } },
  'bank-account': { says: 'our own account was looked at a second time after it changed: by whom', value: { confirmedBy: '' } },
  'call-floor': {
    says: 'how far a talk may go where nobody says otherwise before it: first part and discount in percent, parts, days to the last one',
    value: { firstPercent: 25, partsMax: 4, lastDays: 90, discountPercent: 0, dropsCosts: true },
  },
  'call-desk': {
    says: 'a call is worth making from this much late, in whole currency units; plans get so many days of grace',
    value: { leastLate: 50, graceDays: 3 },
  },
  'daily-mail': {
    says: 'which kinds the owner’s daily mail tells of',
    value: { to: '', waitingReplies: true, dueToday: true, newlyLate: true, brokenPromises: true, goingOut: true, ranOut: true },
  },
  'invoice-folder': {
    says: 'a folder of this machine from which invoices are taken as they come; moved: taken and refused files go into folders of that name',
    value: { path: '', moved: false },
  },
  'private-answers': {
    says: 'how far a plan chosen on the private page may go (first part in percent, parts, days to the last), and a promise (days ahead)',
    value: { firstPercent: 25, partsMax: 3, lastDays: 92, promiseDays: 14 },
  },
  billing: {
    says: 'who issues invoices (prepare: your invoicing tool, from our lines · issue: Dunwell, with its own numbers), tax percent and payment term where nothing else says them',
    value: { issuing: 'prepare', numbers: 'D-{year}-{n:4}', taxPercent: '', termsDays: 30 },
  },
  papers: {
    says: 'papers: years they are kept, largest size in MB, and the address of a scanner that speaks eSCL',
    value: { keepYears: 10, sizeMaxMb: 25, scanner: '' },
  },
  'channel-costs': {
    says: 'what one message costs, in the firm’s currency: a text message counts by its parts, a letter with its stamp',
    value: { email: 0, sms: 0, post: 0, phone: 0, meeting: 0, webhook: 0 },
  },
  thanks: {
    says: 'a word of thanks when late money comes, once in so many days; by itself: nobody reads it before it leaves',
    value: { on: true, byItself: false, onceInDays: 7 },
  },
  statements: {
    says: 'statements of account by mail once a month, from this day on: to everyone with something open, else to clients who want one; by itself: nobody reads them before they leave',
    value: { everyone: false, day: 1, byItself: false },
  },
  forewarning: {
    says: 'the evening before, the owner hears what leaves tomorrow; from this hour',
    value: { on: false, hour: 18 },
  },
  desk: {
    says: 'what the decision desk starts from, in percent and in the firm’s currency; a client’s own figures go before',
    value: {
      marginPercent: 30,
      retentionPercent: 80,
      capitalPercent: 10,
      settleFloorPercent: 50,
      minutesPerChase: 10,
      costPerMinute: 0.8,
      drawLots: false,
    },
  },
} as const satisfies Readonly<Record<string, { says: string; value: Json }>>
export type SettingKey = keyof typeof SETTINGS

type Given = Readonly<Record<string, unknown>>
const wrong = (field: string, message: string): Fault => ({ code: 'field-wrong', message, field })
const isWhole = (value: unknown, from: number, to: number): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= from && Number(value) <= to)

const isWithin = (value: unknown, most: number): boolean => value === undefined || (Number(value) >= 0 && Number(value) <= most)

/** What the kind of a value cannot say. */
const CHECKS: Readonly<Partial<Record<SettingKey, (given: Given) => readonly Fault[]>>> = {
  'run-at': ({ hour }) => (isWhole(hour, 0, 23) ? [] : [wrong('hour', 'An hour is a whole number from 0 to 23.')]),
  statements: ({ day }) => (isWhole(day, 1, 28) ? [] : [wrong('day', 'A day of the month is a whole number from 1 to 28.')]),
  forewarning: ({ hour }) => (isWhole(hour, 0, 23) ? [] : [wrong('hour', 'An hour is a whole number from 0 to 23.')]),
  billing: ({ issuing, numbers, taxPercent, termsDays }) => [
    ...(issuing === undefined || issuing === 'prepare' || issuing === 'issue' ? [] : [wrong('issuing', 'Say prepare or issue.')]),
    ...(typeof numbers === 'string' ? [rangeFault(numbers) ?? []].flat() : []),
    ...(typeof taxPercent !== 'string' || taxPercent === '' || readDecimal(taxPercent)
      ? []
      : [wrong('taxPercent', 'Write it as 20 or 5.5.')]),
    ...(isWhole(termsDays, 0, 365) ? [] : [wrong('termsDays', 'A term is a whole number of days up to 365.')]),
  ],
  desk: ({ marginPercent, retentionPercent, capitalPercent, settleFloorPercent, minutesPerChase, costPerMinute }) => [
    ...Object.entries({ marginPercent, retentionPercent, capitalPercent, settleFloorPercent }).flatMap(([field, value]) =>
      isWithin(value, 100) ? [] : [wrong(field, 'A percentage is between 0 and 100.')],
    ),
    ...(isWithin(minutesPerChase, 1000) ? [] : [wrong('minutesPerChase', 'Minutes are between 0 and 1000.')]),
    ...(isWithin(costPerMinute, 1_000_000) ? [] : [wrong('costPerMinute', 'A cost is 0 or more.')]),
  ],
  papers: ({ keepYears, sizeMaxMb, scanner }) => [
    ...(isWhole(keepYears, 1, 50) ? [] : [wrong('keepYears', 'Papers are kept between 1 and 50 years.')]),
    ...(isWhole(sizeMaxMb, 1, 200) ? [] : [wrong('sizeMaxMb', 'A paper has between 1 and 200 MB at most.')]),
    ...(typeof scanner !== 'string' || scanner === '' || /^https?:\/\/[^\s/]+/.test(scanner)
      ? []
      : [wrong('scanner', 'Write the scanner’s address as http://192.168.1.20/eSCL.')]),
  ],
}
type Loose<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends number ? number : T[K] extends boolean ? boolean : T[K]
}
export type SettingValue<K extends SettingKey> = Loose<(typeof SETTINGS)[K]['value']>

const isKey = (key: string): key is SettingKey => key in SETTINGS

/** A setting as it is now. */
export async function setting<K extends SettingKey>(place: Place, key: K): Promise<SettingValue<K>> {
  const said = (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === key)
  return { ...SETTINGS[key].value, ...said?.value } as unknown as SettingValue<K> // checked when it was set
}

export async function allSettings(place: Place): Promise<Record<string, Json>> {
  const values = await Promise.all(Object.keys(SETTINGS).map(async key => [key, await setting(place, key as SettingKey)] as const))
  return Object.fromEntries(values) as Record<string, Json> // settings are JSON
}

/** Changes some fields of a setting. @throws Refusal naming what does not fit. */
export async function changeSetting(
  place: Place,
  input: { readonly key: string; readonly value: Readonly<Record<string, unknown>> },
): Promise<Json> {
  const { key } = input
  if (!isKey(key))
    return refuse('setting-unknown', `There is no setting "${key}".`, {
      field: 'key',
      mend: `Say one of ${Object.keys(SETTINGS).join(', ')}.`,
    })
  const shape: Readonly<Record<string, unknown>> = SETTINGS[key].value
  for (const [field, value] of Object.entries(input.value)) {
    if (!(field in shape)) refuse('field-unknown', `"${key}" has no field "${field}".`, { field })
    if (typeof value !== typeof shape[field]) refuse('field-wrong', `"${String(value)}" is not a ${typeof shape[field]}.`, { field })
  }
  for (const fault of CHECKS[key]?.(input.value) ?? []) throw new Refusal([fault])
  const value = { ...(await setting(place, key)), ...input.value } as unknown as Json // every field was checked above
  const before = (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === key)
  await record(place.store, place.by, 'setting changed', pen => pen.add('setting', { ...(before ? { id: before.id } : {}), key, value }))
  return value
}
