import type { Fault } from '../../core/fault.ts'

/** What the store's own errors mean, by the codes of SQLite (primary result codes) and of PostgreSQL (SQLSTATE) and the system's. */
const DISK_FULL: Omit<Fault, 'file'> = {
  code: 'disk-full',
  message: 'The disk that holds the store is full. Nothing was half-written.',
  mend: 'Make room, then do it again.',
}
const READ_ONLY: Omit<Fault, 'file'> = {
  code: 'store-read-only',
  message: 'The store cannot be written: its disk or folder is read-only.',
  mend: 'Make it writable for the user that runs Dunwell, then do it again.',
}
const AWAY: Omit<Fault, 'file'> = {
  code: 'database-away',
  message: 'The database does not answer, or ended the connection. What was not confirmed was not done.',
  mend: 'See that it runs, then do it again.',
}
const DAMAGED: Omit<Fault, 'file'> = {
  code: 'store-damaged',
  message: 'The file is no sound store.',
  mend: 'Put back a backup: dunwell restore FILE',
}
const UNOPENABLE: Omit<Fault, 'file'> = {
  code: 'store-unopenable',
  message: 'The store’s file cannot be opened.',
  mend: 'See that the folder is there and that the user who runs Dunwell may read and write it.',
}
const BUSY: Omit<Fault, 'file'> = {
  code: 'store-busy',
  message: 'The store was busy for too long. Nothing was written.',
  mend: 'Do it again.',
}

const SQLITE: Readonly<Record<number, Omit<Fault, 'file'>>> = {
  5: BUSY,
  8: READ_ONLY,
  10: DISK_FULL,
  11: DAMAGED,
  13: DISK_FULL,
  14: UNOPENABLE,
  26: DAMAGED,
}
/** SQLITE_IOERR is about a full disk only where writing failed. */
const IO_WRITE_FAILED = [778, 1034, 1290, 4874]
const POSTGRES: Readonly<Record<string, Omit<Fault, 'file'>>> = { '53100': DISK_FULL, '25006': READ_ONLY }
const MEMORY_SHORT: Omit<Fault, 'file'> = {
  code: 'memory-short',
  message: 'There was not enough memory for so much at once. Nothing was half-written.',
  mend: 'Do it in parts: a long list year by year.',
}
const SYSTEM: Readonly<Record<string, Omit<Fault, 'file'>>> = {
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EROFS: READ_ONLY,
  ECONNREFUSED: AWAY,
  ECONNRESET: AWAY,
  EPIPE: AWAY,
  ERR_WORKER_OUT_OF_MEMORY: MEMORY_SHORT,
}
/** Connection trouble (class 08), shutting down or starting up (class 57P). */
const isAway = (sqlState: string): boolean => /^08|^57P/.test(sqlState)
/** The driver's own words where the line breaks between two messages carry no code. */
const CUT = /Connection terminated|connection was closed|timeout expired/

/** What is wrong with the store, said so that somebody can mend it; undefined: this error is about something else. */
export function storeTrouble(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') {
    const primary = error.errcode & 0xff
    if (primary === 10 && !IO_WRITE_FAILED.includes(error.errcode)) return undefined
    return SQLITE[primary]
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (CUT.test(error.message) || isAway(code)) return AWAY
  return POSTGRES[code] ?? SYSTEM[code] ?? (error.cause === undefined ? undefined : storeTrouble(error.cause))
}
