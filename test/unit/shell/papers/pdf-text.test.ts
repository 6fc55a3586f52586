import { deflateSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { readCMap } from '../../../../src/shell/papers/pdf-cmap.ts'
import { contentText } from '../../../../src/shell/papers/pdf-content.ts'
import { textOfPdf } from '../../../../src/shell/papers/pdf-text.ts'
import { pdfMaker } from '../../../../src/shell/pdf/typst.ts'
import { aMessage } from '../../../support/message.ts'

const pdfs = pdfMaker()
afterAll(() => pdfs.close())

test('the words of a letter as Dunwell makes it: accents, and Japanese', async () => {
  const french = await textOfPdf(await pdfs.make('letter', aMessage(), day('2026-09-01')))
  for (const part of ['Atelier Mérival', 'Plaque de façade', 'F-2026-0122', '8 rue des Tanneurs']) expect(french).toContain(part)
  const japanese = aMessage({ language: 'ja', opening: ['請求書の差額についてご説明いたします。'] })
  expect((await textOfPdf(await pdfs.make('letter', japanese, day('2026-09-01')))).replace(/\s/g, '')).toContain(
    '請求書の差額についてご説明いたします',
  )
})

test('the words of a PDF with a plain font, over several pages', async () => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const text of ['Order 4471 for birch pallets', 'Délivré à Nantes (quai 2)']) pdf.addPage().drawText(text, { font, size: 12 })
  const text = await textOfPdf(await pdf.save())
  expect(text).toContain('Order 4471 for birch pallets')
  expect(text).toContain('Délivré à Nantes (quai 2)')
})

test.each([
  ['nothing at all', ''],
  ['no PDF', 'just words'],
  ['a PDF that ends at once', '%PDF-1.7\n'],
])('%s gives no words and no error', async (_what, text) => {
  expect(await textOfPdf(Buffer.from(text))).toBe('')
})

test('a stream that unpacks without end is cut, not followed', async () => {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage()
  const bomb = deflateSync(Buffer.alloc(200_000_000, 'q '))
  const stream = pdf.context.stream(bomb, { Filter: 'FlateDecode', Length: bomb.length })
  page.node.set(page.node.context.obj('Contents') as never, pdf.context.register(stream))
  const before = process.memoryUsage().arrayBuffers
  await textOfPdf(await pdf.save())
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150_000_000)
})

test('the map of a font: single codes, ranges, lists', () => {
  const map = readCMap(`1 begincodespacerange <0000> <FFFF> endcodespacerange
    2 beginbfchar <0003> <0020> <0011> <D83DDE00> endbfchar
    2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<00E9> <00660069>] endbfrange`)
  expect(map.bytesPerCode).toBe(2)
  expect([3, 0x11, 0x24, 0x25, 0x26, 0x30, 0x31].map(c => map.byCode.get(c))).toEqual([' ', '😀', 'A', 'B', 'C', 'é', 'fi'])
})

test('escapes, hexadecimal strings and gaps that are spaces', () => {
  const fonts = new Map([['F1', { letters: undefined, isWide: false }]])
  const { text, forms } = contentText('BT /F1 9 Tf (a\\(b\\)\\101) Tj [(c) -300 (d) -20 (e)] TJ <66> Tj ET /Fm0 Do', fonts)
  expect(text.trim()).toBe('a(b)Ac def')
  expect(forms).toEqual(['Fm0'])
})
