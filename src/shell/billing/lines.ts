import type { JsonValue } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { csvText } from '../../core/list/csv-text.ts'
import { money, toDecimal } from '../../core/money/money.ts'

/** One line of a bill in the making. Amounts in minor units as text, before tax. */
export interface DraftLine {
  readonly text: string
  readonly from: string | null
  readonly to: string | null
  readonly quantity: string
  readonly unit: string | null
  /** Price a unit, decimal text. */
  readonly rate: string
  readonly minor: string
  /** Percent, decimal text; null: the firm’s usual one. */
  readonly taxRate: string | null
}

export const linesOfDraft = (draft: Pick<Fact<'invoiceDraft'>, 'lines'>): readonly DraftLine[] => draft.lines as unknown as DraftLine[] // written as DraftLine only

export const draftJson = (lines: readonly DraftLine[]): JsonValue[] => lines as unknown as JsonValue[] // flat text fields

/** Lines for an invoicing tool: RFC 4180, a header, one row a line. */
export function linesAsCsv(lines: readonly DraftLine[], currency: string): string {
  const head = ['text', 'service_from', 'service_to', 'quantity', 'unit', 'unit_price', 'net', 'tax_percent', 'currency']
  const rows = lines.map(l => [
    ...[l.text, l.from ?? '', l.to ?? '', l.quantity, l.unit ?? '', l.rate],
    ...[toDecimal(money(BigInt(l.minor), currency)), l.taxRate ?? '', currency],
  ])
  return csvText([head, ...rows])
}
