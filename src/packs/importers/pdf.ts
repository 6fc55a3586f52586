import type { ImportContext, ImportedDocument, Importer } from '../../core/facts/importer.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { looksLikeCms } from './cms/content.ts'
import { attachmentsOf, type PdfAttachment } from './pdf/attachments.ts'
import { PdfObjects } from './pdf/objects.ts'
import { latin1 } from './xml/decode.ts'
import { rootOf } from './xml/root.ts'

// Factur-X, ZUGFeRD and XRechnung inside PDF/A-3: the invoice is the attached XML, the pages are its picture.

const KNOWN_NAMES = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml', 'order-x.xml', 'cii-invoice.xml', 'ubl-invoice.xml']
const CANDIDATES_MAX = 20

function rankOf({ name, mime, relationship }: PdfAttachment): number {
  const known = KNOWN_NAMES.indexOf(name.toLowerCase())
  if (known !== -1) return known
  if (!/\.(xml|p7m)$/i.test(name) && !/xml$/i.test(mime ?? '')) return Number.POSITIVE_INFINITY
  return relationship === '/Alternative' || relationship === '/Source' || relationship === '/Data' ? 100 : 200
}

/** @returns undefined where an attachment of a name nobody agreed on turns out to be something else, so that the next is tried. */
function readAttachment(attachment: PdfAttachment, isGuess: boolean, context: ImportContext): readonly ImportedDocument[] | undefined {
  const content = attachment.content()
  if (!content || (isGuess && !rootOf(content) && !looksLikeCms(content))) return undefined
  try {
    return context
      .readInner(content, attachment.name)
      .map(read => (read.type === 'invoice' ? { ...read, document: { ...read.document, format: `PDF with ${attachment.name}` } } : read))
  } catch (error) {
    if (isGuess && error instanceof Refusal && error.faults[0]?.code === 'format-unknown') return undefined
    throw error
  }
}

const startsLikePdf = (bytes: Uint8Array): boolean => latin1(bytes, 1_024).includes('%PDF-')

export const importer: Importer = {
  name: 'pdf',
  kind: 'container',
  sniff: startsLikePdf,
  read: (bytes, context) => {
    const { file, limits } = context
    if (bytes.length > limits.bytes_max)
      refuse('file-too-large', `The file has more than ${limits.bytes_max} bytes.`, {
        params: { megabytes: String(limits.bytes_max / 1048576) },
        file,
      })
    const attachments = attachmentsOf(new PdfObjects(bytes, context))
    const candidates = attachments
      .map(attachment => ({ attachment, rank: rankOf(attachment) }))
      .filter(c => c.rank < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, CANDIDATES_MAX)
    for (const { attachment, rank } of candidates) {
      const read = readAttachment(attachment, rank >= KNOWN_NAMES.length, context)
      if (read) return read
    }
    return refuse('pdf-without-invoice', 'The PDF shows an invoice but holds no invoice data.', {
      params: {},
      file,
      mend: 'Enter it by hand, or ask the sender for Factur-X, ZUGFeRD or XML.',
    })
  },
}
