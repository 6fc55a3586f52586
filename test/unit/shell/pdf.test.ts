import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import { windowIn } from '../../../src/packs/letters/windows.ts'
import { textOfPdf } from '../../../src/shell/papers/pdf-text.ts'
import { pdfMaker } from '../../../src/shell/pdf/typst.ts'
import { aMessage } from '../../support/message.ts'

const pdfs = pdfMaker()
afterAll(() => pdfs.close())
const on = day('2026-09-01')

test('a letter is one page, small, and the same bytes every time', async () => {
  const first = await pdfs.make('letter', aMessage(), on)
  const again = await pdfs.make('letter', aMessage(), on)
  expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true)
  expect(first.byteLength).toBeLessThan(100_000)
  const read = await PDFDocument.load(first)
  expect(read.getPageCount()).toBe(1)
  expect(read.getTitle()).toBe(aMessage().subject)
})

test('text is never template code, whatever it holds', async () => {
  const hostile = '#panic("x") $ #import "/etc/passwd" \\ ] } *bold* _it_ <label> @ref // — 🎉 שלום'
  const pdf = await pdfs.make('letter', aMessage({ subject: hostile, opening: [hostile], greeting: hostile }), on)
  expect((await PDFDocument.load(pdf)).getTitle()).toContain('#panic("x") $ #import "/etc/passwd"')
})

test('what the fonts cannot draw becomes a question mark instead of no letter', async () => {
  const pdf = await pdfs.make('letter', aMessage({ subject: 'Fleuriste 🎉 Amarande' }), on)
  expect((await PDFDocument.load(pdf)).getTitle()).toBe('Fleuriste ? Amarande')
})

test('Japanese and forty invoices go on as many pages as they need', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => [`F-${n}`, 'カタログ制作', '2026年8月1日', '2026年8月31日', '￥1,500'])
  const pdf = await pdfs.make(
    'letter',
    aMessage({ language: 'ja', table: { head: ['請求書番号', '件名', '請求日', 'お支払期日', '残高'], rows, totals: [] } }),
    on,
  )
  expect((await PDFDocument.load(pdf)).getPageCount()).toBe(2)
})

test('an unknown template is refused, and the next letter is made all the same', async () => {
  await expect(pdfs.make('../letter', aMessage(), on)).rejects.toThrow('not the name of a template')
  expect((await pdfs.make('letter', aMessage(), on)).byteLength).toBeGreaterThan(1000)
})

test('six hundred letters at once outlive the child that began them, each its own', async () => {
  const own = pdfMaker()
  try {
    const pdfs = await Promise.all(Array.from({ length: 600 }, (_, n) => own.make('letter', aMessage({ subject: `Lettre ${n}` }), on)))
    expect(pdfs).toHaveLength(600)
    for (const n of [0, 499, 500, 599]) expect((await PDFDocument.load(pdfs[n] ?? new Uint8Array())).getTitle()).toBe(`Lettre ${n}`)
  } finally {
    own.close()
  }
}, 120_000)

test('a batch is one print file: every letter begins on a page of its own and counts its own pages', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => [`F-${n}`, 'Affiches', '1 août 2026', '31 août 2026', '15,00 €'])
  const long = aMessage({ subject: 'Longue', table: { head: ['Facture', 'Objet', 'Date', 'Échéance', 'Reste dû'], rows, totals: [] } })
  const print = await pdfs.make(
    'letter',
    { title: 'Courrier du jour', letters: [aMessage(), long, aMessage({ window: windowIn('DE') })] },
    on,
  )
  const read = await PDFDocument.load(print)
  expect(read.getPageCount()).toBe(4)
  expect(read.getTitle()).toBe('Courrier du jour')
  const alone = await Promise.all([aMessage(), long].map(letter => pdfs.make('letter', letter, on)))
  expect(await Promise.all(alone.map(async pdf => (await PDFDocument.load(pdf)).getPageCount()))).toEqual([1, 2])
})

test('a letter that runs over without many rows is numbered all the same, alone and in a batch', async () => {
  // short paragraphs: nothing but the layout itself can say that they need a second page
  const tall = aMessage({ subject: 'Haute', closing: Array.from({ length: 45 }, () => 'Un mot.') })
  const text = async (pdf: Uint8Array): Promise<string> => (await textOfPdf(pdf)).replace(/\s+/g, ' ')
  expect(await text(await pdfs.make('letter', tall, on))).toMatch(/1 \/ 2.*2 \/ 2/)
  const batch = await pdfs.make('letter', { title: 'Courrier', letters: [aMessage(), tall, aMessage()] }, on, { letters: 3 })
  expect((await PDFDocument.load(batch)).getPageCount()).toBe(4)
  expect(await text(batch)).toMatch(/1 \/ 2.*2 \/ 2/)
  expect(await text(await pdfs.make('letter', aMessage(), on))).not.toMatch(/1 \/ 1/)
})

test('a letter is PDF/A-2b and carries its fonts', async () => {
  const raw = Buffer.from(await pdfs.make('letter', aMessage(), on)).toString('latin1')
  expect(raw).toContain('<pdfaid:part>2</pdfaid:part>')
  expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
  const fonts = (await PDFDocument.load(Buffer.from(raw, 'latin1'))).context.enumerateIndirectObjects().map(([, object]) => String(object))
  const described = fonts.filter(object => object.includes('/FontDescriptor') && object.includes('/FontName'))
  expect(described.length).toBeGreaterThan(0)
  for (const font of described) expect(font).toMatch(/\/FontFile[23]?/)
})
