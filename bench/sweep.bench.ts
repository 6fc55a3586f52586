import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPostgresStore } from '../src/shell/store/postgres.ts'
import { openFileStore, type Store } from '../src/shell/store/store.ts'
import { postgresBin, startPostgres } from '../test/support/postgres.ts'
import { PER_CLIENT, seedFirm } from './sweep-firm.ts'

export const name = 'sweep'

/** DUNWELL_BENCH_INVOICES=100000 (or several, with commas) measures other sizes. */
const SIZES = (process.env.DUNWELL_BENCH_INVOICES ?? '10000,100000,1000000').split(',').map(Number)

type Rows = { what: string; value: string }[]

async function measured(where: string, invoices: number, address: string, open: (address: string) => Promise<Store>): Promise<Rows> {
  const store = await open(address)
  const from = performance.now()
  await seedFirm(store, invoices)
  const written = `${((performance.now() - from) / 1000).toFixed(2)} s`
  await store.close()
  const once = fileURLToPath(new URL('./sweep-once.ts', import.meta.url))
  const rows = JSON.parse(execFileSync(process.execPath, [once, address], { encoding: 'utf8', maxBuffer: 1e8 })) as Rows // written by it
  const of = `${where}, ${invoices.toLocaleString('en')} open of ${(invoices / PER_CLIENT).toLocaleString('en')} clients`
  return [{ what: 'writing them', value: written }, ...rows].map(row => ({ ...row, what: `${of}: ${row.what}` }))
}

async function inFile(invoices: number): Promise<Rows> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  try {
    return await measured('file', invoices, join(folder, 'store.sqlite'), openFileStore)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In the database named (it must be empty, and one size asked for), else in a PostgreSQL of its own where one is installed. */
async function inPostgres(): Promise<Rows> {
  const given = process.env.DUNWELL_DATABASE_URL
  const [first] = SIZES
  if (given !== undefined) return first === undefined ? [] : measured('PostgreSQL', first, given, openPostgresStore)
  const bin = postgresBin()
  if (!bin) return [{ what: 'PostgreSQL', value: 'not installed' }]
  const server = await startPostgres(bin, ['fsync=on', 'shared_buffers=256MB', 'max_wal_size=2GB'])
  try {
    const rows: Rows = []
    for (const size of SIZES) rows.push(...(await measured('PostgreSQL', size, server.database(`bench_${size}`), openPostgresStore)))
    return rows
  } finally {
    server.stop()
  }
}

/** First, second and next day's sweep over open invoices, with the memory of the process that sweeps, in either store. */
export async function run(): Promise<Rows> {
  const rows: Rows = []
  for (const size of SIZES) rows.push(...(await inFile(size)))
  return [...rows, ...(await inPostgres())]
}
