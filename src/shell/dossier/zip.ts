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

/** Packs files into a ZIP archive (deflate where it helps, UTF-8 names). @throws RangeError beyond 65,535 files. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  if (entries.length > 0xffff) throw new RangeError('an archive holds at most 65,535 files')
  const parts: Uint8Array[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes } of entries) {
    const isPacked = !PACKED_ALREADY.test(name)
    const data = isPacked ? deflateRawSync(bytes, { level: 6 }) : bytes
    const label = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(UTF8, 2)
    common.writeUInt16LE(isPacked ? DEFLATED : STORED, 4)
    common.writeUInt16LE(DOS_DAY, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(bytes.byteLength, 18)
    common.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([uint32(LOCAL), common, label])
    const central = Buffer.concat([uint32(CENTRAL), Buffer.from([20, 3]), common, Buffer.alloc(10), uint32(at), label])
    parts.push(local, data)
    directory.push(central)
    at += local.length + data.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listing, end])
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

interface Listed {
  readonly name: string
  /** Where its line in the list of files begins. */
  readonly at: number
  readonly size: number
  readonly packed: number
}

/** The list of files at an archive's end, checked against what it may hold; nothing is unpacked. @throws Refusal */
function listOf(buffer: Buffer, file: string, limits: ZipLimits): Listed[] {
  const endAt = buffer.length < 22 ? -1 : buffer.lastIndexOf(uint32(END))
  if (endAt < 0 || endAt + 22 > buffer.length) return broken(file, 'it breaks off')
  const count = buffer.readUInt16LE(endAt + 10)
  if (count > limits.files_max) return broken(file, `it holds more than ${limits.files_max} files`)
  let at = buffer.readUInt32LE(endAt + 16)
  let total = 0
  const listed: Listed[] = []
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== CENTRAL) return broken(file, 'its list of files is damaged')
    const size = buffer.readUInt32LE(at + 24)
    total += size
    if (size > limits.entry_bytes_max || total > limits.total_bytes_max) return broken(file, 'it would unpack to more than it may')
    const labelSize = buffer.readUInt16LE(at + 28)
    listed.push({ name: buffer.toString('utf8', at + 46, at + 46 + labelSize), at, size, packed: buffer.readUInt32LE(at + 20) })
    at += 46 + labelSize + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return listed
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The names in an archive, in its order. @throws Refusal where it is broken or holds too much. */
export const zipNames = (bytes: Uint8Array, file: string, limits: ZipLimits): string[] =>
  listOf(bufferOf(bytes), file, limits).map(l => l.name)

/** Unpacks an archive. @param file its name in faults. @throws Refusal where it is broken or would unpack beyond all measure. */
export function unzip(bytes: Uint8Array, file: string, limits: ZipLimits = OWN_ARCHIVES): ZipEntry[] {
  const buffer = bufferOf(bytes)
  return listOf(buffer, file, limits).map(listed => ({ name: listed.name, bytes: contentOf(buffer, listed, file) }))
}

function contentOf(buffer: Buffer, { at, name, size, packed }: Listed, file: string): Uint8Array {
  const local = buffer.readUInt32LE(at + 42)
  if (local + 30 > buffer.length || buffer.readUInt32LE(local) !== LOCAL) return broken(file, `"${name}" is not where it should be`)
  if ((buffer.readUInt16LE(at + 8) & 1) !== 0) return broken(file, `"${name}" is locked with a password`)
  const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
  const data = buffer.subarray(from, from + packed)
  const isPacked = buffer.readUInt16LE(at + 10) === DEFLATED
  if (!isPacked && packed !== size) return broken(file, `"${name}" is packed in a way that is not read`)
  try {
    const bytes = new Uint8Array(isPacked ? inflateRawSync(data, { maxOutputLength: Math.max(1, size) }) : data)
    if (crc32(bytes) === buffer.readUInt32LE(at + 16)) return bytes
  } catch {
    return broken(file, `"${name}" cannot be unpacked`)
  }
  return broken(file, `"${name}" was changed or damaged`)
}
