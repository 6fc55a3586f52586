/** What a spreadsheet would take for a formula; a plain number is none. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as a CSV file (RFC 4180): comma, CRLF, quotes where needed; a cell that a spreadsheet would reckon is made plain text. */
export const csvText = (rows: readonly (readonly string[])[]): string => rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')
