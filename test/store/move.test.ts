import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { exportAll, readExported } from '../../src/shell/acts/export.ts'
import { moveStore } from '../../src/shell/acts/move-store.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { sweep } from '../../src/shell/run/sweep.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { allTables, readRows, textOf } from '../../src/shell/store/rows.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { aDebtor, aFirm, longLive, looked, paid, type TestFirm } from '../support/firm.ts'
import { type PostgresServer, postgresBin, startPostgres } from '../support/postgres.ts'

const TODAY = '2026-03-10'
const bin = postgresBin()
let server: PostgresServer | undefined
let folder: string
let firm: TestFirm
let place: Place
beforeAll(async () => {
  if (bin) server = await startPostgres(bin)
})
afterAll(() => server?.stop())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-move-'))
  firm = await aFirm('2026-01-05')
  await longLive(firm, TODAY)
  place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await paid(place, await aDebtor(place, { name: 'Café', dueOn: '2026-02-01' }), 10_00n)
  await looked(place)
  await sweep(place, await loadDecider(place))
})
afterEach(async () => {
  await firm.close()
  rmSync(folder, { recursive: true })
})

/** Every row of a firm as text, by table. */
async function everything(store: Store, workspaceId: string): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const plan of allTables()) {
    const texts: string[] = []
    for await (const page of readRows(store.within(workspaceId).db, plan, workspaceId)) texts.push(...page.map(textOf))
    if (texts.length > 0) all[plan.name] = texts.sort()
  }
  return all
}

async function thereAndBack(other: Store): Promise<void> {
  const { store, workspaceId } = place
  const before = await everything(store, workspaceId)
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['client', 'invoice', 'payment', 'journal', 'decision', 'outbox', 'sweep']))
  await moveStore(place, other)
  expect(await everything(store, workspaceId)).toEqual({})
  expect(await everything(other, workspaceId)).toEqual(before)
  const there = await enterWorkspace(other, place.clock, 'ada', 'test', workspaceId)
  expect(await verifyChain(there.store.db, workspaceId)).toBeUndefined()
  await moveStore(there, store)
  expect(await everything(other, workspaceId)).toEqual({})
  expect(await everything(store, workspaceId)).toEqual(before)
}

test('a firm moves to another file and back, equal to the row', async () => {
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    await thereAndBack(other)
  } finally {
    await other.close()
  }
})

test.skipIf(!bin)('a firm moves to PostgreSQL and back, equal to the row', async () => {
  const other = await openPostgresStore(server?.database('moved') ?? '')
  try {
    await thereAndBack(other)
  } finally {
    await other.close()
  }
})

test('a firm that is there already, or the same store, is refused and nothing moves', async () => {
  const { store, workspaceId } = place
  const before = await everything(store, workspaceId)
  await expect(moveStore(place, store)).rejects.toThrow('That is the store the firm is in')
  const other = await openFileStore(join(folder, 'other.sqlite'))
  try {
    await other.db.insertInto('workspace').values({ id: workspaceId, name: 'Atelier', createdAt: place.by.at }).execute()
    await expect(moveStore(place, other)).rejects.toThrow('already')
  } finally {
    await other.close()
  }
  expect(await everything(store, workspaceId)).toEqual(before)
})

test('everything is exported as plain files and reads back equal', async () => {
  const target = join(folder, 'out')
  const { tables } = await exportAll(place, { folder: target })
  const before = await everything(place.store, place.workspaceId)
  expect(Object.keys(tables).sort()).toEqual(Object.keys(before).sort())
  for (const [table, texts] of Object.entries(before)) {
    const lines: string[] = []
    for await (const line of readExported(target, table)) lines.push(line)
    expect(lines.sort()).toEqual(texts)
  }
  expect(JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'))).toMatchObject({ workspaceId: place.workspaceId, tables })
  await expect(exportAll(place, { folder: target })).rejects.toThrow('is not empty')
})
