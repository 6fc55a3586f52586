import { basename } from 'node:path'
import { refuse } from '../../core/fault.ts'
import { unzip, type ZipLimits, zipNames } from '../dossier/zip.ts'
import type { GivenFile } from '../lists/read-lists.ts'

/** A year of invoices, and no bomb. */
const LIMITS: ZipLimits = { files_max: 5_000, entry_bytes_max: 64 * 1024 * 1024, total_bytes_max: 256 * 1024 * 1024 }

const looksPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
/** Spreadsheets are archives too, and say so by these names. */
const OFFICE = /^(\[Content_Types\]\.xml|mimetype)$/
/** What systems put beside the files of a person. */
const ASIDE = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)|\/$/

/**
 * The files of a ZIP archive, named by the archive and their own name; undefined where the file is none, or is a spreadsheet.
 * @throws Refusal where it is broken, empty, locked, too large, or holds another archive.
 */
export function filesInside(file: GivenFile): GivenFile[] | undefined {
  if (!looksPacked(file.bytes)) return undefined
  const names = zipNames(file.bytes, file.name, LIMITS)
  if (names.some(name => OFFICE.test(name))) return undefined
  const files = unzip(file.bytes, file.name, LIMITS)
    .filter(entry => !ASIDE.test(entry.name))
    .map(entry => ({ name: `${file.name}/${basename(entry.name)}`, bytes: entry.bytes }))
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
