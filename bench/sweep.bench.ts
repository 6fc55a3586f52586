import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openPostgresStore } from '../src/shell/store/postgres.ts'
import { openFileStore, type Store } from '../src/shell/store/store.ts'
import { postgresBin, startPostgres } from '../test/support/postgres.ts'
import { PER_CLIENT, seedFirm } from './sweep-firm.ts'
import type { Measured } from './sweep-once.ts'

export const name = 'sweep'

interface Row {
  readonly what: string
  readonly value: string
}
/** What was measured of one size in one store. */
interface Of {
  readonly invoices: number
  readonly of: string
  readonly measured: readonly Measured[]
}

/** `--invoices 10000,100000`: other sizes. `--store file` or `--store postgres`: one of the two. */
const { values: options } = parseArgs({
  options: { invoices: { type: 'string', default: '10000,100000,1000000' }, store: { type: 'string', default: 'file,postgres' } },
  allowPositionals: true,
  strict: false,
})
const SIZES = String(options.invoices).split(',').map(Number)
const STORES = String(options.store).split(',')

const timeOf = ({ seconds, processorSeconds }: Measured): string =>
  `${seconds.toFixed(2)} s (${processorSeconds.toFixed(2)} s of processor)`

async function measure(where: string, invoices: number, address: string, open: (address: string) => Promise<Store>): Promise<Of> {
  const store = await open(address)
  await seedFirm(store, invoices)
  await store.close()
  const once = fileURLToPath(new URL('./sweep-once.ts', import.meta.url))
  const measured = JSON.parse(execFileSync(process.execPath, [once, address], { encoding: 'utf8', maxBuffer: 1e8 })) as Measured[] // written by it
  return {
    invoices,
    of: `${where}, ${invoices.toLocaleString('en')} open of ${(invoices / PER_CLIENT).toLocaleString('en')} clients`,
    measured,
  }
}

/** Each thing measured, and the first sweep beside reading and writing the rows alone. */
function rowsOf({ invoices, of, measured }: Of): Row[] {
  const rows = measured.map(m => ({
    what: `${of}: ${m.what}`,
    value: [timeOf(m), m.more, `${m.peakMb} MB at most`].filter(Boolean).join(', '),
  }))
  const named = (what: string): Measured | undefined => measured.find(m => m.what === what)
  const [first, reading, writing] = [named('first sweep'), named('reading the rows alone'), named('writing its rows alone')]
  if (!first || !reading || !writing) return rows
  const share = (seconds: number): string => `${Math.round((100 * seconds) / first.processorSeconds)} %`
  const rest = first.processorSeconds - reading.processorSeconds - writing.processorSeconds
  const parts = `reading ${share(reading.processorSeconds)}, writing ${share(writing.processorSeconds)}, deciding and all else ${share(rest)}`
  const micros = (seconds: number): string => `${((seconds * 1e6) / invoices).toFixed(1)} µs`
  const each = `${micros(first.seconds)} (${micros(first.processorSeconds)} of processor), ${((first.peakMb * 1000) / invoices).toFixed(2)} kB at most`
  return [
    ...rows,
    { what: `${of}: the first sweep’s processor time`, value: parts },
    { what: `${of}: the first sweep, an invoice`, value: each },
  ]
}

async function inFile(invoices: number): Promise<Of> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  try {
    return await measure('file', invoices, join(folder, 'store.sqlite'), openFileStore)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In the database named (it must be empty, and one size asked for), else in a PostgreSQL of its own where one is installed. */
async function inPostgres(): Promise<Row[]> {
  const given = process.env.DUNWELL_DATABASE_URL
  const [first] = SIZES
  if (given !== undefined) return first === undefined ? [] : rowsOf(await measure('PostgreSQL', first, given, openPostgresStore))
  const bin = postgresBin()
  if (!bin) return [{ what: 'PostgreSQL', value: 'not installed' }]
  const server = await startPostgres(bin, ['fsync=on', 'shared_buffers=256MB', 'max_wal_size=2GB'])
  try {
    const rows: Row[] = []
    for (const size of SIZES) rows.push(...rowsOf(await measure('PostgreSQL', size, server.database(`bench_${size}`), openPostgresStore)))
    return rows
  } finally {
    server.stop()
  }
}

/**
 * First, second, next day's and next week's sweep over open invoices, with time and memory of the process that sweeps, in either store; and
 * what the first one comes to an invoice, beside reading the same rows and writing the same rows with nothing else done.
 */
export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  if (STORES.includes('file')) for (const size of SIZES) rows.push(...rowsOf(await inFile(size)))
  return STORES.includes('postgres') ? [...rows, ...(await inPostgres())] : rows
}
