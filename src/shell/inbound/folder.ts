import { hash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { access, lstat, mkdir, readdir, readFile, realpath, rename } from 'node:fs/promises'
import { isAbsolute, join, parse, relative } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { type ArrivedState, refuseArrival, takeIn } from '../acts/arrived-files.ts'
import { setting } from '../acts/settings.ts'
import type { Config } from '../config.ts'
import type { Place } from '../workspace.ts'
import { LIMITS } from './registry.ts'

/** So many files a look: the daily run waits for nobody’s archive. */
const FILES_PER_LOOK = 200
const HIDDEN = /^[.~]|\.(part|partial|crdownload|download|tmp|temp|swp|lock)$|~$/i
const PLACES: Readonly<Partial<Record<ArrivedState, 'processed' | 'refused'>>> = {
  taken: 'processed',
  same: 'processed',
  declined: 'refused',
  refused: 'refused',
  replaced: 'refused',
}

export interface FolderReport {
  /** Files of this look by what became of them. */
  readonly counts: Readonly<Partial<Record<ArrivedState, number>>>
  /** Files that were still being written, or are left for the next look. */
  readonly later: number
  readonly faults: readonly Fault[]
}

/** One file as it stood at a look: unchanged at the next, it is whole. */
const shapeOf = (s: Stats): string => `${s.ino} ${s.size} ${s.mtimeMs}`

/**
 * Says whether a folder may be watched. @returns its real path.
 * @throws Refusal where it is no folder, cannot be read, or lies outside what this server allows.
 */
export async function folderToWatch(path: string, config: Config): Promise<string> {
  const field = 'path'
  if (!isAbsolute(path))
    refuse('folder-wrong', `"${path}" is no full path.`, {
      params: { path },
      field,
      mend: 'Write it from the root, such as /home/me/invoices.',
    })
  const real = await realpath(path).catch(() =>
    refuse('folder-missing', `There is no folder ${path}.`, { params: { path }, field, mend: 'Make it first.' }),
  )
  if (!(await lstat(real)).isDirectory()) refuse('folder-wrong', `${path} is not a folder.`, { params: { path }, field })
  await access(real).catch(() => refuse('folder-unreadable', `The folder ${path} cannot be read.`, { params: { path }, field }))
  if (config.databaseUrl !== undefined || config.invoiceFolders !== undefined) {
    const root = config.invoiceFolders && (await realpath(config.invoiceFolders).catch(() => undefined))
    const inside = root ? relative(root, real) : '..'
    if (inside.startsWith('..') || isAbsolute(inside))
      refuse('folder-not-allowed', 'On this server only folders that its keeper allows are watched.', {
        params: {},
        field,
        mend: 'Whoever runs the server names the folder above them in DUNWELL_INVOICE_FOLDERS.',
      })
  }
  return real
}

/** Watches the folder of one firm. What was seen is remembered between looks; after a restart every file is looked at anew, and known by its content. */
export class FolderWatch {
  readonly #seen = new Map<string, { readonly shape: string; readonly isDone: boolean }>()

  /**
   * Takes in the files that stayed unchanged since the last look. The files themselves are touched only where the firm wants them moved.
   * A crash at any point repeats at most what changes nothing: content is known by its hash.
   */
  async look(place: Place, config: Config): Promise<FolderReport> {
    const { path, moved } = await setting(place, 'invoice-folder')
    const report = { counts: {} as Partial<Record<ArrivedState, number>>, later: 0, faults: [] as Fault[] }
    if (path === '') return report
    try {
      const folder = await folderToWatch(path, config)
      const names = (await readdir(folder)).filter(name => !HIDDEN.test(name)).sort()
      for (const gone of [...this.#seen.keys()].filter(p => !names.includes(parse(p).base))) this.#seen.delete(gone)
      let taken = 0
      for (const name of names) {
        if (taken >= FILES_PER_LOOK) report.later += 1
        else if (await this.#lookAt(place, join(folder, name), moved, report)) taken += 1
      }
    } catch (error) {
      report.faults.push(...faultsOf(error, path))
    }
    return report
  }

  /** Two looks, for a command that comes once. */
  async lookTwice(place: Place, config: Config, pause_ms = 2_000): Promise<FolderReport> {
    const first = await this.look(place, config)
    if (first.later === 0) return first
    await wait(pause_ms)
    return this.look(place, config)
  }

  async #lookAt(
    place: Place,
    path: string,
    moved: boolean,
    report: { counts: Partial<Record<ArrivedState, number>>; later: number; faults: Fault[] },
  ) {
    try {
      const found = await lstat(path)
      if (!found.isFile()) return false
      const shape = shapeOf(found)
      const before = this.#seen.get(path)
      if (before?.isDone && before.shape === shape) return false
      this.#seen.set(path, { shape, isDone: false })
      if (before?.shape !== shape) {
        report.later += 1
        return false
      }
      const state = await takeFrom(place, path, found)
      if (state === 'changed') {
        report.later += 1
        return false
      }
      const isMoved = moved && (await moveAside(path, state))
      if (!isMoved) this.#seen.set(path, { shape, isDone: !moved || PLACES[state] !== undefined })
      report.counts[state] = (report.counts[state] ?? 0) + 1
      return true
    } catch (error) {
      report.faults.push(...faultsOf(error, path))
      return false
    }
  }
}

const faultsOf = (error: unknown, file: string): readonly Fault[] => {
  if (error instanceof Refusal) return error.faults
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return [{ code: 'file-unreadable', params: {}, message: `It cannot be read or moved (${error.code}).`, file }]
  console.error(error) // ours; the other files must come in all the same
  return [{ code: 'our-fault', message: 'Something went wrong here while it was read; it was left alone.', file }]
}

/** @returns `changed` where it was written to while it was read. */
async function takeFrom(place: Place, path: string, before: Stats): Promise<ArrivedState | 'changed'> {
  const { base: name } = parse(path)
  if (before.size > LIMITS.bytes_max)
    return refuseArrival(
      place,
      { sha256: hash('sha256', `${path} ${shapeOf(before)}`, 'hex'), name, whence: path, sizeBytes: before.size },
      {
        code: 'file-too-large',
        params: { megabytes: String(LIMITS.bytes_max / 1048576) },
        message: `The file has more than ${LIMITS.bytes_max} bytes.`,
        file: name,
      },
    )
  const bytes = await readFile(path)
  if (shapeOf(await lstat(path)) !== shapeOf(before)) return 'changed'
  const state = await takeIn(place, { file: { name, bytes }, via: 'folder', whence: path })
  return state === 'left' ? 'declined' : state
}

/** Puts a file that was dealt with beside the others of its fate; never over one of the same name. @returns whether it was moved. */
async function moveAside(path: string, state: ArrivedState): Promise<boolean> {
  const place = PLACES[state]
  if (!place) return false
  const { dir, name, ext } = parse(path)
  await mkdir(join(dir, place), { recursive: true })
  for (let n = 1; ; n += 1) {
    const target = join(dir, place, n === 1 ? `${name}${ext}` : `${name} (${n})${ext}`)
    const isTaken = await lstat(target).then(
      () => true,
      () => false,
    )
    if (isTaken) continue
    await rename(path, target)
    return true
  }
}
