import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'

interface Kept {
  readonly seal: string
  readonly entries: readonly (readonly [string, string])[]
}

/**
 * What was made of some texts, from start to start: read where it was kept under the same seal, else made and kept. It lies in the folder where
 * Node keeps what it compiles; without such a folder it is made each time.
 * @param seal a digest of all that it is made of
 */
export function keptUnder(
  seal: string,
  name: string,
  make: () => ReadonlyMap<string, string>,
  folder: string | undefined = getCompileCacheDir(),
): ReadonlyMap<string, string> {
  if (folder === undefined) return make()
  const file = join(folder, `${name}.json`)
  const kept = keptIn(file)
  if (kept?.seal === seal) return new Map(kept.entries)
  const made = make()
  keep(file, { seal, entries: [...made] })
  return made
}

/** None: nothing was kept, or a power cut left something else than what was written. */
function keptIn(file: string): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept> | null
    return kept?.seal && kept.entries ? { seal: kept.seal, entries: kept.entries } : undefined
  } catch {
    return undefined
  }
}

/** Writes it beside and moves it there: whoever reads meanwhile finds one or the other, whole. */
function keep(file: string, kept: Kept): void {
  const beside = `${file}.${process.pid}`
  try {
    writeFileSync(beside, JSON.stringify(kept))
    renameSync(beside, file)
  } catch {
    // a folder that cannot be written: everything works as without it
  }
}
