import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
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
  const print = await pdfs.make('letter', { title: 'Courrier du jour', letters: [aMessage(), long, aMessage({ window: 'left' })] }, on)
  const read = await PDFDocument.load(print)
  expect(read.getPageCount()).toBe(4)
  expect(read.getTitle()).toBe('Courrier du jour')
  const alone = await Promise.all([aMessage(), long].map(letter => pdfs.make('letter', letter, on)))
  expect(await Promise.all(alone.map(async pdf => (await PDFDocument.load(pdf)).getPageCount()))).toEqual([1, 2])
})
