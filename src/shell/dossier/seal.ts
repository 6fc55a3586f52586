import { hash } from 'node:crypto'
import { type Fault, Refusal } from '../../core/fault.ts'
import { canonical } from '../store/journal.ts'
import { unzip, type ZipEntry, zip } from './zip.ts'

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

/** Packs and seals. The manifest is the first file. */
export function sealed(about: Omit<Unsealed, 'format' | 'files'>, files: readonly ZipEntry[]): { bytes: Uint8Array; seal: string } {
  const listed = files.map(f => ({ name: f.name, sha256: hash('sha256', f.bytes), sizeBytes: f.bytes.byteLength }))
  const unsealed: Unsealed = { format: 'dunwell-dossier/1', ...about, files: listed }
  const seal = sealOf(unsealed)
  const manifest = Buffer.from(`${JSON.stringify({ ...unsealed, seal }, null, 2)}\n`)
  return { bytes: zip([{ name: MANIFEST, bytes: new Uint8Array(manifest) }, ...files]), seal }
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'files' in value &&
  Array.isArray(value.files) &&
  'seal' in value &&
  typeof value.seal === 'string'

function manifestIn(entries: readonly ZipEntry[], file: string): Manifest {
  const entry = entries.find(e => e.name === MANIFEST)
  const fault: Fault = {
    code: 'no-manifest',
    message: 'There is no readable manifest in this file: it is no dossier.',
    file,
    mend: 'Ask for the dossier again.',
  }
  if (!entry) throw new Refusal([fault])
  try {
    const read: unknown = JSON.parse(Buffer.from(entry.bytes).toString('utf8'))
    if (isManifest(read)) return read
  } catch {
    throw new Refusal([fault])
  }
  throw new Refusal([fault])
}

/** Everything that does not hold, by file. */
function faultsIn(entries: readonly ZipEntry[], manifest: Manifest, file: string, toldSeal: string | undefined): Fault[] {
  const faults: Fault[] = []
  const fault = (code: string, message: string, mend: string): void => {
    faults.push({ code, message, file, mend })
  }
  const again = 'Do not rely on it; ask for it again.'
  const { seal, ...unsealed } = manifest
  if (sealOf(unsealed) !== seal) fault('seal-broken', 'The list of files was changed after it was sealed.', again)
  if (toldSeal !== undefined && toldSeal.trim().toLowerCase() !== seal)
    fault(
      'seal-other',
      'The seal is not the one you were told.',
      'Compare it letter by letter with what the creditor gave you by another way.',
    )
  const found = new Map(entries.filter(e => e.name !== MANIFEST).map(e => [e.name, e.bytes]))
  for (const { name, sha256 } of manifest.files) {
    const bytes = found.get(name)
    if (!bytes) fault('file-missing', `"${name}" is missing.`, again)
    else if (hash('sha256', bytes) !== sha256) fault('file-changed', `"${name}" was changed.`, again)
    found.delete(name)
  }
  for (const name of found.keys()) fault('file-added', `"${name}" was added afterwards.`, again)
  return faults
}

/** Checks a dossier: every byte of every file against the sealed list. Needs no store and no account. @throws Refusal with all that does not hold. */
export function verifyDossier(bytes: Uint8Array, file: string, toldSeal?: string): Manifest {
  const entries = unzip(bytes, file)
  const manifest = manifestIn(entries, file)
  const faults = faultsIn(entries, manifest, file, toldSeal)
  if (faults.length > 0) throw new Refusal(faults)
  return manifest
}
