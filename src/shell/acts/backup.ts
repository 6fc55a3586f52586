import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import { refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { vaultFrom } from '../papers/vault.ts'
import { vaultKey } from '../store/contents.ts'
import { journalHead } from '../store/journal-head.ts'
import { lockStore } from '../store/lock.ts'
import { verifyChain } from '../store/record.ts'
import { openFileStore } from '../store/store.ts'
import type { Vault } from '../store/vault.ts'
import type { Place } from '../workspace.ts'
import { exportAll } from './export.ts'

export interface WorkspaceHead {
  readonly name: string
  readonly links: number
  /** The journal's head: whoever keeps it elsewhere can prove later that nothing was changed. */
  readonly head: string | null
}
export interface BackupReport {
  readonly file: string
  readonly bytes: number
  readonly workspaces: readonly WorkspaceHead[]
}

const onlyEmbedded = (config: Config): void => {
  if (config.databaseUrl !== undefined)
    refuse('not-embedded', 'The store is a PostgreSQL database.', { mend: 'Back it up with pg_dump, restore it with pg_restore.' })
}

/** Opens a copy, checks every journal in it, and tells their heads. @throws Refusal where one is broken. */
async function headsOf(file: string): Promise<WorkspaceHead[]> {
  const store = await openFileStore(file, { isCopy: true })
  try {
    const heads: WorkspaceHead[] = []
    for (const { id, name } of await store.db.selectFrom('workspace').selectAll().orderBy('createdAt').execute()) {
      const broken = await verifyChain(store.db, id)
      if (broken) refuse('journal-broken', `The journal of "${name}" is broken at link ${broken.seq}: ${broken.why}.`, { file })
      const last = await journalHead(store.db, id)
      heads.push({ name, links: last?.seq ?? 0, head: last?.link ?? null })
    }
    return heads
  } finally {
    await store.close()
  }
}

/**
 * What a firm was before something that cannot be undone: of the embedded store a whole copy beside it, of a database the firm as plain files
 * beside what this installation keeps. @returns where.
 */
export async function safetyCopy(place: Place, config: Config): Promise<string> {
  const stamp = place.by.at.replaceAll(/[:.]/g, '-')
  if (config.databaseUrl === undefined) return (await backup(config, { file: `${resolve(config.store)}.before-move-${stamp}` })).file
  return (await exportAll(place, { folder: join(dirname(resolve(config.store)), `before-move-${stamp}`) })).folder
}

/** Puts papers that lie in a vault into the copy: a backup stands on its own. @throws Refusal naming the first that the vault no longer has. */
async function bringPapersHome(file: string, vault: Vault | undefined): Promise<void> {
  const store = await openFileStore(file, { isCopy: true })
  try {
    const away = await store.db.selectFrom('content').select(['workspaceId', 'sha256', 'keptIn']).where('keptIn', 'is not', null).execute()
    for (const { workspaceId, sha256, keptIn } of away) {
      const bytes = await vault?.get(vaultKey(workspaceId, sha256))
      if (!bytes || hash('sha256', bytes, 'hex') !== sha256)
        return refuse('paper-missing', `A paper (${sha256.slice(0, 12)}…) could not be read from ${keptIn}.`, {
          file,
          mend: 'Set DUNWELL_PAPERS as the app has it, and look whether the paper is there.',
        })
      const query = store.db.updateTable('content').set({ bytes, keptIn: null })
      await query.where('workspaceId', '=', workspaceId).where('sha256', '=', sha256).execute()
    }
  } finally {
    await store.close()
  }
}

const sidecars = async (file: string): Promise<void> => {
  for (const ending of ['-wal', '-shm']) await rm(`${file}${ending}`, { force: true })
}

/** Copies the store while it is in use into one file and proves the copy. Nothing is left where that fails. */
export async function backup(config: Config, input: { readonly file: string }): Promise<BackupReport> {
  onlyEmbedded(config)
  const [from, to] = [resolve(config.store), resolve(input.file)]
  if (!existsSync(from)) refuse('no-store', 'There is no store to back up.', { file: from, mend: 'Run: dunwell init' })
  if (existsSync(to)) refuse('file-exists', 'This file is there already.', { file: to, mend: 'Name a new one.' })
  const part = `${to}.part`
  await rm(part, { force: true })
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5000 })
  try {
    await copyDatabase(source, part, { rate: 1000 })
    await bringPapersHome(part, vaultFrom(config))
    const workspaces = await headsOf(part)
    await sidecars(part)
    await rename(part, to)
    return { file: to, bytes: (await stat(to)).size, workspaces }
  } catch (error) {
    await rm(part, { force: true })
    await sidecars(part)
    throw error
  } finally {
    source.close()
  }
}

/** Puts a backup in the store's place; what was there is kept beside it. The backup is proved before anything is touched. */
export async function restore(
  config: Config,
  input: { readonly file: string },
  now: string,
): Promise<BackupReport & { kept: string | null }> {
  onlyEmbedded(config)
  const [from, to] = [resolve(input.file), resolve(config.store)]
  if (!existsSync(from)) refuse('no-such-file', 'There is no such backup.', { file: from })
  const part = `${to}.restored`
  const lock = lockStore(to, 'restore', now)
  try {
    await copyFile(from, part)
    let workspaces: WorkspaceHead[]
    try {
      workspaces = await headsOf(part)
    } catch (error) {
      await rm(part, { force: true })
      const why = error instanceof Error ? error.message : String(error)
      return refuse('backup-unusable', `This is no sound backup: ${why}`, { file: from, mend: 'The store was left as it is.' })
    } finally {
      await sidecars(part)
    }
    const kept = existsSync(to) ? `${to}.before-${now.replaceAll(/[:.]/g, '-')}` : null
    if (kept) {
      new DatabaseSync(to).close() // the last to close folds the write-ahead log in
      await rename(to, kept)
      await sidecars(to)
    }
    await rename(part, to)
    return { file: to, bytes: (await stat(to)).size, workspaces, kept }
  } finally {
    lock.release()
  }
}
