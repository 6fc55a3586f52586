import { addDays, addMonths } from '../../core/day/day.ts'
import { keepPaper } from '../papers/keep.ts'
import type { Scene } from './scene.ts'

/** Net of the whole price a month: what stood on the invoices before the discount, without its tax. */
const PRICE_MINOR = 77_400n

/** A page that says it is signed: what the story’s agreement rests on. Invented, like everything here. */
async function signedPaper(lines: readonly string[]): Promise<Uint8Array> {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib')
  const pdf = await PDFDocument.create()
  pdf.setCreationDate(new Date(0))
  pdf.setModificationDate(new Date(0))
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  const page = pdf.addPage([595, 842])
  for (const [at, line] of lines.entries()) page.drawText(line, { x: 70, y: 760 - at * 22, size: 12, font })
  return pdf.save()
}

/**
 * The story of the correction desk: a half-price month for ten years of trust, which nobody switched off. Six months have been billed at half price
 * since. The signed agreement, the notes of what was delivered and work not billed at all are on file; nobody has told the client yet.
 */
export async function underBilled(s: Scene): Promise<void> {
  const { pen, clientId, today, guest, currency } = s
  const gift = addMonths(today, -7)
  const agreementId = await pen.add('agreement', {
    clientId,
    title: 'Entretien du site',
    number: 'C-2025-07',
    currency,
    priceMinor: PRICE_MINOR,
    period: 'month',
    startsOn: addMonths(today, -24),
    termsDays: 30,
    taxRate: '20',
    signedBy: guest.person,
    schedule: { discounts: [{ from: gift, to: addDays(addMonths(today, -6), -1), percent: '50', why: 'dix ans de confiance' }] },
  })
  const bytes = await signedPaper([
    'Contrat C-2025-07, entretien du site',
    `${guest.name}`,
    '774,00 EUR HT par mois',
    `Lu et approuvé, ${guest.person}`,
  ])
  const name = 'contrat C-2025-07 signé.pdf'
  const documentId = await keepPaper(pen, { name, mime: 'application/pdf', bytes, clientId, kind: 'agreement', agreementId })
  await pen.amend('agreement', agreementId, { documentId })
  for (let month = 6; month > 0; month -= 1)
    await pen.add('work', {
      clientId,
      doneOn: addDays(addMonths(today, -month), 9),
      what: 'Mises à jour et sauvegardes du mois',
      quantity: '1',
      rate: '0.00',
      currency,
      netMinor: 0n,
      agreementId,
      setAside: 'compris dans le contrat',
    })
  for (const [ago, what, quantity, rate, netMinor] of [
    [41, 'Page « Nos chambres », mise en page', '6.5', '85.00', 55_250n],
    [12, 'Photos retouchées', '12', '18.00', 21_600n],
  ] as const)
    await pen.add('work', {
      clientId,
      doneOn: addDays(today, -ago),
      what,
      quantity,
      unit: ago === 41 ? 'h' : null,
      rate,
      currency,
      netMinor,
      taxRate: '20',
    })
}
