import { DatabaseSync } from 'node:sqlite'
import { refuse } from '../../core/fault.ts'

/** Who holds the store. */
export interface Holder {
  readonly pid: number
  readonly what: string
  readonly since: string
}
export interface StoreLock {
  release(): void
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5

function holderOf(db: DatabaseSync): Holder | undefined {
  try {
    const row = db.prepare('select pid, what, since from holder').get()
    return row && { pid: Number(row.pid), what: String(row.what), since: String(row.since) }
  } catch {
    return undefined // another process is only now writing its name
  }
}

/**
 * Lets one process in at a time. The lock is the operating system’s own (a write lock on a small file beside the store), so that it
 * ends with its process, however that ends; the file also names the holder.
 * @throws Refusal naming the process that holds it.
 */
export function lockStore(storeFile: string, what: string, now: string): StoreLock {
  const db = new DatabaseSync(`${storeFile}.lock`, { timeout: 0 })
  try {
    db.exec('create table if not exists holder (pid integer, what text, since text)')
    db.exec('begin immediate')
    db.exec('delete from holder')
    db.prepare('insert into holder values (?, ?, ?)').run(process.pid, what, now)
    db.exec('commit; begin immediate') // readable by others, and held from here on
  } catch (error) {
    const holder = isBusy(error) ? holderOf(db) : undefined
    const busy = isBusy(error)
    db.close()
    if (!busy) throw error
    const who = holder ? `process ${holder.pid} (${holder.what}, since ${holder.since})` : 'another process'
    return refuse('store-in-use', `The store is in use by ${who}.`, {
      file: storeFile,
      mend: 'Wait until it is done, stop it, or use the running app instead: whatever this command does, its pages and its API (with a key from Settings) do too.',
    })
  }
  return { release: () => db.close() }
}
