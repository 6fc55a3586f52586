import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { refuse } from '../../core/fault.ts'
import { verifyChain } from '../store/record.ts'
import { allTables, type Plan, type Row, readRows, textOf, writeRows } from '../store/rows.ts'
import type { Db } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { readExported } from './export.ts'

export interface TakenIn {
  readonly firm: string
  readonly workspaceId: string
  readonly tables: Readonly<Record<string, number>>
  readonly rows: number
}
interface Manifest {
  readonly firm: string
  readonly workspaceId: string
  readonly tables: Readonly<Record<string, number>>
}

const ROWS_AT_ONCE = 200

async function manifestIn(folder: string): Promise<Manifest> {
  const file = join(folder, 'manifest.json')
  if (!existsSync(file))
    refuse('no-export', 'This is no exported firm: its manifest is missing.', { file, mend: 'Name a folder that "dunwell export" wrote.' })
  const unreadable = (): never =>
    refuse('no-export', 'The manifest of this export cannot be read.', { file, mend: 'Export the firm once more.' })
  try {
    const { firm, workspaceId, tables } = JSON.parse(await readFile(file, 'utf8')) as Partial<Manifest> // checked on the next line
    return typeof firm === 'string' && typeof workspaceId === 'string' && tables ? { firm, workspaceId, tables } : unreadable()
  } catch (error) {
    return error instanceof SyntaxError ? unreadable() : Promise.reject(error)
  }
}

/** A line as the export wrote it, back to a row: amounts to whole numbers, bytes from base64. @throws Refusal naming the line. */
function rowFrom(plan: Plan, line: string, file: string, at: number): Row {
  try {
    const read = JSON.parse(line) as Record<string, unknown> // an object a line, or the comparison afterwards finds it
    return Object.fromEntries(
      Object.entries(plan.columns).map(([name, column]) => {
        const value = read[name] ?? null
        if (value === null) return [name, null]
        if (column.type === 'minor') return [name, BigInt(String(value))]
        return [name, (column.type as string) === 'bytes' ? Buffer.from(String(value), 'base64') : value]
      }),
    )
  } catch (error) {
    return refuse('line-unreadable', `This line is not what an export writes: ${error instanceof Error ? error.message : String(error)}.`, {
      file,
      line: at,
    })
  }
}

async function takeInTable(tx: Db, folder: string, plan: Plan, workspaceId: string): Promise<number> {
  const file = join(folder, `${plan.name}.jsonl`)
  const written: string[] = []
  let page: Row[] = []
  for await (const line of readExported(folder, plan.name)) {
    const row = rowFrom(plan, line, file, written.length + 1)
    if (row[plan.name === 'workspace' ? 'id' : 'workspaceId'] !== workspaceId)
      refuse('another-firm', 'This line belongs to another firm.', { file, line: written.length + 1 })
    page.push(row)
    written.push(hash('sha256', line, 'base64url'))
    if (page.length === ROWS_AT_ONCE) {
      await writeRows(tx, plan, page)
      page = []
    }
  }
  if (page.length > 0) await writeRows(tx, plan, page)
  const standing: string[] = []
  for await (const rows of readRows(tx, plan, workspaceId)) for (const row of rows) standing.push(hash('sha256', textOf(row), 'base64url'))
  if (standing.sort().join() !== written.sort().join())
    refuse('read-back-differs', `What stands in the store is not what ${plan.name}.jsonl says: nothing was taken in.`, { file })
  return written.length
}

/**
 * Takes an exported firm into a store, every version of every fact, equal to the line: in one transaction, or nothing of it. The journal's chain is
 * verified there. @throws Refusal where the firm is there already, or a file was changed, cut or mixed up.
 */
export async function takeIn(store: Store, input: { readonly folder: string }): Promise<TakenIn> {
  const folder = resolve(input.folder)
  const { firm, workspaceId, tables } = await manifestIn(folder)
  const there = store.within(workspaceId)
  if (await there.db.selectFrom('workspace').select('id').where('id', '=', workspaceId).executeTakeFirst())
    refuse('already-there', `The firm "${firm}" is in this store already.`, { file: folder, mend: 'Take it into another store.' })
  const taken: Record<string, number> = {}
  await store.transaction(workspaceId, async tx => {
    for (const plan of allTables()) {
      const rows = await takeInTable(tx, folder, plan, workspaceId)
      if (rows !== (tables[plan.name] ?? 0))
        refuse('rows-missing', `${plan.name}.jsonl has ${rows} lines, its manifest says ${tables[plan.name] ?? 0}: nothing was taken in.`, {
          file: join(folder, `${plan.name}.jsonl`),
        })
      if (rows > 0) taken[plan.name] = rows
    }
    const broken = await verifyChain(tx, workspaceId)
    if (broken)
      refuse('journal-broken', `The journal is broken at link ${broken.seq}: ${broken.why}. Nothing was taken in.`, { file: folder })
  })
  return { firm, workspaceId, tables: taken, rows: Object.values(taken).reduce((sum, n) => sum + n, 0) }
}
