import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { refuse } from '../../core/fault.ts'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8 = 0x0800
const DEFLATED = 8
const STORED = 0
/** Files that deflate makes no smaller are laid in as they are: a large archive is held once, not twice. */
const PACKED_ALREADY = /\.(pdf|jpe?g|png|zip|gz|xlsx|docx|heic|webp)$/i
/** 1 January 1980: the same content gives the same bytes. */
const DOS_DAY = 0x21
/** What an archive may hold: one that would grow beyond is refused, not unpacked. */
export interface ZipLimits {
  readonly files_max: number
  readonly entry_bytes_max: number
  readonly total_bytes_max: number
}
const OWN_ARCHIVES: ZipLimits = { files_max: 0xffff, entry_bytes_max: 256 * 1024 * 1024, total_bytes_max: 1024 * 1024 * 1024 }

/** What an archive says of one of its files. */
interface Label {
  readonly name: string
  readonly crc: number
  readonly size: number
  /** Bytes that it takes in the archive. */
  readonly packed: number
  readonly method: number
}

function commonOf({ name, crc, size, packed, method }: Label): { readonly common: Buffer; readonly label: Buffer } {
  const label = Buffer.from(name, 'utf8')
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(UTF8, 2)
  common.writeUInt16LE(method, 4)
  common.writeUInt16LE(DOS_DAY, 8)
  common.writeUInt32LE(crc, 10)
  common.writeUInt32LE(packed, 14)
  common.writeUInt32LE(size, 18)
  common.writeUInt16LE(label.length, 22)
  return { common, label }
}

/** What stands before a file's bytes. */
function headOf(file: Label): Buffer {
  const { common, label } = commonOf(file)
  return Buffer.concat([uint32(LOCAL), common, label])
}

/** The list of files at the end. @throws RangeError beyond 65,535 files. */
function listingOf(files: readonly Label[]): Buffer {
  if (files.length > 0xffff) throw new RangeError('an archive holds at most 65,535 files')
  const directory: Buffer[] = []
  let at = 0
  for (const file of files) {
    const { common, label } = commonOf(file)
    directory.push(Buffer.concat([uint32(CENTRAL), Buffer.from([20, 3]), common, Buffer.alloc(10), uint32(at), label]))
    at += 4 + common.length + label.length + file.packed
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([listing, end])
}

/** Packs files into a ZIP archive (UTF-8 names). @param deflate where it helps; else everything is laid in as it is. @throws RangeError beyond 65,535 files. */
export function zip(entries: readonly ZipEntry[], { deflate = true }: { readonly deflate?: boolean } = {}): Uint8Array {
  const files: Label[] = []
  const parts: Uint8Array[] = []
  for (const { name, bytes } of entries) {
    const isPacked = deflate && !PACKED_ALREADY.test(name)
    const data = isPacked ? deflateRawSync(bytes, { level: 6 }) : bytes
    const method = isPacked ? DEFLATED : STORED
    const file: Label = { name, crc: crc32(bytes), size: bytes.byteLength, packed: data.byteLength, method }
    files.push(file)
    parts.push(headOf(file), data)
  }
  return Buffer.concat([...parts, listingOf(files)])
}

/** A file whose bytes come a piece at a time, and what is known of them beforehand. */
export interface LargeEntry {
  readonly name: string
  readonly size: number
  readonly crc: number
  readonly pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** An archive of files laid in as they are, a piece at a time: it may be larger than memory. */
export async function* zipPieces(entries: readonly LargeEntry[]): AsyncGenerator<Uint8Array> {
  const files = entries.map((e): Label => ({ ...e, packed: e.size, method: STORED }))
  for (const [n, { pieces }] of entries.entries()) {
    yield headOf(files[n] as Label) // as many as entries
    yield* pieces()
  }
  yield listingOf(files)
}

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(value)
  return out
}

const broken = (file: string, what: string): never =>
  refuse('archive-broken', `This is not a whole ZIP archive: ${what}.`, {
    params: {},
    file,
    mend: 'Get the file again from whoever sent it.',
  })

/** An archive to be read from anywhere in it. */
export interface ZipSource {
  readonly size: number
  /** Fewer bytes where it ends. */
  read(from: number, length: number): Buffer
}

export const sourceOf = (bytes: Uint8Array): ZipSource => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { size: buffer.length, read: (from, length) => buffer.subarray(from, from + length) }
}

interface Listed extends Label {
  /** Where what stands before its bytes begins. */
  readonly at: number
  readonly isLocked: boolean
}

const END_BYTES = 22
/** A comment may follow the end. */
const COMMENT_BYTES_MAX = 0xffff
/** Of a large file at a time. */
const AT_ONCE = 1024 * 1024

