import { hash } from 'node:crypto'
import type { Fact } from '../../core/facts/nouns.ts'
import { isCurrency } from '../../core/list/amount.ts'
import { normaliseHeader } from '../../core/list/header.ts'
import type { OpenReading } from '../../core/list/items.ts'
import { LIST_FIELDS, type ListField } from '../../core/list/source.ts'

/** How a kind of list is read, as a person said it. What is left out is as the list itself shows it. */
export interface Reading extends OpenReading {
  readonly holds: 'invoices' | 'payments'
  /** Headers by meaning; `#3` is the third column. Columns that are not named mean nothing. */
  readonly columns?: Readonly<Partial<Record<ListField, string>>> | undefined
}

/** A reading that is remembered: by whom and since which day. */
export interface KeptReading extends Reading {
  readonly id: string
  readonly by: string
  readonly saidOn: string
}

/** What is remembered, by the print of the headers. */
export type Readings = ReadonlyMap<string, KeptReading>
export const NO_READINGS: Readings = new Map()

const PRINT_LENGTH = 24
/** The same for every list with these headers in this order, whatever its name. */
export const headersPrint = (headers: readonly string[]): string =>
  hash('sha256', headers.map(normaliseHeader).join('|'), 'hex').slice(0, PRINT_LENGTH)

const ORDERS = ['dmy', 'mdy', 'ymd'] as const
const MARKS = [',', '.'] as const
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A fact as a reading; what in it is none is left out, for any program may record facts. */
export function readingOf({ id, holds, reading, actor, effectiveOn }: Fact<'listReading'>): KeptReading {
  const { columns, dateOrder, decimal, currency } = reading as Readonly<Record<string, unknown>> // looked at below, field by field
  const named = Object.entries((columns ?? {}) as Readonly<Record<string, unknown>>).flatMap(([field, name]) => {
    const known = LIST_FIELDS.find(f => f === field)
    return known && textIn(name) !== '' ? [[known, textIn(name)] as const] : []
  })
  return {
    id,
    by: actor,
    saidOn: effectiveOn,
    holds,
    columns: named.length > 0 ? Object.fromEntries(named) : undefined,
    dateOrder: ORDERS.find(order => order === dateOrder),
    decimal: MARKS.find(mark => mark === decimal),
    currency: isCurrency(textIn(currency)) ? textIn(currency) : undefined,
  }
}
