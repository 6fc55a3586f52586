import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { refuse } from '../../core/fault.ts'

/** What an archive may hold: one that would grow beyond is refused, not unpacked. */
export interface ArchiveLimits {
  readonly files_max: number
  readonly entry_bytes_max: number
  readonly total_bytes_max: number
}

/** A file in an archive. */
export interface Archived {
  readonly name: string
  readonly size: number
  /** As the archive's list says. */
  readonly crc: number
  /** Its bytes, a piece at a time. @throws Refusal where they are not what the list says. */
  pieces(): AsyncGenerator<Uint8Array>
}

const broken = (file: string, what: string): never =>
  refuse('archive-broken', `This is not a whole ZIP archive: ${what}.`, {
    params: {},
    file,
    mend: 'Get the file again from whoever sent it.',
  })

async function opened(source: Uint8Array | string, file: string): Promise<ZipFile> {
  try {
    if (typeof source === 'string') return await openPromise(source, { lazyEntries: true, autoClose: false })
    return await fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), { lazyEntries: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // the file system names what failed, the reader of archives does not
    if (code === undefined) return broken(file, 'it breaks off')
    return refuse('file-unreadable', `The file cannot be read (${code}).`, { file, mend: 'Check the path and try again.' })
  }
}

async function listed(zip: ZipFile, file: string, limits: ArchiveLimits): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.files_max) broken(file, `it holds more than ${limits.files_max} files`)
  const entries = await Array.fromAsync(zip.eachEntry()).catch(() => broken(file, 'its list of files is damaged'))
  let total = 0
  for (const { uncompressedSize } of entries) {
    total += uncompressedSize
    if (uncompressedSize > limits.entry_bytes_max || total > limits.total_bytes_max) broken(file, 'it would unpack to more than it may')
  }
  return entries
}

async function* piecesOf(zip: ZipFile, entry: Entry, file: string): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) broken(file, `"${entry.fileName}" is locked with a password`)
  if (!entry.canDecodeFileData()) broken(file, `"${entry.fileName}" is packed in a way that is not read`)
  let crc = 0
  try {
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
      crc = crc32(piece, crc)
      yield piece
    }
  } catch {
    broken(file, `"${entry.fileName}" cannot be unpacked`)
  }
  if (crc !== entry.crc32) broken(file, `"${entry.fileName}" was changed or damaged`)
}

/**
 * Opens a ZIP archive, in memory or at a path: its list is read, nothing is unpacked. Whoever opens it closes it. @param file its name in faults.
 * @throws Refusal where it cannot be read, is broken or holds too much.
 */
export async function openArchive(
  source: Uint8Array | string,
  file: string,
  limits: ArchiveLimits,
): Promise<{ readonly files: readonly Archived[]; close(): void }> {
  const zip = await opened(source, file)
  try {
    const files = (await listed(zip, file, limits)).map(entry => ({
      name: entry.fileName,
      size: entry.uncompressedSize,
      crc: entry.crc32,
      pieces: () => piecesOf(zip, entry, file),
    }))
    return { files, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** The bytes of one file of an archive, whole. */
export const bytesIn = async (archived: Archived): Promise<Uint8Array> => Buffer.concat(await Array.fromAsync(archived.pieces()))
