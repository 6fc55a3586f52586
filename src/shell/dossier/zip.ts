// The archive of a dossier (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16). Libraries that pack a piece at a time write a file's size and checksum behind
// its bytes, which some unpackers refuse for files laid in as they are; and only a form without freedom lets a seal hold every byte of it.

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8 = 0x0800
const VERSION = 20
const UNIX = 3
/** 1 January 1980: the same content gives the same bytes. */
const DOS_DAY = 0x21
const FILES_MAX = 0xffff

/** A file whose bytes come a piece at a time, and what is known of them beforehand. */
export interface LargeEntry {
  readonly name: string
  readonly size: number
  readonly crc: number
  readonly pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(value)
  return out
}

/** What the archive says of a file, before its bytes and again in the list at the end. */
function labelOf({ name, crc, size }: LargeEntry): { readonly fields: Buffer; readonly label: Buffer } {
  const label = Buffer.from(name, 'utf8')
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(UTF8, 2)
  fields.writeUInt16LE(DOS_DAY, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(size, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(label.length, 22)
  return { fields, label }
}

function headOf(entry: LargeEntry): Buffer {
  const { fields, label } = labelOf(entry)
  return Buffer.concat([uint32(LOCAL), fields, label])
}

function listOf(entries: readonly LargeEntry[]): Buffer {
  const rows: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const { fields, label } = labelOf(entry)
    rows.push(Buffer.concat([uint32(CENTRAL), Buffer.from([VERSION, UNIX]), fields, Buffer.alloc(10), uint32(at), label]))
    at += headOf(entry).length + entry.size
  }
  const list = Buffer.concat(rows)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([list, end])
}

/** A ZIP archive of files laid in as they are (UTF-8 names), a piece at a time: it may be larger than memory. @throws RangeError beyond 65,535 files. */
export async function* zipPieces(entries: readonly LargeEntry[]): AsyncGenerator<Uint8Array> {
  if (entries.length > FILES_MAX) throw new RangeError(`an archive holds at most ${FILES_MAX} files`)
  for (const entry of entries) {
    yield headOf(entry)
    yield* entry.pieces()
  }
  yield listOf(entries)
}
