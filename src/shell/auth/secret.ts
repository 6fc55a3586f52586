import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The secret that signs sessions: kept in its own file beside the store, readable by its owner only; made on first use. */
export async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error // node’s own errors carry a code
    const made = randomBytes(32).toString('base64url')
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return made
  }
}
