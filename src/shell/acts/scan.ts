import { refuse } from '../../core/fault.ts'
import { type Scan, scanFrom } from '../papers/escl.ts'
import type { Place } from '../workspace.ts'
import { type Attached, attach } from './attach.ts'
import { setting } from './settings.ts'

export interface ScanInput {
  readonly client?: string | undefined
  readonly invoice?: string | undefined
  readonly agreement?: string | undefined
  readonly kind?: string | undefined
  /** What it is to be called; none: `scan 2026-09-01.pdf`. */
  readonly name?: string | undefined
  readonly source?: string | undefined
  readonly colour?: boolean | undefined
  /** Dots an inch; none: 300. */
  readonly resolution?: number | undefined
}

const RESOLUTIONS = [100, 150, 200, 300, 400, 600]
const MB = 1024 * 1024

/** Scans what lies in the firm’s scanner and keeps it where it belongs. @throws Refusal where no scanner is set, or it cannot scan. */
export async function scan(place: Place, input: ScanInput): Promise<Attached> {
  const { scanner, sizeMaxMb } = await setting(place, 'papers')
  if (scanner === '')
    return refuse('no-scanner', 'No scanner is set.', { field: 'scanner', mend: 'Enter its address under Settings, Invoices and papers.' })
  const { resolution = 300, colour = false } = input
  if (!RESOLUTIONS.includes(resolution))
    refuse('field-wrong', `${resolution} is not a resolution.`, { field: 'resolution', mend: `Say one of ${RESOLUTIONS.join(', ')}.` })
  const source = input.source === 'platen' ? ('Platen' as const) : ('Feeder' as const)
  const pages = await scanFrom({ address: scanner, source, colour, resolution, bytesMax: sizeMaxMb * MB })
  const name = `${(input.name?.trim() || `scan ${place.by.today}`).replace(/\.pdf$/i, '')}.pdf`
  const { client, invoice, agreement, kind } = input
  return attach(place, { name, bytes: await asOnePdf(pages) }, { client, invoice, agreement, kind })
}

/** Single pictures become the pages of one PDF; a PDF stays as the scanner made it. */
async function asOnePdf(pages: readonly Scan[]): Promise<Uint8Array> {
  const [only, second] = pages
  if (only && !second && isPdf(only)) return only.bytes
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const whole = await PDFDocument.create()
  for (const page of pages) {
    if (isPdf(page)) {
      const part = await PDFDocument.load(page.bytes)
      for (const copied of await whole.copyPages(part, part.getPageIndices())) whole.addPage(copied)
      continue
    }
    if (page.mime !== 'image/jpeg' && page.mime !== 'image/png')
      return refuse('scan-unreadable', `The scanner gave a "${page.mime}", which is neither a PDF nor a picture.`, { field: 'scanner' })
    const picture = page.mime === 'image/png' ? await whole.embedPng(page.bytes) : await whole.embedJpg(page.bytes)
    const { width, height } = picture.scaleToFit(A4.width, A4.height)
    whole.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
  }
  return whole.save()
}
/** Points of 1/72 inch. */
const A4 = { width: 595.28, height: 841.89 }

const isPdf = ({ bytes }: Scan): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
