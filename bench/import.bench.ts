import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmBeside, previewBeside, undoBeside } from '../src/shell/acts/import-aside.ts'
import { fixedClock } from '../src/shell/clock.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../src/shell/workspace.ts'

export const name = 'import'

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

interface Took {
  /** Seconds until the preview stands. */
  readonly preview: number
  /** Seconds from the word of the person until all is in the store, as in the app: after the preview. */
  readonly confirm: number
  /** Seconds until it is taken back. */
  readonly undo: number
  /** Seconds from the file to the store where nobody looks at a preview. */
  readonly atOnce: number
}

async function imported(csv: string): Promise<Took> {
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
    const at = [performance.now()]
    const done = () => at.push(performance.now())
    await previewBeside(place, files, {})
    done()
    const { batchId } = await confirmBeside(place, files, {})
    done()
    await undoBeside(place, batchId ?? '')
    done()
    await confirmBeside(place, files, {})
    done()
    const [preview = 0, confirm = 0, undo = 0, atOnce = 0] = at.slice(1).map((end, n) => (end - (at[n] ?? 0)) / 1000)
    return { preview, confirm, undo, atOnce }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const rows: { what: string; value: string }[] = []
  const told = (what: string, seconds: number, target = ''): unknown => rows.push({ what, value: `${seconds.toFixed(2)} s${target}` })
  for (const [count, linesEach, shape] of [
    [100_000, 1, 'one an invoice'],
    [100_000, 3, 'three an invoice'],
    [12_700, 1, 'one an invoice'],
  ] as const) {
    const { preview, confirm, undo, atOnce } = await imported(listOf(count, linesEach))
    told(`${count} rows, ${shape}, previewed`, preview)
    told(`${count} rows, ${shape}, confirmed after it`, confirm, ' (target < 5 s)')
    told(`${count} rows, ${shape}, taken back`, undo, ' (target < 2 s of 12,700)')
    told(`${count} rows, ${shape}, read and confirmed at once`, atOnce)
  }
  return rows
}
