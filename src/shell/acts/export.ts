import { hash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { refuse } from '../../core/fault.ts'
import { allTables, readRows, textOf } from '../store/rows.ts'
import type { Place } from '../workspace.ts'

export interface Exported {
  readonly folder: string
  /** Rows by table; tables without rows have no file. */
  readonly tables: Readonly<Record<string, number>>
}

const MANIFEST = 'manifest.json'
const fileOf = (folder: string, table: string): string => join(folder, `${table}.jsonl`)

/** The rows of one exported table, as they stand in the file. */
export async function* readExported(folder: string, table: string): AsyncGenerator<string> {
  if (!existsSync(fileOf(folder, table))) return
  yield* createInterface({ input: createReadStream(fileOf(folder, table), 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

/** Writes a table, a row a line. @returns how many, and a digest over the lines. */
async function writeTable(place: Place, folder: string, plan: ReturnType<typeof allTables>[number]) {
  let rows = 0
  const lines: string[] = []
  let file: Awaited<ReturnType<typeof open>> | undefined
  try {
    for await (const page of readRows(place.store.db, plan, place.workspaceId)) {
      file ??= await open(fileOf(folder, plan.name), 'wx', 0o600)
      const texts = page.map(textOf)
      await file.write(`${texts.join('\n')}\n`)
      for (const text of texts) lines.push(hash('sha256', text, 'base64url'))
      rows += page.length
    }
    await file?.sync()
  } finally {
    await file?.close()
  }
  return { rows, digest: hash('sha256', lines.join('\n'), 'base64url') }
}

async function digestOf(folder: string, table: string): Promise<string> {
  const lines: string[] = []
  for await (const line of readExported(folder, table)) lines.push(hash('sha256', line, 'base64url'))
  return hash('sha256', lines.join('\n'), 'base64url')
}

/**
 * Everything of a firm as plain files in a new folder: one file a table, one JSON object a line, every version of every fact. What was written
 * is read back and compared. Amounts are minor units as text, bytes base64.
 */
export async function exportAll(place: Place, input: { readonly folder: string }): Promise<Exported> {
  const folder = resolve(input.folder)
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    refuse('folder-not-empty', `The folder ${folder} is not empty.`, { file: folder, mend: 'Name a new one.' })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const tables: Record<string, number> = {}
  for (const plan of allTables()) {
    const { rows, digest } = await writeTable(place, folder, plan)
    if (digest !== (await digestOf(folder, plan.name)))
      refuse('export-differs', `What stands in ${plan.name}.jsonl is not what was written.`, { file: fileOf(folder, plan.name) })
    if (rows > 0) tables[plan.name] = rows
  }
  const manifest = { firm: place.firm.name, workspaceId: place.workspaceId, writtenAt: place.by.at, tables }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return { folder, tables }
}
