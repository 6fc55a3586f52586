import { hash } from 'node:crypto'
import type { ImportedDocument } from '../../core/facts/importer.ts'
import type { InvoiceDocument } from '../../core/facts/invoice-document.ts'
import { type Finding, preflightList } from '../../core/facts/preflight.ts'
import type { StatusDocument } from '../../core/facts/status-document.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { filesInside } from '../inbound/archive.ts'
import { limitsFromNow, loadRegistry, type Registry, readBytes } from '../inbound/registry.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import type { Db } from '../store/schema.ts'
import { isPdf } from './copies.ts'

/** One e-invoice or status as it lies in its file. */
export interface ReadDocument {
  readonly file: GivenFile
  readonly sha256: string
  readonly document: ImportedDocument
}

export interface SplitFiles {
  readonly documents: readonly ReadDocument[]
  /** Lists and plain PDF copies. */
  readonly rest: readonly GivenFile[]
}

let registry: Promise<Registry> | undefined
export const readers = (): Promise<Registry> => {
  registry ??= loadRegistry()
  return registry
}

/** A PDF without invoice data inside is a copy: it goes with the lists. */
const isPlainCopy = (file: GivenFile, error: unknown): boolean =>
  isPdf(file.bytes) && error instanceof Refusal && ['pdf-without-invoice', 'pdf-encrypted'].includes(error.faults[0]?.code ?? '')

/** The files themselves, and in the place of an archive what lies in it. */
async function unpacked(files: readonly GivenFile[], faults: Fault[]): Promise<GivenFile[]> {
  const all: GivenFile[] = []
  for (const file of files)
    try {
      all.push(...((await filesInside(file)) ?? [file]))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push(...error.faults)
    }
  return all
}

/** Tells e-invoices and their statuses from lists and copies, by content. @throws Refusal with the faults of every e-invoice that cannot be read. */
export async function splitFiles(files: readonly GivenFile[]): Promise<SplitFiles> {
  const known = await readers()
  const documents: ReadDocument[] = []
  const rest: GivenFile[] = []
  const faults: Fault[] = []
  for (const file of await unpacked(files, faults)) {
    if (!known.importers.some(i => i.sniff(file.bytes))) {
      rest.push(file)
      continue
    }
    try {
      const sha256 = hash('sha256', file.bytes, 'hex')
      for (const read of readBytes(known, file.bytes, file.name, limitsFromNow()))
        if (read.type !== 'statement') documents.push({ file, sha256, document: read })
    } catch (error) {
      if (isPlainCopy(file, error)) rest.push(file)
      else if (error instanceof Refusal) faults.push(...error.faults)
      else throw error
    }
  }
  if (faults.length > 0) throw new Refusal(faults)
  return { documents, rest }
}

/** Our own accounts on the invoices kept so far: one that is on none of them has changed. Those of a document itself are left out. */
export async function accountsKnown(
  db: Db,
  workspaceId: string,
  firmIban: string | null,
  except: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const rows = await db
    .selectFrom('invoice')
    .select(['id', 'iban'])
    .distinct()
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where('iban', 'is not', null)
    .execute()
  const accounts = rows.filter(r => !except.has(r.id)).flatMap(r => (r.iban ? [r.iban] : []))
  return [...new Set([...(firmIban ? [firmIban] : []), ...accounts])]
}

export const invoicesOf = (documents: readonly ReadDocument[]): { read: ReadDocument; invoice: InvoiceDocument }[] =>
  documents.flatMap(read => (read.document.type === 'invoice' ? [{ read, invoice: read.document.document }] : []))

export const statusesOf = (documents: readonly ReadDocument[]): { read: ReadDocument; status: StatusDocument }[] =>
  documents.flatMap(read => (read.document.type === 'status' ? [{ read, status: read.document.document }] : []))

/** The pre-flight of each invoice (B5), as one list, against the accounts that are known. */
export async function findingsOf(invoices: readonly InvoiceDocument[], knownAccounts: readonly string[]): Promise<Finding[][]> {
  const { idFaultsOf } = await import('../../packs/checks/invoice-ids.ts')
  return preflightList(invoices, invoice => ({ idFaults: idFaultsOf(invoice), knownAccounts }))
}
