import { hash } from 'node:crypto'
import type { Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import type { OpenItem } from '../message/compose.ts'
import { toText } from '../message/forms.ts'
import { openPress } from '../message/render.ts'
import { keepContent, type Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import type { DeskCase } from './desk-case.ts'

/** A paper made for a client, kept under its hash: the PDF, and the same words as text for an e-mail. */
export interface Paper {
  readonly documentId: string
  readonly name: string
  readonly subject: string
  readonly text: string
}

/** The invoices of a case as letters print them. */
export const itemsOf = (desk: DeskCase): OpenItem[] =>
  desk.claim.items.map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))

/** Some invoices as letters print them, as they stand on a day. */
export const itemsOfInvoices = (desk: Pick<DeskCase, 'facts'>, ids: readonly string[], on: Place['by']['today']): OpenItem[] =>
  openItems(desk.facts, openLedger(desk.facts, on))
    .filter(i => ids.includes(i.id))
    .map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))

export const fileNameOf = (subject: string): string =>
  `${
    subject
      .replace(/[^\p{L}\p{N} -]+/gu, '')
      .trim()
      .slice(0, 60) || 'letter'
  }.pdf`

/** The PDF of a letter. */
export async function pdfOf(content: MessageContent, template = 'letter'): Promise<Uint8Array> {
  const { pdfs } = await openPress()
  return pdfs.make(template, content, content.on)
}

/** Keeps bytes as a document of a client; the same bytes twice are one document. @returns its id. */
export async function keepPaper(
  pen: Pen,
  clientId: string,
  bytes: Uint8Array,
  paper: { readonly name: string; readonly mime: string; readonly kind: Fact<'document'>['kind'] },
): Promise<string> {
  const sha256 = hash('sha256', bytes)
  await keepContent(pen.tx, pen.by.workspaceId, sha256, bytes)
  return pen.add('document', { clientId, sha256, sizeBytes: bytes.byteLength, ...paper })
}

/** Keeps a letter. */
export async function keepLetter(
  pen: Pen,
  clientId: string,
  content: MessageContent,
  pdf: Uint8Array,
  text = toText(content),
): Promise<Paper> {
  const name = fileNameOf(content.subject)
  const documentId = await keepPaper(pen, clientId, pdf, { name, mime: 'application/pdf', kind: 'letter' })
  return { documentId, name, subject: content.subject, text }
}
