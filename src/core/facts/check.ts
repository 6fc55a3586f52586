import { isDay } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import type { Column } from './column.ts'
import { kebab, type NounName, nouns } from './nouns.ts'

const CURRENCY = /^[A-Z]{3}$/
const TEXT_MAX = 100_000

function whatIsWrong(column: Column, name: string, value: unknown): string | undefined {
  switch (column.type) {
    case 'day':
      return isDay(value) ? undefined : `"${String(value)}" is not a day.`
    case 'minor':
      return typeof value === 'bigint' ? undefined : 'is not an amount in minor units.'
    case 'int':
      return typeof value === 'number' && Number.isSafeInteger(value) ? undefined : `"${String(value)}" is not a whole number.`
    case 'bool':
      return typeof value === 'boolean' ? undefined : `"${String(value)}" is neither true nor false.`
    case 'json':
      return typeof value === 'object' ? undefined : 'is neither a list nor an object.'
    default:
      return textFault(column, name, value)
  }
}

function textFault(column: Column, name: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'is not text.'
  if (value.length > TEXT_MAX) return `is longer than ${TEXT_MAX} characters.`
  if (value.includes('\u0000')) return 'holds a NUL character.'
  if (column.oneOf && !column.oneOf.includes(value)) return `"${value}" is not one of ${column.oneOf.join(', ')}.`
  if (name === 'currency' && !CURRENCY.test(value)) return `"${value}" is not an ISO 4217 currency such as EUR.`
  return undefined
}

const columnsOf = new Map<NounName, readonly (readonly [string, Column])[]>()

/**
 * Checks a noun’s own fields against the catalogue. @returns one fault a field; empty when it is fit to be recorded.
 * @param beside names that may stand beside the noun's own.
 */
export function checkBody(noun: NounName, body: Readonly<Record<string, unknown>>, beside?: ReadonlySet<string>): Fault[] {
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const faults: Fault[] = []
  let entries = columnsOf.get(noun)
  if (!entries) {
    entries = Object.entries(columns)
    columnsOf.set(noun, entries)
  }
  for (const [name, column] of entries) {
    const value = body[name]
    if (value === null || value === undefined) {
      if (!column.optional)
        faults.push({ code: 'field-missing', message: `A ${kebab(noun)} needs "${name}": ${column.says}.`, field: name })
      continue
    }
    const wrong = whatIsWrong(column, name, value)
    if (wrong) faults.push({ code: 'field-wrong', message: wrong, field: name, mend: `It is ${column.says}.` })
  }
  for (const name of Object.keys(body))
    if (!(name in columns) && !beside?.has(name))
      faults.push({ code: 'field-unknown', message: `A ${kebab(noun)} has no field "${name}".`, field: name })
  return faults
}
