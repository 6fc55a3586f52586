import { performance } from 'node:perf_hooks'
import { day } from '../src/core/day/day.ts'
import { money } from '../src/core/money/money.ts'
import { epcPayload } from '../src/packs/qr/epc.ts'
import { qrSvg } from '../src/packs/qr/svg.ts'
import { pdfMaker } from '../src/shell/pdf/typst.ts'
import { aMessage } from '../test/support/message.ts'

/** Letters as PDF: one by one from one child, and as one print file. Each has its own number, amount, reference and code. */
export const name = 'letters'

const COUNT = 1000
const AT_ONCE = 50
/** Invoices of a letter that needs a second page. */
const ROWS_OF_TWO_PAGES = 30

/** A letter of two pages, which counts them. */
function longLetterOf(n: number) {
  const rows = Array.from({ length: ROWS_OF_TWO_PAGES }, (_, row) => [
    `F-${n}-${row}`,
    'Affiches',
    '1 août 2026',
    '31 août 2026',
    '15,00 €',
  ])
  return { ...letterOf(n), table: { head: ['Facture', 'Objet', 'Date', 'Échéance', 'Reste dû'], rows, totals: [] } }
}

function letterOf(n: number) {
  const reference = `F-2026-${String(n).padStart(4, '0')}`
  return aMessage({
    subject: `Facture ${reference} : un rappel`,
    to: { name: `Client ${n}`, lines: ['Madame Orvault', `${n} rue des Tanneurs`, '44000 Nantes'] },
    pay: {
      rows: [
        { label: 'IBAN', value: 'FR14 2004 1010 0505 0001 3M02 606' },
        { label: 'Référence', value: reference },
      ],
      qrSvg: qrSvg(
        epcPayload({ name: 'Atelier Mérival', iban: 'FR1420041010050500013M02606', amount: money(188_000n, 'EUR'), text: reference }),
      ),
      caption: 'Ce code remplit le virement.',
    },
  })
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const pdfs = pdfMaker()
  const on = day('2026-09-01')
  const letters = Array.from({ length: COUNT }, (_, n) => letterOf(n))
  try {
    await pdfs.make('letter', letters[0] ?? {}, on) // the child starts
    const rows: { what: string; value: string }[] = []
    let bytes = 0
    let start = performance.now()
    for (let at = 0; at < COUNT; at += AT_ONCE)
      for (const pdf of await Promise.all(letters.slice(at, at + AT_ONCE).map(letter => pdfs.make('letter', letter, on))))
        bytes += pdf.byteLength
    const oneByOne = performance.now() - start
    rows.push({
      what: 'separate files',
      value: `${((1000 * COUNT) / oneByOne).toFixed(0)} letters/s · ${(bytes / COUNT / 1000).toFixed(0)} kB each`,
    })
    start = performance.now()
    const print = await pdfs.make('letter', { title: 'Courrier du 1er septembre 2026', letters }, on, { letters: COUNT })
    const asOne = performance.now() - start
    rows.push({
      what: 'one print file',
      value: `${((1000 * COUNT) / asOne).toFixed(0)} letters/s · ${(print.byteLength / 1e6).toFixed(1)} MB`,
    })
    start = performance.now()
    const long = letters.map((_, n) => longLetterOf(n))
    const thick = await pdfs.make('letter', { title: 'Courrier du 1er septembre 2026', letters: long }, on, { letters: COUNT })
    const ofTwo = performance.now() - start
    rows.push({
      what: 'one print file, letters of two pages',
      value: `${((1000 * COUNT) / ofTwo).toFixed(0)} letters/s · ${(thick.byteLength / 1e6).toFixed(1)} MB`,
    })
    return rows
  } finally {
    pdfs.close()
  }
}
