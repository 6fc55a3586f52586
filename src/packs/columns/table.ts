import { parse } from 'csv-parse/sync'
import { refuse } from '../../core/fault.ts'
import { LINE_LENGTH_MAX, linesOf } from '../statement-text/decode.ts'

/** A row of a list with the line it starts on. Cells are trimmed; rows without any text are left out. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly delimiter: string
  readonly rows: readonly TableRow[]
}

const DELIMITERS = [';', '\t', ',', '|']

function parsed(text: string, delimiter: string, toLine?: number): TableRow[] {
  const options = {
    delimiter,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    info: true,
    bom: true,
    maxRecordSize: LINE_LENGTH_MAX * 5,
    ...(toLine === undefined ? {} : { to: toLine }),
  } as const
  const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[] // `info` adds the place to each record
  let line = 1
  return records.flatMap(({ record, info }) => {
    const start = line
    line = info.lines + 1
    const cells = record.map(cell => cell.trim())
    return cells.some(c => c !== '') ? [{ line: Math.min(start, info.lines), cells }] : []
  })
}

/** The delimiter under which most rows have the same number of cells, and more than one. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 40_000)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    let rows: TableRow[]
    try {
      rows = parsed(head, delimiter, 60)
    } catch {
      continue // a quote that never ends under this delimiter: not the one
    }
    const widths = rows.map(r => r.cells.length).filter(w => w > 1)
    const common = Math.max(
      0,
      ...Map.groupBy(widths, w => w)
        .values()
        .map(g => g.length),
    )
    const width = widths.find(w => widths.filter(x => x === w).length === common) ?? 0
    const score = common * 10 + Math.min(width, 9)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Reads delimited text. @throws Refusal naming the line where quotes never end or a row is beyond all measure. */
export function readTable(written: string, file: string, known?: string): Table {
  const text = linesOf(written.replace(/\r+\n|\r/g, '\n'), file).join('\n')
  const delimiter = known ?? delimiterOf(text)
  try {
    return { delimiter, rows: parsed(text, delimiter) }
  } catch (error) {
    const thrown = error as { code?: string; lines?: number; message?: string } // what csv-parse throws
    return refuse('list-unreadable', `The list cannot be read: ${thrown.code ?? thrown.message ?? 'unknown error'}.`, {
      file,
      ...(thrown.lines !== undefined && { line: thrown.lines }),
      mend: 'Look for a quotation mark that is opened and never closed.',
    })
  }
}

/** A header as it is compared: no case, accents, signs or brackets. */
export const plainHeader = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[łøđßæœ]/g, c => ({ ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' })[c] ?? c)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Words by role: each role's headers in every language, most telling first. */
export type RoleWords<R extends string> = Readonly<Record<R, readonly string[]>>

export interface HeaderMatch<R extends string> {
  readonly role: R
  readonly column: number
  /** Lower is better: exact words in their order of preference, then the same words with an addition. */
  readonly rank: number
}

const compiled = new WeakMap<object, Map<string, { role: string; rank: number }[]>>()

function exactIndex<R extends string>(words: RoleWords<R>): Map<string, { role: string; rank: number }[]> {
  const known = compiled.get(words)
  if (known) return known
  const index = new Map<string, { role: string; rank: number }[]>()
  for (const [role, list] of Object.entries(words) as [R, readonly string[]][]) {
    list.forEach((word, rank) => {
      const plain = plainHeader(word)
      index.set(plain, [...(index.get(plain) ?? []), { role, rank }])
    })
  }
  compiled.set(words, index)
  return index
}

const withoutBrackets = (text: string): string => text.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')

/** Which role each cell of a row may be the header of, best first. A code of a currency behind the word does not disturb (`Amount EUR`). */
export function headerMatches<R extends string>(cells: readonly string[], words: RoleWords<R>): HeaderMatch<R>[] {
  const index = exactIndex(words)
  const found = cells.flatMap((cell, column) => {
    if (cell === '' || cell.length > 80) return []
    const forms = [
      plainHeader(cell),
      plainHeader(withoutBrackets(cell)),
      plainHeader(withoutBrackets(cell).replace(/\s+[A-Z]{3}$|[#*:]/g, ' ')),
    ]
    const at = forms.findIndex(form => index.has(form))
    return (index.get(forms[at] ?? '') ?? []).map(m => ({ role: m.role as R, column, rank: m.rank + at * 0.1 })) // roles come from `words`
  })
  return found.sort((a, b) => a.rank - b.rank || a.column - b.column)
}

/** One column a role, best match first; a column serves one role only. */
export function assignRoles<R extends string>(matches: readonly HeaderMatch<R>[]): Partial<Record<R, number>> {
  const roles: Partial<Record<R, number>> = {}
  const taken = new Set<number>()
  for (const match of matches) {
    if (roles[match.role] !== undefined || taken.has(match.column)) continue
    roles[match.role] = match.column
    taken.add(match.column)
  }
  return roles
}
