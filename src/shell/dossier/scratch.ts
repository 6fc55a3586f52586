import { createHash, randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/** Bytes of a large file at a time. */
const AT_ONCE = 1024 * 1024

/** A file on the way: written once from front to back, then read as often as needed. */
export interface Scratch {
  /** Bytes written so far. */
  readonly size: () => number
  readonly crc: () => number
  /** Of everything written; asked for once, at the end. */
  readonly sha256: () => string
  write(bytes: Uint8Array): Promise<void>
  /** What was written, from the front. */
  pieces(): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/** Opens a file that has no name: whatever ends the process, nothing of it is left behind. */
export async function openScratch(): Promise<Scratch> {
  const name = join(tmpdir(), `dunwell-${randomUUID()}`)
  const file = await open(name, 'wx+', 0o600)
  await rm(name, { force: true })
  const digest = createHash('sha256')
  let [size, crc] = [0, 0]
  return {
    size: () => size,
    crc: () => crc,
    sha256: () => digest.digest('hex'),
    write: async bytes => {
      digest.update(bytes)
      crc = crc32(bytes, crc)
      for (let done = 0; done < bytes.byteLength; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, size + done)
        done += bytesWritten
      }
      size += bytes.byteLength
    },
    async *pieces() {
      for (let at = 0; at < size; ) {
        const { bytesRead, buffer } = await file.read(new Uint8Array(Math.min(AT_ONCE, size - at)), { position: at })
        if (bytesRead === 0) throw new Error(`a file on the way ends at ${at} of ${size} bytes`)
        yield buffer.subarray(0, bytesRead)
        at += bytesRead
      }
    },
    close: () => file.close(),
  }
}
