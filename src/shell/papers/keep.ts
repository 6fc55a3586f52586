import { hash } from 'node:crypto'
import type { Body } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { isPdf, textOf } from '../imports/copies.ts'
import { keepContent, type Pen } from '../store/record.ts'

/** No paper is larger, whatever the firm’s own limit. */
export const PAPER_BYTES_MAX = 200 * 1024 * 1024
const TEXT_MAX = 200_000

export interface Paper {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  readonly clientId: string
  readonly kind: Body<'document'>['kind']
  readonly invoiceId?: string | null
  readonly agreementId?: string | null
  /** Evidence in a dispute, and whose. */
  readonly disputeId?: string | null
  readonly side?: 'ours' | 'theirs' | null
}

/** Keeps a paper by its content, with the words that can be read in it; nothing ever changes it. @returns the document’s id. */
export async function keepPaper(pen: Pen, paper: Paper): Promise<string> {
  const { name, mime, bytes, clientId, kind } = paper
  if (bytes.length === 0) refuse('file-empty', 'The file is empty.', { file: name })
  if (bytes.length > PAPER_BYTES_MAX)
    refuse('file-too-large', `The paper has more than ${PAPER_BYTES_MAX} bytes.`, {
      params: { megabytes: String(PAPER_BYTES_MAX / 1048576) },
      file: name,
      mend: 'Scan it at a lower resolution.',
    })
  const sha256 = hash('sha256', bytes, 'hex')
  await keepContent(pen.tx, pen.by.workspaceId, sha256, bytes)
  await pen.tx
    .insertInto('paperText')
    .values({ workspaceId: pen.by.workspaceId, sha256, text: await wordsIn(mime, bytes) })
    .onConflict(c => c.columns(['workspaceId', 'sha256']).doNothing())
    .execute()
  return pen.add('document', {
    clientId,
    sha256,
    name,
    mime,
    sizeBytes: bytes.length,
    kind,
    invoiceId: paper.invoiceId ?? null,
    agreementId: paper.agreementId ?? null,
    disputeId: paper.disputeId ?? null,
    side: paper.side ?? null,
  })
}

/** What can be searched: the plain text of PDFs, texts and XML as they are; pictures have none. */
async function wordsIn(mime: string, bytes: Uint8Array): Promise<string> {
  const isText = mime.startsWith('text/') || mime === 'application/xml'
  const text = isPdf(bytes)
    ? (await (await import('./pdf-text.ts')).textOfPdf(bytes)) || textOf(bytes)
    : isText
      ? new TextDecoder().decode(bytes.subarray(0, TEXT_MAX))
      : ''
  return text.replaceAll('\u0000', ' ').slice(0, TEXT_MAX).toLowerCase()
}

/** The kind of a file by its first bytes; its name decides only where bytes cannot. */
export function mimeOfPaper(name: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12))
  if (isPdf(bytes)) return 'application/pdf'
  if (head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png'
  if (head.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg'
  if (/\.xml$/i.test(name)) return 'application/xml'
  if (/\.(txt|csv|eml|md)$/i.test(name)) return 'text/plain'
  return 'application/octet-stream'
}
