import { z } from '@hono/zod-openapi'
import { isDay } from '../../core/day/day.ts'
import type { Column } from '../../core/facts/column.ts'
import { kebab, type NounName, nouns } from '../../core/facts/nouns.ts'

const DAY = z.string().refine(isDay, 'is not an existing day; write it as YYYY-MM-DD').openapi({ type: 'string', format: 'date' })
const MINOR = z
  .string()
  .regex(/^-?\d{1,18}$/, 'is not an amount: text of whole minor units such as "123450"')
  .openapi({ example: '123450' })

function valueSchema(column: Column): z.ZodType {
  if (column.oneOf) return z.enum(column.oneOf as [string, ...string[]]) // a catalogue list is never empty
  switch (column.type) {
    case 'day':
      return DAY
    case 'minor':
      return MINOR
    case 'int':
      return z.number().int()
    case 'bool':
      return z.boolean()
    case 'json':
      return z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
    default:
      return z.string().max(100_000)
  }
}

/** A field as the caller writes it. */
const inputOf = (column: Column): z.ZodType => {
  const schema = valueSchema(column).openapi({ description: column.says })
  return column.optional ? schema.nullish() : schema
}
const outputOf = (column: Column): z.ZodType => {
  const schema = valueSchema(column).openapi({ description: column.says })
  return column.optional ? schema.nullable() : schema
}

const shapeOf = (noun: NounName, make: (column: Column) => z.ZodType): Record<string, z.ZodType> =>
  Object.fromEntries(Object.entries(nouns[noun].columns as Readonly<Record<string, Column>>).map(([name, column]) => [name, make(column)]))

const pascal = (noun: NounName): string => `${noun[0]?.toUpperCase()}${noun.slice(1)}`
const needsClient = (noun: NounName): boolean => nouns[noun].about !== 'workspace' && noun !== 'client'

export interface NounSchemas {
  /** What POST takes. */
  readonly create: z.ZodType<Record<string, unknown>>
  /** What PATCH takes: any of the noun’s own fields. */
  readonly change: z.ZodType<Record<string, unknown>>
  /** What GET gives. */
  readonly fact: z.ZodType
}

const made = new Map<NounName, NounSchemas>()
/** The API’s schemas of a noun, made from the catalogue, once a process. Amounts are text of minor units. */
export function schemasOf(noun: NounName): NounSchemas {
  const schemas = made.get(noun) ?? makeSchemas(noun)
  made.set(noun, schemas)
  return schemas
}

function makeSchemas(noun: NounName): NounSchemas {
  const frame = needsClient(noun) ? { clientId: z.string().openapi({ description: 'about whom' }) } : {}
  const create = z
    .strictObject({ ...frame, effectiveOn: DAY.optional(), ...shapeOf(noun, inputOf) })
    .openapi(`New${pascal(noun)}`, { description: nouns[noun].says })
  const change = z.strictObject({ effectiveOn: DAY.optional(), ...shapeOf(noun, c => inputOf({ ...c, optional: c.optional }).optional()) })
  const fact = z
    .object({
      id: z.string(),
      clientId: z.string(),
      effectiveOn: DAY,
      recordedAt: z.string(),
      actor: z.string(),
      source: z.string(),
      ...shapeOf(noun, outputOf),
    })
    .openapi(pascal(noun), { description: nouns[noun].says })
  return { create, change: change.openapi(`Change${pascal(noun)}`), fact }
}

/** Turns the text of amounts into minor units, as `record` takes them. */
export function fromWire(noun: NounName, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const columns = nouns[noun].columns as Readonly<Record<string, Column>>
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      columns[name]?.type === 'minor' && typeof value === 'string' ? BigInt(value) : value,
    ]),
  )
}

export const pathOf = (noun: NounName): string => `/api/v1/facts/${kebab(noun)}`
