import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportContext, ImportedDocument, Importer, ReadLimits } from '../../core/facts/importer.ts'
import { refuse } from '../../core/fault.ts'
import type { Statement } from '../../core/match/statement.ts'
import { rootOf } from '../../packs/importers/xml/root.ts'
import { parseXml } from '../../packs/importers/xml/tree.ts'
import type { StatementImporter } from '../../packs/statement-text/importer.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { importFolder, sourceRoot } from '../packs/modules.ts'
import { filesInside } from './archive.ts'

export type ReadResult = ImportedDocument | { readonly type: 'statement'; readonly document: Statement }

export interface Registry {
  readonly importers: readonly Importer[]
  readonly statements: readonly StatementImporter[]
}

const NESTING_MAX = 4

export const LIMITS: Omit<ReadLimits, 'expired'> = {
  bytes_max: 64 * 1024 * 1024,
  depth_max: 200,
  nodes_max: 1_500_000,
  unpacked_max: 128 * 1024 * 1024,
}

/** Limits of one file that is read from now on; its time runs out after `time_ms_max`. */
export function limitsFromNow(time_ms_max = 10_000): ReadLimits {
  const end = performance.now() + time_ms_max
  return { ...LIMITS, expired: () => performance.now() > end }
}

const isReader = (value: unknown): value is StatementImporter =>
  typeof value === 'object' && value !== null && 'sniff' in value && 'read' in value && 'name' in value

async function modulesIn(folder: string): Promise<StatementImporter[]> {
  try {
    await access(join(sourceRoot, folder))
  } catch {
    return [] // a build without this kind of reader
  }
  const modules = await importFolder<Record<string, unknown>>(folder)
  return [...modules.values()].flatMap(module => Object.values(module).filter(isReader).slice(0, 1))
}

/** All readers, found by folder: `packs/importers` for invoices and their statuses, `packs/statements` for bank statements. */
export async function loadRegistry(): Promise<Registry> {
  const [importers, statements] = await Promise.all([modulesIn('packs/importers'), modulesIn('packs/statements')])
  return { importers: importers as unknown as Importer[], statements } // the folder's contract test checks the shape
}

/**
 * Reads one file by whichever reader takes its content. @returns one result a document; a file may hold several.
 * @throws Refusal naming what is wrong: `format-unknown` where no reader takes it.
 */
export function readBytes(registry: Registry, bytes: Uint8Array, file: string, limits: ReadLimits): ReadResult[] {
  if (bytes.length === 0) refuse('file-empty', 'The file is empty.', { params: {}, file })
  const importer = registry.importers.find(i => i.sniff(bytes))
  if (importer) return [...importer.read(bytes, contextFor(registry, file, limits, 1))]
  const reader = registry.statements.find(s => s.sniff(bytes))
  if (!reader) return refuseUnknown(bytes, file, limits)
  return reader.read(bytes, file).map(document => ({ type: 'statement', document }))
}

/** The same, or what lies in an archive, file by file. @throws Refusal */
export async function readGiven(registry: Registry, file: GivenFile): Promise<ReadResult[]> {
  const inside = await filesInside(file)
  const limits = limitsFromNow()
  return (inside ?? [file]).flatMap(f => readBytes(registry, f.bytes, f.name, limits))
}

function contextFor(registry: Registry, file: string, limits: ReadLimits, level: number): ImportContext {
  return {
    file,
    limits,
    readInner: (bytes, name) => {
      if (level >= NESTING_MAX) return refuse('nested-too-deep', 'Files lie inside files more than four deep.', { params: {}, file })
      const importer = registry.importers.find(i => i.sniff(bytes))
      const inner = name && name !== file ? `${file} (${name})` : file
      if (!importer) return refuseUnknown(bytes, inner, limits)
      return importer.read(bytes, contextFor(registry, inner, limits, level + 1))
    },
  }
}

/** Says what the file is, where that can be seen. Broken XML is called broken, not unknown. */
function refuseUnknown(bytes: Uint8Array, file: string, limits: ReadLimits): never {
  const root = rootOf(bytes)
  const mend = 'Dunwell reads e-invoices (UBL, CII, Factur-X, ZUGFeRD, KSeF, FatturaPA), invoice statuses and bank statements.'
  if (!root) return refuse('format-unknown', 'The file is in no format that is read here.', { params: { root: 'none' }, file, mend })
  parseXml(bytes, { file, limits })
  return refuse('format-unknown', `The file is XML with <${root.local.slice(0, 60)}>, which is no invoice, status or statement.`, {
    params: { root: root.local.slice(0, 60) },
    file,
    mend,
  })
}
