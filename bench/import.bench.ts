import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmImport, previewImport } from '../src/shell/acts/import-lists.ts'
import { fixedClock } from '../src/shell/clock.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../src/shell/workspace.ts'

export const name = 'import'

const ROWS = 100_000
const CLIENTS = 5_000

/** One row an invoice, 22 columns, quoted names. Every figure follows from the row’s number. */
export function listOf(rows: number, linesEach = 1): string {
  const headers =
    'ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,Description,Quantity,UnitAmount,Discount,TaxType,TaxAmount,Currency'
  const out = [headers]
  for (let n = 0; n < rows; n += 1) {
    const invoice = Math.floor(n / linesEach)
    const client = invoice % CLIENTS
    const month = String((invoice % 12) + 1).padStart(2, '0')
    const total = `${100 + (invoice % 900)}.${String(invoice % 100).padStart(2, '0')}`
    out.push(
      `"Client ${client}, Ltd",billing@client${client}.example,${client} High Street,,,,Town,,AB1 ${client},France,INV-${invoice},PO ${n},2026-${month}-05,2026-${month}-28,${total},"Work, part ${n}",1,${total},0,20%,0,EUR`,
    )
  }
  return `${out.join('\n')}\n`
}

/** Seconds until the preview stands, and from the word of the person until all is in the store; each reads the file anew. */
async function imported(csv: string): Promise<{ preview: number; confirm: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const store = await openFileStore(join(folder, 'store.sqlite'))
  try {
    const clock = fixedClock('2026-11-21T09:00:00Z')
    await createWorkspace(
      store,
      { name: 'Atelier', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: [] },
      clock,
      'bench',
    )
    const place = await enterWorkspace(store, clock, 'bench', 'bench')
    const files = [{ name: 'list.csv', bytes: Buffer.from(csv) }]
    const start = performance.now()
    await previewImport(place, files)
    const shown = performance.now()
    await confirmImport(place, files)
    return { preview: (shown - start) / 1000, confirm: (performance.now() - shown) / 1000 }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const rows: { what: string; value: string }[] = []
  for (const [linesEach, shape] of [
    [1, 'one an invoice'],
    [3, 'three an invoice'],
  ] as const) {
    const { preview, confirm } = await imported(listOf(ROWS, linesEach))
    rows.push({ what: `${ROWS} rows, ${shape}, previewed`, value: `${preview.toFixed(2)} s` })
    rows.push({ what: `${ROWS} rows, ${shape}, read and confirmed`, value: `${confirm.toFixed(2)} s (target < 5 s)` })
    rows.push({ what: `${ROWS} rows, ${shape}, both`, value: `${(preview + confirm).toFixed(2)} s` })
  }
  return rows
}
