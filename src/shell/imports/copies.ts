import { hash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import type { GivenFile } from '../lists/read-lists.ts'
import { keepContent, type Pen } from '../store/record.ts'

export interface CopyResult {
  readonly file: string
  /** None: attached to nothing, or attached before. */
  readonly documentId: string | null
  readonly invoice: string | null
  readonly why: 'file-name' | 'text' | 'no-invoice' | 'several-invoices' | 'known'
}

const TEXT_MAX = 4_000_000

export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

interface Candidate {
  readonly id: string
  readonly clientId: string
  readonly number: string
  readonly plain: string
}

/** Keeps PDF copies and ties each to the invoice whose number stands in its name, else in its text. Doubtful ones are left out and said. */
export async function attachCopies(pen: Pen, files: readonly GivenFile[]): Promise<CopyResult[]> {
  if (files.length === 0) return []
  await pen.flush()
  const rows = await pen.tx
    .selectFrom('invoice')
    .select(['id', 'clientId', 'number', 'documentId'])
    .where('workspaceId', '=', pen.by.workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  const candidates = rows
    .map(({ documentId: _d, ...row }) => ({ ...row, plain: plain(row.number) }))
    .filter(c => c.plain.length >= (/^\d+$/.test(c.plain) ? 4 : 2))
  const known = await pen.tx
    .selectFrom('document')
    .select(['sha256', 'invoiceId'])
    .where('workspaceId', '=', pen.by.workspaceId)
    .where('supersededAt', 'is', null)
    .execute()
  const kept = new Set(known.map(d => `${d.sha256} ${d.invoiceId}`))
  const results: CopyResult[] = []
  for (const file of files) results.push(await attachOne(pen, file, candidates, kept))
  return results
}

async function attachOne(pen: Pen, file: GivenFile, candidates: readonly Candidate[], kept: Set<string>): Promise<CopyResult> {
  const byName = longest(candidates, file.name.replace(/\.pdf$/i, ''))
  const byText = byName.length === 0 ? longest(candidates, textOf(file.bytes)) : []
  const found = byName.length > 0 ? byName : byText
  const [invoice] = found
  if (!invoice || found.length > 1)
    return { file: file.name, documentId: null, invoice: null, why: found.length > 1 ? 'several-invoices' : 'no-invoice' }
  const sha256 = hash('sha256', file.bytes, 'hex')
  if (kept.has(`${sha256} ${invoice.id}`)) return { file: file.name, documentId: null, invoice: invoice.number, why: 'known' }
  kept.add(`${sha256} ${invoice.id}`)
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
  return { file: file.name, documentId, invoice: invoice.number, why: byName.length > 0 ? 'file-name' : 'text' }
}

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
