import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

export interface ArchiveEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** An archive as any program may make it; a name may stand in it twice. */
export function zip(entries: readonly ArchiveEntry[], { deflate = true } = {}): Buffer {
  const pieces: Uint8Array[] = []
  const archive = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  for (const { name, bytes } of entries) {
    const file = deflate ? new ZipDeflate(name) : new ZipPassThrough(name)
    archive.add(file)
    file.push(bytes, true)
  }
  archive.end()
  return Buffer.concat(pieces)
}

export const unzip = (archive: Uint8Array): ArchiveEntry[] => Object.entries(unzipSync(archive)).map(([name, bytes]) => ({ name, bytes }))
