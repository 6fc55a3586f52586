import { hash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import type { GivenFile } from '../lists/read-lists.ts'
import { keepContent, type Pen } from '../store/record.ts'
import type { Db } from '../store/schema.ts'

export interface CopyResult {
  readonly file: string
  /** None: attached to nothing, or attached before. */
  readonly documentId: string | null
  readonly invoice: string | null
  readonly why: 'file-name' | 'text' | 'no-invoice' | 'several-invoices' | 'known'
}

const TEXT_MAX = 4_000_000

export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/** An invoice a copy may be of. */
export interface CopiedInvoice {
  readonly id: string
  readonly clientId: string
  readonly number: string
}

interface Candidate extends CopiedInvoice {
  readonly plain: string
}

/** What is already kept: hash and invoice. */
type Kept = Set<string>

async function known(db: Db, workspaceId: string): Promise<{ invoices: CopiedInvoice[]; kept: Kept }> {
  const invoices = await db
    .selectFrom('invoice')
    .select(['id', 'clientId', 'number'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  const documents = await db
    .selectFrom('document')
    .select(['sha256', 'invoiceId'])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  return { invoices, kept: new Set(documents.map(d => `${d.sha256} ${d.invoiceId}`)) }
}

const MIN_DIGITS = 4
const candidatesOf = (invoices: readonly CopiedInvoice[]): Candidate[] =>
  invoices
    .map(({ id, clientId, number }) => ({ id, clientId, number, plain: plain(number) }))
    .filter(c => c.plain.length >= (/^\d+$/.test(c.plain) ? MIN_DIGITS : 2))

/** Of which invoice each file is a copy; doubtful ones are of none, and it is said why. */
function matched(files: readonly GivenFile[], candidates: readonly Candidate[], kept: Kept) {
  return files.map(file => {
    const byName = longest(candidates, nameOf(file))
    const found = byName.length > 0 ? byName : longest(candidates, textOf(file.bytes))
    const [invoice] = found
    if (!invoice || found.length > 1) return { file, invoice: undefined, sha256: '', why: found.length > 1 ? ('several-invoices' as const) : ('no-invoice' as const) } // biome-ignore format: one answer
    const sha256 = hash('sha256', file.bytes, 'hex')
    const isKept = kept.has(`${sha256} ${invoice.id}`)
    kept.add(`${sha256} ${invoice.id}`)
    return { file, invoice, sha256, why: isKept ? ('known' as const) : byName.length > 0 ? ('file-name' as const) : ('text' as const) }
  })
}

/** Where the copies would go. Writes nothing. @param added invoices that come in with them */
export async function lookAtCopies(
  db: Db,
  workspaceId: string,
  files: readonly GivenFile[],
  added: readonly CopiedInvoice[],
): Promise<Omit<CopyResult, 'documentId'>[]> {
  if (files.length === 0) return []
  const { invoices, kept } = await known(db, workspaceId)
  return matched(files, candidatesOf([...invoices, ...added]), kept).map(({ file, invoice, why }) => ({
    file: file.name,
    invoice: invoice?.number ?? null,
    why,
  }))
}

/** Keeps PDF copies and ties each to the invoice whose number stands in its name, else in its text. Doubtful ones are left out and said. */
export async function attachCopies(pen: Pen, files: readonly GivenFile[]): Promise<CopyResult[]> {
  if (files.length === 0) return []
  await pen.flush()
  const { invoices, kept } = await known(pen.tx, pen.by.workspaceId)
  const results: CopyResult[] = []
  for (const { file, invoice, sha256, why } of matched(files, candidatesOf(invoices), kept)) {
    const documentId = invoice && why !== 'known' ? await keep(pen, file, invoice, sha256) : null
    results.push({ file: file.name, documentId, invoice: invoice?.number ?? null, why })
  }
  return results
}

async function keep(pen: Pen, file: GivenFile, invoice: CopiedInvoice, sha256: string): Promise<string> {
  await keepContent(pen.tx, pen.by.workspaceId, sha256, file.bytes)
  const documentId = await pen.add('document', {
    clientId: invoice.clientId,
    sha256,
    name: file.name,
    mime: 'application/pdf',
    sizeBytes: file.bytes.length,
    kind: 'invoice',
    invoiceId: invoice.id,
    source: file.name,
  })
  await pen.amend('invoice', invoice.id, { documentId })
  return documentId
}

/** A file's name without its ending and without the mark of a second download: `F-12 (1).pdf` is a copy of F-12. */
const nameOf = ({ name }: GivenFile): string => name.replace(/\.pdf$/i, '').replace(/\s*\(\d{1,3}\)$/, '')

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Invoices whose number stands in the text as a whole: not within a longer run of digits. The longest win: F-12 is not F-1. */
function longest(candidates: readonly Candidate[], text: string): Candidate[] {
  const tokens =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const starts = new Set<string>()
  for (let at = 0; at < tokens.length; at += 1)
    for (let joined = '', to = at; to < Math.min(tokens.length, at + 6); to += 1) {
      joined += tokens[to]
      starts.add(joined)
    }
  const found = candidates.filter(c => starts.has(c.plain))
  const longestLength = Math.max(0, ...found.map(c => c.plain.length))
  return found.filter(c => c.plain.length === longestLength)
}

/** The text that shows in the page streams as plain strings. Fonts with their own encoding give nothing, which is no harm. */
export function textOf(bytes: Uint8Array): string {
  const file = Buffer.from(bytes)
  const parts: string[] = []
  let size = 0
  for (let at = file.indexOf('stream'); at !== -1 && size < TEXT_MAX; at = file.indexOf('stream', at + 6)) {
    if (file.subarray(at - 3, at).toString('latin1') === 'end') continue
    const start = at + 6 + (file[at + 6] === 13 ? 2 : 1)
    const end = file.indexOf('endstream', start)
    if (end === -1) break
    const content = unpacked(file.subarray(start, end))
    size += content.length
    const text = content.toString('latin1')
    for (const [, shown = ''] of text.matchAll(/\(((?:[^()\\]|\\.)*)\)/g)) parts.push(shown.replace(/\\(.)/g, '$1'))
    parts.push(' ')
  }
  return parts.join('')
}

function unpacked(stream: Buffer): Buffer {
  try {
    return inflateSync(stream, { maxOutputLength: TEXT_MAX })
  } catch {
    return stream.length < 100_000 ? stream : Buffer.alloc(0) // not deflated, or not text
  }
}
