import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'

let empty: Promise<string> | undefined

/** A store with every table and nothing in it, made once a process. */
async function makeEmpty(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-empty-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'empty.sqlite')
  await (await openFileStore(file)).close()
  return file
}

/**
 * A new embedded store. Its tables are copied: making them anew for each test took longer than most tests. Nor is the disk waited for:
 * that matters where the power is cut, which no test can do; a killed process loses nothing either way.
 */
export async function newStore(file: string): Promise<Store> {
  empty ??= makeEmpty()
  copyFileSync(await empty, file, constants.COPYFILE_EXCL)
  const store = await openFileStore(file)
  await sql`pragma synchronous = off`.execute(store.db)
  return store
}
