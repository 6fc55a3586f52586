import { readWorkbook } from '../columns/workbook.ts'
import type { StatementImporter } from '../statement-text/importer.ts'
import { isBankTable, readBankTable } from './bank-csv.ts'

/** Bank lists saved as a workbook: the first sheet, read like a CSV list. */
export const importer: StatementImporter = {
  name: 'bank XLSX',
  kind: 'statement',
  sniff: bytes => {
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false
    try {
      return isBankTable(readWorkbook(bytes, ''))
    } catch {
      return false // another kind of zip
    }
  },
  read: (bytes, file) => readBankTable(readWorkbook(bytes, file), file, undefined, 'XLSX'),
}
