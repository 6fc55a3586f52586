import type { CsvError } from 'csv-parse/sync'

/** Why a table cannot be read, in one sentence that repeats nothing of what it holds: that may be of any length. */
export function brokenTable({ code }: CsvError): string {
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS' || code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH')
    return 'The row has another number of cells than the heading line.'
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation mark is opened and never closed.'
  if (code === 'CSV_MAX_RECORD_SIZE') return 'The row is longer than any row of a list.'
  return 'A quotation mark stands where none may.'
}

/** The line on which reading stopped, where it is known. */
export const lineOfError = (error: CsvError): { readonly line?: number } => (typeof error.lines === 'number' ? { line: error.lines } : {})