/** The list of files at an archive's end, checked against what it may hold; nothing is unpacked. @throws Refusal */
function listOf(source: ZipSource, file: string, limits: ZipLimits): Listed[] {
  const tailAt = Math.max(0, source.size - END_BYTES - COMMENT_BYTES_MAX)
  const tail = source.read(tailAt, source.size - tailAt)
  const endAt = tail.lastIndexOf(uint32(END))
  if (endAt < 0 || endAt + END_BYTES > tail.length) return broken(file, 'it breaks off')
  const count = tail.readUInt16LE(endAt + 10)
  if (count > limits.files_max) return broken(file, `it holds more than ${limits.files_max} files`)
  const from = tail.readUInt32LE(endAt + 16)
  const listing = source.read(from, Math.max(0, tailAt + endAt - from))
  let at = 0
  let total = 0
  const listed: Listed[] = []
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > listing.length || listing.readUInt32LE(at) !== CENTRAL) return broken(file, 'its list of files is damaged')
    const size = listing.readUInt32LE(at + 24)
    total += size
    if (size > limits.entry_bytes_max || total > limits.total_bytes_max) return broken(file, 'it would unpack to more than it may')
    const labelSize = listing.readUInt16LE(at + 28)
    listed.push({
      name: listing.toString('utf8', at + 46, at + 46 + labelSize),
      at: listing.readUInt32LE(at + 42),
      ...{ size, packed: listing.readUInt32LE(at + 20), crc: listing.readUInt32LE(at + 16) },
      method: listing.readUInt16LE(at + 10),
      isLocked: (listing.readUInt16LE(at + 8) & 1) !== 0,
    })
    at += 46 + labelSize + listing.readUInt16LE(at + 30) + listing.readUInt16LE(at + 32)
  }
  return listed
}

/** The names in an archive, in its order. @throws Refusal where it is broken or holds too much. */
export const zipNames = (bytes: Uint8Array, file: string, limits: ZipLimits): string[] =>
  listOf(sourceOf(bytes), file, limits).map(l => l.name)

/** Unpacks an archive. @param file its name in faults. @throws Refusal where it is broken or would unpack beyond all measure. */
export function unzip(bytes: Uint8Array, file: string, limits: ZipLimits = OWN_ARCHIVES): ZipEntry[] {
  const source = sourceOf(bytes)
  return listOf(source, file, limits).map(listed => ({ name: listed.name, bytes: contentOf(source, listed, file) }))
}

/** Where a file's bytes begin. @throws Refusal where it is locked or not where the list says. */
function bytesAt(source: ZipSource, { at, name, isLocked }: Listed, file: string): number {
  const local = source.read(at, 30)
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) return broken(file, `"${name}" is not where it should be`)
  if (isLocked) return broken(file, `"${name}" is locked with a password`)
  return at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
}

function contentOf(source: ZipSource, listed: Listed, file: string): Uint8Array {
  const { name, size, packed, method, crc } = listed
  const data = source.read(bytesAt(source, listed, file), packed)
  const isPacked = method === DEFLATED
  if (!isPacked && packed !== size) return broken(file, `"${name}" is packed in a way that is not read`)
  try {
    const bytes = new Uint8Array(isPacked ? inflateRawSync(data, { maxOutputLength: Math.max(1, size) }) : data)
    if (crc32(bytes) === crc) return bytes
  } catch {
    return broken(file, `"${name}" cannot be unpacked`)
  }
  return broken(file, `"${name}" was changed or damaged`)
}

/** A file of an archive whose files are laid in as they are. */
export interface Laid {
  readonly name: string
  readonly size: number
  /** A piece at a time. */
  pieces(): Generator<Uint8Array>
}

/**
 * Opens an archive of files laid in as they are, each of any size: nothing is read but its list. @returns the files, and whether every byte that is
 * in no file stands as `zipPieces` writes it. @throws Refusal where it is broken.
 */
export function openZip(source: ZipSource, file: string): { readonly files: readonly Laid[]; readonly isAsWritten: boolean } {
  const listed = listOf(source, file, { files_max: 0xffff, entry_bytes_max: source.size, total_bytes_max: source.size })
  let at = 0
  let isAsWritten = true
  for (const entry of listed) {
    const head = headOf(entry)
    isAsWritten &&= entry.method === STORED && entry.packed === entry.size && source.read(at, head.length).equals(head)
    at += head.length + entry.packed
  }
  const listing = listingOf(listed)
  isAsWritten &&= source.read(at, source.size).equals(listing)
  const files = listed.map((entry): Laid => {
    const { name, size, packed, method } = entry
    return {
      ...{ name, size },
      *pieces() {
        if (method !== STORED || packed !== size) broken(file, `"${name}" is packed in a way that is not read`)
        const from = bytesAt(source, entry, file)
        for (let done = 0; done < size; done += AT_ONCE) yield source.read(from + done, Math.min(AT_ONCE, size - done))
      },
    }
  })
  return { files, isAsWritten }
}
