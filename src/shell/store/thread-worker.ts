import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteFile, sqliteDatabase } from './node-sqlite-dialect.ts'
import type { Asked, Said } from './thread-dialect.ts'

const db = openSqliteFile(workerData as string) // `ThreadConnection` sends the store's file
db.exec('pragma wal_autocheckpoint = 0') // what is committed is safe in the log: nobody waits until it is moved to its place
const database = sqliteDatabase(db)
/** What failed and was not waited for: nothing else is done until it is rolled back, above all no commit. */
let failed: Said | undefined

function run({ sql, parameters }: Asked): Said {
  if (sql === 'rollback') {
    failed = undefined
    if (!db.isTransaction) return { rows: [], changes: undefined } // a full disk ends a transaction by itself
  }
  if (failed) return failed
  const statement = database.prepare(sql)
  if (statement.reader) return { rows: statement.all(parameters), changes: undefined }
  return { rows: [], changes: BigInt(statement.run(parameters).changes) }
}

function answer(asked: Asked): Said {
  try {
    return run(asked)
  } catch (error) {
    const said = { message: error instanceof Error ? error.message : String(error), errcode: Object(error).errcode as unknown } // SQLite's own
    if (asked.isAhead) failed = said
    return said
  }
}

parentPort?.on('message', (asked: Asked | undefined) => {
  if (asked) return parentPort?.postMessage(answer(asked))
  db.exec('pragma wal_checkpoint(passive)')
  database.close()
  parentPort?.close()
})
