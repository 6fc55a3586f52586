import type { Column } from '../../core/facts/column.ts'
import { type NounName, nouns } from '../../core/facts/nouns.ts'
import { canonical, textDigest } from './journal.ts'
import { FRAME_COLUMNS } from './schema.ts'

/** How a noun's rows are laid out: every fact passes here, so it is worked out once. */
export interface Layout {
  /** The frame's columns, then the noun's own. */
  readonly names: readonly string[]
  readonly body: readonly string[]
  readonly digested: readonly Digested[]
}

/** What the digest is made over, by name: its place in the row, and what was written of it last. Long lists repeat themselves. */
interface Digested {
  readonly at: number
  readonly head: string
  readonly isJson: boolean
  last: unknown
  text: string
}

const frameNames = Object.keys(FRAME_COLUMNS)
const layouts = new Map<NounName, Layout>()

export function layoutOf(noun: NounName): Layout {
  const known = layouts.get(noun)
  if (known) return known
  const columns: Readonly<Record<string, Column>> = nouns[noun].columns
  const body = Object.keys(columns)
  const names = [...frameNames, ...body]
  const digested = ['factId', 'id', 'clientId', 'effectiveOn', 'recordedAt', 'actor', 'source', ...body].sort()
  const layout: Layout = {
    names,
    body,
    digested: digested.map(name => ({
      at: names.indexOf(name),
      head: `,${JSON.stringify(name)}:`,
      isJson: columns[name]?.type === 'json',
      last: undefined,
      text: '',
    })),
  }
  layouts.set(noun, layout)
  return layout
}

/** Canonical text of a row's fields that are not empty, by name: what its digest is made over. */
function digestText(layout: Layout, values: readonly unknown[]): string {
  let told = ''
  for (const field of layout.digested) {
    const value = values[field.at]
    if (value === null || value === undefined) continue
    if (value !== field.last || typeof value === 'object') {
      // an object may have changed since
      field.last = value
      field.text = field.head + (field.isJson ? canonicalJson(value) : canonical(value))
    }
    told += field.text
  }
  return `{${told.slice(1)}}`
}
const canonicalJson = (value: unknown): string => {
  const kept = keptJson(value)
  return typeof kept === 'string' ? kept : canonical(kept)
}

/** A list of texts as the JSON text that is kept of it and digested alike, made once for both; anything else as it is. */
export const keptJson = (value: unknown): unknown =>
  Array.isArray(value) && value.every(item => typeof item === 'string') ? JSON.stringify(value) : value

/** The digest of a fact. @param values its row, in the order of the layout's names; lists of texts may be JSON text already. */
export const digestOf = (noun: NounName, salt: string, values: readonly unknown[]): string =>
  textDigest(salt, noun, digestText(layoutOf(noun), values))
