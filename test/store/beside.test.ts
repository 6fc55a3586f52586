import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { confirmImport } from '../../src/shell/acts/import-lists.ts'
import { fixedClock } from '../../src/shell/clock.ts'
import { newId } from '../../src/shell/store/ids.ts'
import { type Pen, record, verifyChain, writingMany } from '../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'

const clock = fixedClock('2026-11-22T09:00:00Z')
const CHILD = fileURLToPath(new URL('../support/import-child.ts', import.meta.url))
const MANY = 6000
let folder: string
let file: string
let store: Store
let place: Place

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-beside-'))
  file = join(folder, 'store.sqlite')
  store = await openFileStore(file)
  const firm = { name: 'Atelier', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'] }
  await createWorkspace(store, firm, clock, 'ada')
  place = await enterWorkspace(store, clock, 'ada', 'test')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const count = async (noun: 'client' | 'invoice' | 'invoiceLine'): Promise<number> =>
  (await store.db.selectFrom(noun).select('id').where('supersededAt', 'is', null).execute()).length

async function clients(pen: Pen, ids: readonly string[]): Promise<void> {
  for (const [n, id] of ids.entries()) await pen.add('client', { id, isNew: true, name: `Client ${n}`, kind: 'business' })
}
const recordMany = (what: string, write: (pen: Pen) => Promise<void>): Promise<void> =>
  writingMany(store, MANY, writing => record(writing, place.by, what, write))
const ids = (n: number): string[] => Array.from({ length: n }, () => newId())

/** A row an invoice; clients come in turns. */
const listOf = (rows: number): Buffer =>
  Buffer.from(
    `Client,Invoice number,Invoice date,Due date,Total,Currency\n${Array.from({ length: rows }, (_, n) => `"Client ${n % 700}",INV-${n},2026-03-01,2026-03-31,${100 + (n % 50)}.50,EUR\n`).join('')}`,
  )

test('what its thread writes is written whole: rows, their digests, one link', async () => {
  const all = ids(MANY)
  await recordMany('many', pen => clients(pen, all))
  expect(await count('client')).toBe(MANY)
  expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
  const link = await store.db.selectFrom('journal').selectAll().orderBy('seq', 'desc').executeTakeFirst()
  expect(link).toMatchObject({ what: 'many', count: MANY })
})

test('what was written before is seen by questions within', async () => {
  const all = ids(MANY)
  await recordMany('many', async pen => {
    await clients(pen, all)
    await pen.amend('client', all[0] ?? '', { name: 'Renamed' })
    expect(await pen.current('client', all[0] ?? '')).toMatchObject({ name: 'Renamed' })
    expect(await pen.current('client', all.at(-1) ?? '')).toMatchObject({ name: `Client ${MANY - 1}` })
  })
  expect(await count('client')).toBe(MANY)
  expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
})

test.each([0, 700])('a row that fails while others follow it (twin of row %i) leaves nothing, and the next write works', async at => {
  const all = ids(MANY)
  const error = await recordMany('many', pen => clients(pen, [...all, all[at] ?? '', ...ids(MANY)])).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ message: expect.stringContaining('UNIQUE'), errcode: 2067 }) // SQLite’s own code, by which trouble is told
  expect(await count('client')).toBe(0)
  await recordMany('many', pen => clients(pen, all))
  expect(await count('client')).toBe(MANY)
  expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
})

test('whoever gives up in the middle leaves nothing, and his own reason is told', async () => {
  const giveUp = recordMany('many', async pen => {
    await clients(pen, ids(MANY))
    throw new Error('given up')
  })
  await expect(giveUp).rejects.toThrow('given up')
  expect(await count('client')).toBe(0)
  expect(await store.db.selectFrom('journal').select('what').where('what', '=', 'many').execute()).toEqual([])
})

test('a reason of the writer stands before a row that failed meanwhile', async () => {
  const twice = newId()
  const giveUp = recordMany('many', async pen => {
    await clients(pen, [twice, twice, ...ids(498)]) // one batch: it goes ahead and fails
    throw new Error('given up')
  })
  await expect(giveUp).rejects.toThrow('given up')
  expect(await count('client')).toBe(0)
})

test('what it leaves to be tidied is done when the store is closed, and a writer that wrote nothing ends too', async () => {
  await recordMany('many', pen => clients(pen, ids(MANY)))
  await writingMany(store, MANY, async () => undefined)
  await store.close()
  expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined()
  store = await openFileStore(file)
  expect(await count('client')).toBe(MANY)
})

test('it waits for another writer, and others wait for it', async () => {
  const order: string[] = []
  const slow = record(store, place.by, 'slow', async pen => {
    await clients(pen, ids(1))
    await setTimeout(100)
    order.push('slow')
  })
  const long = recordMany('long', async pen => {
    await clients(pen, ids(MANY))
    order.push('long')
  })
  await Promise.all([slow, long])
  expect(order).toEqual(['slow', 'long'])
  expect(await count('client')).toBe(MANY + 1)
  expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
})

test('a long list is imported through it, and a client’s invoices lie together', async () => {
  const { preview } = await confirmImport(place, [{ name: 'list.csv', bytes: listOf(MANY) }])
  expect(preview.counts).toMatchObject({ new: MANY, newClients: 700, lines: MANY })
  expect([await count('client'), await count('invoice'), await count('invoiceLine')]).toEqual([700, MANY, MANY])
  const rows = await store.db.selectFrom('invoice').select(['clientId', 'number']).orderBy('factId').execute()
  const changes = rows.filter((row, n) => row.clientId !== rows[n - 1]?.clientId).length
  expect(changes).toBe(700)
  expect(preview.invoices.slice(0, 3).map(i => i.number)).toEqual(['INV-0', 'INV-1', 'INV-2']) // shown as in the file
  expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
})

/** The log of what is not yet in the store's file; it grows as a long transaction is committed. */
const logBytes = (): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0

test('killed in the middle of a long import, above all of its commit, it leaves nothing half-written', { timeout: 120_000 }, async () => {
  const list = join(folder, 'list.csv')
  writeFileSync(list, listOf(MANY))
  for (const reached of [() => setTimeout(400), () => setTimeout(900), until(100_000), until(3_000_000)]) {
    await sql`pragma wal_checkpoint(truncate)`.execute(store.db)
    const child = spawn(process.execPath, [CHILD, file, list], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    await Promise.race([ended, reached()])
    child.kill('SIGKILL')
    await ended
    const found = await count('invoice')
    expect([0, MANY]).toContain(found)
    expect(await count('invoiceLine')).toBe(found)
    expect((await store.db.selectFrom('importBatch').select('id').execute()).length).toBe(found === 0 ? 0 : 1)
    expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
  }
})

const until = (bytes: number) => async (): Promise<void> => {
  while (logBytes() < bytes) await setTimeout(1)
}
