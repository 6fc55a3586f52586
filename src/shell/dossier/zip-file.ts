import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { refuse } from '../../core/fault.ts'
import type { ZipSource } from './zip.ts'

/** An archive on disk, read from anywhere in it as far as it goes. Whoever opens it closes it. @throws Refusal where it cannot be read. */
export function openZipFile(file: string): { readonly source: ZipSource; readonly close: () => void } {
  try {
    const opened = openSync(file, 'r')
    const about = fstatSync(opened)
    const size = about.isFile() ? about.size : 0
    const read: ZipSource['read'] = (from, length) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - from)))
      return bytes.subarray(0, bytes.length > 0 ? readSync(opened, bytes, 0, bytes.length, from) : 0)
    }
    return { source: { size, read }, close: () => closeSync(opened) }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException // what the file system throws
    return refuse('file-unreadable', `The file cannot be read (${code ?? message}).`, { file, mend: 'Check the path and try again.' })
  }
}
