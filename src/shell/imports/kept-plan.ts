import { createHash } from 'node:crypto'
import type { FileList, GivenFile } from '../lists/read-lists.ts'
import { canonical } from '../store/journal.ts'
import { journalHead } from '../store/journal-head.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { originsImported } from './known.ts'
import type { ImportAnswers, Plan } from './plan-types.ts'

export interface ReadFiles {
  readonly lists: readonly FileList[]
  readonly copies: readonly GivenFile[]
}

/** Longer lists are read anew: what is kept of a row of 22 columns takes nearly two kilobytes. */
const KEPT_ROWS_MAX = 200_000
/** Somebody looks at a preview and confirms it, or does not. */
export const KEPT_MS = 5 * 60_000

interface Kept {
  readonly name: string
  readonly read: ReadFiles
  readonly ends: NodeJS.Timeout
}
let kept: Kept | undefined
const plans = new WeakMap<ReadFiles, { readonly mark: string; readonly plan: Plan }>()

export const rowsIn = (read: ReadFiles): number => read.lists.reduce((sum, list) => sum + list.rowCount, 0)

/** A name of the bytes and of all by which they are read. @param mark of the store, whose facts say how, and of the answers. */
export function nameOfFiles({ workspaceId, firm }: Place, files: readonly GivenFile[], mark: string): string {
  const all = createHash('sha256').update(canonical([workspaceId, firm.country, firm.currency, mark]))
  for (const { name, bytes } of files) all.update(canonical([name, bytes.length])).update(bytes)
  return all.digest('base64url')
}

/** What was read last in this thread, if it is of this name. */
export const keptRead = (name: string): ReadFiles | undefined => (kept?.name === name ? kept.read : undefined)

/** Keeps one reading, the last, for a while. */
export function keepRead(name: string, read: ReadFiles): void {
  forgetRead()
  if (rowsIn(read) <= KEPT_ROWS_MAX) kept = { name, read, ends: setTimeout(forgetRead, KEPT_MS).unref() }
}

export function forgetRead(): void {
  clearTimeout(kept?.ends)
  kept = undefined
}

/** All that reading and planning some lists depend on besides them: the answers, the day, and the store as its journal and its standing imports tell it. */
export async function markOf(db: Db, { workspaceId, by }: Place, answers: ImportAnswers): Promise<string> {
  const link = (await journalHead(db, workspaceId))?.link ?? null // the chain’s digest: the same only after the same history
  return canonical([link, [...(await originsImported(db, workspaceId))].sort(), by.today, answers])
}

/** The plan made of these lists under the very same mark. */
export function keptPlan(read: ReadFiles, mark: string): Plan | undefined {
  const found = plans.get(read)
  return found?.mark === mark ? found.plan : undefined
}

/** Keeps a plan as long as its lists are kept. @param mark what it depends on, taken before it was made. */
export const keepPlan = (read: ReadFiles, mark: string, plan: Plan): unknown => plans.set(read, { mark, plan })
