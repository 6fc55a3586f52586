import { describe, expect, test } from 'vitest'
import { claimOf } from '../../src/core/facts/invoice-document.ts'
import { preflight } from '../../src/core/facts/preflight.ts'
import { toDecimal } from '../../src/core/money/money.ts'
import { splitFiles } from '../../src/shell/imports/e-invoices.ts'
import { zip } from '../support/archive.ts'
import { cii, fatturaSimplified, ubl } from './samples/invoices.ts'
import { faultOfGiven, readGivenBytes, readInvoice } from './samples/registry.ts'

const pack = (...files: readonly (readonly [name: string, content: string | Uint8Array])[]): Buffer =>
  Buffer.from(zip(files.map(([name, content]) => ({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content }))))

describe('an archive', () => {
  test('gives every invoice in it; what a system put beside them is passed over', async () => {
    const archive = pack(['a.xml', ubl()], ['march/b.xml', cii()], ['__MACOSX/._a.xml', 'x'], ['march/', ''], ['.DS_Store', 'x'])
    expect((await readGivenBytes(archive)).map(r => r.type === 'invoice' && r.document.number)).toEqual(['U-2026-001', 'C-2026-007'])
    const { documents, rest } = await splitFiles([{ name: 'march.zip', bytes: archive }])
    expect(documents.map(d => d.file.name)).toEqual(['march.zip/a.xml', 'march.zip/b.xml'])
    expect(rest).toEqual([])
  })

  test('a list or a copy in it goes with the lists', async () => {
    const { documents, rest } = await splitFiles([{ name: 'z.zip', bytes: pack(['a.xml', ubl()], ['list.csv', 'number,total\nF-1,10']) }])
    expect([documents.length, rest.map(f => f.name)]).toEqual([1, ['z.zip/list.csv']])
  })

  test('a spreadsheet is no archive of files', async () => {
    const sheet = pack(['[Content_Types].xml', '<Types/>'], ['xl/workbook.xml', '<workbook/>'])
    expect((await splitFiles([{ name: 'list.xlsx', bytes: sheet }])).rest.map(f => f.name)).toEqual(['list.xlsx'])
  })

  test('a broken invoice in it is named, and refuses all of it', async () => {
    const archive = pack(['a.xml', ubl()], ['bad.xml', ubl().replace('</Invoice>', '')])
    await expect(splitFiles([{ name: 'm.zip', bytes: archive }])).rejects.toMatchObject({
      faults: [{ code: 'xml-malformed', file: 'm.zip/bad.xml' }],
    })
  })
})

describe('a hostile archive', () => {
  test('that would unpack beyond measure, by one file or by many, is refused before it is unpacked', async () => {
    const bomb = pack(['a.xml', Buffer.alloc(70 * 1024 * 1024)])
    const many = pack(...Array.from({ length: 5_001 }, (_, at) => [`${at}.xml`, 'x'] as const))
    const start = performance.now()
    expect(await faultOfGiven(bomb)).toMatchObject({ code: 'archive-broken', message: expect.stringContaining('more than it may') })
    expect(await faultOfGiven(many)).toMatchObject({ code: 'archive-broken', message: expect.stringContaining('5000') })
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  test('that understates a size, overlaps its files or lies about them gives nothing', async () => {
    const archive = pack(['a.xml', ubl()])
    const central = archive.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    const lying = (offset: number, write: (b: Buffer, at: number) => void): Buffer => {
      const copy = Buffer.from(archive)
      write(copy, central + offset)
      return copy
    }
    expect(await faultOfGiven(lying(24, (b, at) => b.writeUInt32LE(10, at)))).toMatchObject({
      message: expect.stringContaining('cannot be unpacked'),
    })
    expect(await faultOfGiven(lying(16, (b, at) => b.writeUInt32LE(1, at)))).toMatchObject({
      message: expect.stringContaining('changed or damaged'),
    })
    expect(await faultOfGiven(lying(8, (b, at) => b.writeUInt16LE(1, at)))).toMatchObject({ message: expect.stringContaining('password') })
    expect(await faultOfGiven(lying(42, (b, at) => b.writeUInt32LE(0xfffffff0, at)))).toMatchObject({ code: 'archive-broken' })
    expect(await faultOfGiven(lying(10, (b, at) => b.writeUInt16LE(99, at)))).toMatchObject({
      message: expect.stringContaining('not read'),
    })
  })

  test('cut off, empty, or with another inside', async () => {
    const archive = pack(['a.xml', ubl()])
    expect(await faultOfGiven(archive.subarray(0, archive.length - 30))).toMatchObject({ code: 'archive-broken' })
    expect(await faultOfGiven(pack(['.hidden', 'x']))).toMatchObject({ code: 'archive-empty' })
    expect(await faultOfGiven(pack(['inner.zip', archive]))).toMatchObject({ code: 'archive-nested', file: 'sample/inner.zip' })
  })
})

describe('the Italian simplified invoice', () => {
  test('reads with its parties, its lines with tax and the invoice it corrects', () => {
    const invoice = readInvoice(fatturaSimplified())
    expect(invoice).toMatchObject({
      format: 'FatturaPA-Simplified',
      profile: 'FSM10',
      kind: 'invoice',
      number: 'S-4',
      issueDate: '2026-03-02',
      dueDate: null,
      currency: 'EUR',
      total: null,
      seller: { name: 'Studio Aurora S.r.l.', vatId: 'IT00743110157', addressLines: ['Via Lunga 5', '20100 Milano MI'], country: 'IT' },
      buyer: { name: 'Mario Prova', companyId: 'RSSMRA80A01F205X' },
      preceding: [{ number: 'S-1', issueDate: '2026-02-01' }],
      lines: [
        { text: 'Pranzo', net: null, taxRate: '22.00' },
        { text: 'Mancia', taxCategory: 'N2.2' },
      ],
    })
    expect(readInvoice(fatturaSimplified({ type: 'TD08' })).kind).toBe('credit-note')
  })

  test('asks for the sum of its lines; where one cannot be read, for nothing', () => {
    const claim = claimOf(readInvoice(fatturaSimplified()))
    expect(claim && [claim.from, toDecimal(claim.amount)]).toEqual(['lines', '130.00'])
    expect(preflight(readInvoice(fatturaSimplified())).map(f => f.code)).not.toContain('total-missing')
    const broken = readInvoice(fatturaSimplified({ amount: 'many' }))
    expect(claimOf(broken)).toBeUndefined()
    const single = { ...broken, lines: broken.lines.slice(0, 1) }
    expect(claimOf(single)).toBeUndefined()
    expect(broken.warnings.map(w => w.code)).toEqual(['amount-unreadable'])
    expect(preflight(broken).map(f => f.code)).toContain('total-missing')
  })
})
