import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteFile } from '../../src/shell/store/node-sqlite-dialect.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-waiting-'))
  store = await openFileStore(join(folder, 'store.sqlite'))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const aWorkspace = (id: string) => ({ id, name: id, createdAt: '2026-01-01T00:00:00.000Z' })
const names = async (): Promise<string[]> => (await store.db.selectFrom('workspace').select('id').orderBy('id').execute()).map(w => w.id)

test('who wants to write while another thread writes waits, and holds up nothing else of this thread', async () => {
  const other = openSqliteFile(join(folder, 'store.sqlite'))
  other.exec('begin immediate')
  other.exec("insert into workspace (id, name, \"createdAt\") values ('first', 'first', '2026-01-01T00:00:00.000Z')")
  let isDone = false
  const writing = store
    .transaction('second', tx => tx.insertInto('workspace').values(aWorkspace('second')).execute())
    .then(() => {
      isDone = true
    })
  let ticks = 0
  const from = performance.now()
  while (performance.now() - from < 300) {
    await new Promise(resolve => setTimeout(resolve, 5))
    ticks += 1
  }
  expect(ticks).toBeGreaterThan(5) // five seconds long it would have been none
  expect(isDone).toBe(false)
  other.exec('commit')
  other.close()
  await writing
  expect(await names()).toEqual(['first', 'second'])
})

test('a transaction that fails leaves nothing behind and the next one begins', async () => {
  await expect(
    store.transaction('one', async tx => {
      await tx.insertInto('workspace').values(aWorkspace('one')).execute()
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await store.transaction('two', tx => tx.insertInto('workspace').values(aWorkspace('two')).execute())
  expect(await names()).toEqual(['two'])
})
