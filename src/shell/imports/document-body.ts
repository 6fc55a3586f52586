import { hash } from 'node:crypto'
import type { Day } from '../../core/day/day.ts'
import type { InvoiceDocument, InvoiceLine } from '../../core/facts/invoice-document.ts'
import type { Money } from '../../core/money/money.ts'
import { keepPaper } from '../papers/keep.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { ReadDocument } from './e-invoices.ts'

const MIME: Readonly<Record<string, string>> = { pdf: 'application/pdf', p7m: 'application/pkcs7-mime' }
const mimeOf = (name: string): string => MIME[/\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? ''] ?? 'application/xml'

/** The file itself, as a paper. */
export const paperOf = (read: ReadDocument) => ({ name: read.file.name, mime: mimeOf(read.file.name), bytes: read.file.bytes })

/** An invoice’s own fields from its file; the due date is the caller’s to find. */
export const bodyOf = (invoice: InvoiceDocument, issuedOn: Day, claim: Money) => ({
  number: invoice.number,
  issuedOn,
  currency: claim.currency,
  totalMinor: claim.minor,
  taxMinor: invoice.tax?.minor ?? null,
  orderNumber: invoice.orderNumber ?? invoice.buyerReference,
  reference: invoice.paymentReference ?? invoice.paymentCode ?? null,
  iban: invoice.accounts[0]?.id ?? null,
  subject: invoice.lines.find(l => l.counts)?.text.slice(0, 300) ?? null,
  serviceFrom: invoice.period?.start ?? null,
  serviceTo: invoice.period?.end ?? null,
  instalments:
    invoice.dueDates.length > 1 ? invoice.dueDates.map(d => ({ dueOn: d.due, minor: d.amount?.minor.toString() ?? null })) : null,
})

/** A line with its raw source: where a line states no service period, the invoice’s own counts. */
export const lineBody = (line: InvoiceLine, invoice: InvoiceDocument) => ({
  text: line.text,
  quantity: line.quantity,
  unitPrice: line.price,
  netMinor: line.counts ? (line.net?.minor ?? null) : null,
  taxRate: line.taxRate,
  serviceFrom: line.period?.start ?? invoice.period?.start ?? null,
  serviceTo: line.period?.end ?? invoice.period?.end ?? null,
  raw: { id: line.id, unit: line.unit, taxCategory: line.taxCategory, counts: line.counts, source: line.raw },
})

/** Papers that came inside the file: time sheets, the picture of the invoice. A corrected file brings most of them again: each is kept once. */
export async function keepAttachments(pen: Pen, clientId: string, invoiceId: string, invoice: InvoiceDocument): Promise<void> {
  for (const [at, a] of invoice.attachments.entries()) {
    if (a.base64 === null) continue
    const bytes = Buffer.from(a.base64, 'base64')
    if (bytes.length === 0) continue
    const before = await factsOf(pen.tx, pen.by.workspaceId, 'document')
      .where('sha256' as 'id', '=', hash('sha256', bytes, 'hex')) // columns of this noun
      .where('invoiceId' as 'id', '=', invoiceId)
      .executeTakeFirst()
    if (before) continue
    const name = a.name ?? a.description ?? `attachment ${at + 1}`
    await keepPaper(pen, { name, mime: a.mime ?? 'application/octet-stream', bytes, clientId, kind: 'other', invoiceId })
  }
}
