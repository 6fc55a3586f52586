import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { crc32 } from 'node:zlib'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { type Archived, type ArchiveLimits, bytesIn, openArchive } from '../archive/unpack.ts'
import { canonical } from '../store/journal.ts'
import { type LargeEntry, zipPieces } from './zip.ts'

export const MANIFEST = 'manifest.json'

/** What a dossier says of itself: every file with its hash, and the link of the journal it was made on. */
export interface Manifest {
  readonly format: 'dunwell-dossier/1'
  readonly madeOn: string
  readonly creditor: string
  readonly client: string
  /** The journal's last link when the dossier was made: the firm can show what it knew then. */
  readonly journal: { readonly seq: number; readonly link: string }
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly sizeBytes: number }[]
  /** Over everything above. The firm's journal holds it too, and tells it by another way. */
  readonly seal: string
}

type Unsealed = Omit<Manifest, 'seal'>
const sealOf = (manifest: Unsealed): string => hash('sha256', canonical(manifest))
const textOf = (manifest: Manifest): Uint8Array => new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)

/** A file of a dossier: what is known of it before its bytes are read again. */
export interface DossierFile extends LargeEntry {
  readonly sha256: string
}

/** A file that is small enough to be at hand. */
export const fileOf = (name: string, bytes: Uint8Array): DossierFile => ({
  ...{ name, size: bytes.byteLength, crc: crc32(bytes), sha256: hash('sha256', bytes) },
  pieces: () => [bytes],
})

/** As much as an archive of its kind can number, with room to spare. */
const DOSSIER_BYTES_MAX = 3 * 1024 ** 3
const DOSSIER_LIMITS: ArchiveLimits = { files_max: 0xffff, entry_bytes_max: DOSSIER_BYTES_MAX, total_bytes_max: DOSSIER_BYTES_MAX }
/** Larger than any list of files. */
const MANIFEST_BYTES_MAX = 64 * 1024 * 1024

/** Seals and packs. The manifest is the first file. @returns the archive a piece at a time. @throws Refusal where it would be too large. */
export function sealed(
  about: Omit<Unsealed, 'format' | 'files'>,
  files: readonly DossierFile[],
): { pieces: AsyncGenerator<Uint8Array>; seal: string } {
  if (files.reduce((sum, f) => sum + f.size, 0) > DOSSIER_BYTES_MAX)
    refuse('dossier-too-large', 'The papers together are larger than a dossier can be.', {
      field: 'invoices',
      mend: 'Make one for some of the invoices, then one for the others.',
    })
  const listed = files.map(({ name, sha256, size: sizeBytes }) => ({ name, sha256, sizeBytes }))
  const unsealed: Unsealed = { format: 'dunwell-dossier/1', ...about, files: listed }
  const seal = sealOf(unsealed)
  return { pieces: zipPieces([fileOf(MANIFEST, textOf({ ...unsealed, seal })), ...files]), seal }
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'files' in value &&
  Array.isArray(value.files) &&
  'seal' in value &&
  typeof value.seal === 'string'

/** The manifest, and whether it stands letter for letter as it was written. */
async function manifestIn(files: readonly Archived[], file: string): Promise<{ manifest: Manifest; isAsWritten: boolean }> {
  const entry = files.find(f => f.name === MANIFEST && f.size <= MANIFEST_BYTES_MAX)
  const fault: Fault = {
    code: 'no-manifest',
    message: 'There is no readable manifest in this file: it is no dossier.',
    file,
    mend: 'Ask for the dossier again.',
  }
  if (!entry) throw new Refusal([fault])
  const bytes = await bytesIn(entry)
  try {
    const manifest: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (isManifest(manifest)) return { manifest, isAsWritten: Buffer.compare(bytes, textOf(manifest)) === 0 }
  } catch {
    throw new Refusal([fault])
  }
  throw new Refusal([fault])
}

async function hashOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const digest = createHash('sha256')
  for await (const piece of pieces) digest.update(piece)
  return digest.digest('hex')
}

/** Everything that does not hold, by file. */
async function faultsIn(files: readonly Archived[], manifest: Manifest, file: string, toldSeal: string | undefined): Promise<Fault[]> {
  const faults: Fault[] = []
  const fault = (code: string, message: string, mend: string): void => {
    faults.push({ code, message, file, mend })
  }
  const again = 'Do not rely on it; ask for it again.'
  const { seal, ...unsealed } = manifest
  if (sealOf(unsealed) !== seal) fault('seal-broken', 'The list of files was changed after it was sealed.', again)
  if (toldSeal !== undefined && toldSeal.replaceAll(/\s/g, '').toLowerCase() !== seal)
    fault(
      'seal-other',
      'The seal is not the one you were told.',
      'Compare it letter by letter with what the creditor gave you by another way.',
    )
  const found = new Map(files.map(f => [f.name, f]))
  for (const { name } of files.filter(f => found.get(f.name) !== f)) fault('file-added', `"${name}" is in it more than once.`, again)
  found.delete(MANIFEST)
  for (const { name, sha256 } of manifest.files) {
    const archived = found.get(name)
    if (!archived) fault('file-missing', `"${name}" is missing.`, again)
    else if ((await hashOf(archived.pieces())) !== sha256) fault('file-changed', `"${name}" was changed.`, again)
    found.delete(name)
  }
  for (const name of found.keys()) fault('file-added', `"${name}" was added afterwards.`, again)
  return faults
}

/** Whether packing the same files gives the same archive, byte for byte. */
async function isAsPacked(source: Uint8Array | string, files: readonly Archived[]): Promise<boolean> {
  const whole = typeof source === 'string' ? await hashOf(createReadStream(source)) : hash('sha256', source)
  return whole === (await hashOf(zipPieces(files)))
}

/**
 * Checks a dossier of any size, in memory or at a path: every byte of every file against the sealed list, and every byte between them. Needs no store
 * and no account. @param file its name in faults. @throws Refusal with all that does not hold.
 */
export async function verifyDossier(source: Uint8Array | string, file: string, toldSeal?: string): Promise<Manifest> {
  const { files, close } = await openArchive(source, file, DOSSIER_LIMITS)
  try {
    const { manifest, isAsWritten } = await manifestIn(files, file)
    const faults = await faultsIn(files, manifest, file, toldSeal)
    if (faults.length === 0 && !(isAsWritten && (await isAsPacked(source, files))))
      faults.push({
        code: 'archive-repacked',
        message:
          'The archive is not the one that was sealed, though the files in it are: it was packed anew, or bytes around them were changed.',
        file,
        mend: 'Ask for it again, and keep it packed as it comes.',
      })
    if (faults.length > 0) throw new Refusal(faults)
    return manifest
  } finally {
    close()
  }
}
