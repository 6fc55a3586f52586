import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/** Writes a new file, whole or not at all, beside its place first; a file that is there already is left alone. */
export async function writeWhole(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  if (existsSync(path)) throw Object.assign(new Error('there is a file of this name'), { code: 'EEXIST' })
  const part = `${path}.part`
  const file = await open(part, 'w') // what a try that was cut off left there goes
  try {
    for await (const piece of pieces) await file.appendFile(piece)
    await file.sync()
    await file.close()
    await rename(part, path)
  } catch (error) {
    await file.close().catch(() => undefined) // what went wrong first is what is told
    await rm(part, { force: true })
    throw error
  }
}
