import { basename } from 'node:path'
import { refuse } from '../../core/fault.ts'
import { type ArchiveLimits, bytesIn, openArchive } from '../archive/unpack.ts'
import type { GivenFile } from '../lists/read-lists.ts'

/** A year of invoices, and no bomb. */
const LIMITS: ArchiveLimits = { files_max: 5_000, entry_bytes_max: 64 * 1024 * 1024, total_bytes_max: 256 * 1024 * 1024 }

const looksPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
/** Spreadsheets are archives too, and say so by these names. */
const OFFICE = /^(\[Content_Types\]\.xml|mimetype)$/
/** What systems put beside the files of a person. */
const ASIDE = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)|\/$/

/**
 * The files of a ZIP archive, named by the archive and their own name; undefined where the file is none, or is a spreadsheet.
 * @throws Refusal where it is broken, empty, locked, too large, or holds another archive.
 */
export async function filesInside(file: GivenFile): Promise<GivenFile[] | undefined> {
  if (!looksPacked(file.bytes)) return undefined
  const archive = await openArchive(file.bytes, file.name, LIMITS)
  if (archive.files.some(f => OFFICE.test(f.name))) return undefined
  const files: GivenFile[] = []
  for (const inside of archive.files)
    if (!ASIDE.test(inside.name)) files.push({ name: `${file.name}/${basename(inside.name)}`, bytes: await bytesIn(inside) })
  if (files.length === 0) refuse('archive-empty', 'The archive holds no file.', { params: {}, file: file.name })
  const nested = files.find(f => looksPacked(f.bytes))
  if (nested)
    refuse('archive-nested', 'An archive or spreadsheet lies inside the archive.', {
      params: {},
      file: nested.name,
      mend: 'Unpack it first.',
    })
  return files
}
