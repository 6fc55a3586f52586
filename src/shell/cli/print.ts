import type { Amount, Obstacle, Reason } from '../../core/decide/decision.ts'
import { refuse } from '../../core/fault.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { sayAmount, sayHoliday, type Words } from '../words.ts'

const isAmount = (value: object): value is Amount => Object.keys(value).sort().join() === 'currency,minor'

/** A view as `--json` prints it: amounts as decimal text beside their currency, everything else as it is. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  if (isAmount(value)) return { amount: toDecimal(money(BigInt(value.minor), value.currency)), currency: value.currency }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** `1.200,00 € + 300,00 £`; nothing where nothing is. */
export const sayAmounts = (language: string, amounts: readonly Amount[]): string =>
  amounts.map(a => sayAmount(language, BigInt(a.minor), a.currency)).join(' + ')

/** A reason in words; its code where no language has a sentence for it. */
export function sayReason(words: Words, language: string, reason: Reason | Obstacle): string {
  const key = `reason.${reason.code}`
  const { holiday } = reason.params
  const params = typeof holiday === 'string' ? { ...reason.params, holiday: sayHoliday(words, language, holiday) } : reason.params
  return words.has(language, key) || words.has('en', key) ? words.say(language, key, params) : reason.code
}

/** The language in which sentences are asked for; English where none is. @throws Refusal where Dunwell does not speak it. */
export function spoken(words: Words, language: string | undefined): string {
  if (language === undefined || words.languages.includes(language)) return language ?? 'en'
  return refuse('field-wrong', `"${language}" is no language of Dunwell.`, {
    field: '--language',
    mend: `One of ${words.languages.join(', ')}.`,
  })
}

/** `1200.00 EUR + 300.00 GBP`. */
export const plainAmounts = (amounts: readonly Amount[]): string =>
  amounts.map(a => `${toDecimal(money(BigInt(a.minor), a.currency))} ${a.currency}`).join(' + ')
