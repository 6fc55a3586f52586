import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { InvoiceDocument } from '../../src/core/facts/invoice-document.ts'
import { type Fault, Refusal } from '../../src/core/fault.ts'
import { LIMITS, loadRegistry, readBytes } from '../../src/shell/inbound/registry.ts'
import { zip } from '../support/archive.ts'
import { signed } from './samples/cms.ts'
import { cii, fattura, ubl } from './samples/invoices.ts'
import { invoicePdf } from './samples/pdf.ts'
import { faultOf, faultOfGiven, readInvoice } from './samples/registry.ts'

/** What a piece of work costs: milliseconds, and megabytes the process grew by. */
function cost(work: () => void): { ms: number; mb: number } {
  const [memory, start] = [process.memoryUsage.rss(), performance.now()]
  work()
  return { ms: performance.now() - start, mb: (process.memoryUsage.rss() - memory) / 1e6 }
}

async function costOfGiven(file: Uint8Array, fault: Partial<Fault>): Promise<{ ms: number; mb: number }> {
  const [memory, start] = [process.memoryUsage.rss(), performance.now()]
  expect(await faultOfGiven(file)).toMatchObject(fault)
  return { ms: performance.now() - start, mb: (process.memoryUsage.rss() - memory) / 1e6 }
}

const withDoctype = (doctype: string, note: string): string => ubl({ note }).replace('?>\n', `?>\n${doctype}\n`)

describe('entities', () => {
  test('a billion laughs are refused before the first', () => {
    const levels = Array.from({ length: 30 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
    const bomb = withDoctype(`<!DOCTYPE Invoice [<!ENTITY l0 "ha">${levels}]>`, '&l30;')
    const { ms, mb } = cost(() => expect(faultOf(bomb)).toMatchObject({ code: 'xml-entities' }))
    expect(ms).toBeLessThan(1_000)
    expect(mb).toBeLessThan(50)
  })

  test('one whose entities would be a gigabyte, wherever it stands: as XML, in a PDF, signed, in an archive', async () => {
    const bomb = withDoctype(`<!DOCTYPE Invoice [<!ENTITY m "${'x'.repeat(1_000)}">]>`, '&m;'.repeat(1_000_000)) // a thousand letters, said a million times
    const wrapped = [
      Buffer.from(bomb),
      invoicePdf({ name: 'factur-x.xml', xml: bomb, compressed: true }),
      signed(Buffer.from(bomb)),
      zip([{ name: 'a.xml', bytes: Buffer.from(bomb) }]),
    ]
    for (const file of wrapped) {
      const { ms, mb } = await costOfGiven(file, { code: 'xml-entities' })
      expect(ms).toBeLessThan(2_000)
      expect(mb).toBeLessThan(150)
    }
  })

  test('an external entity is neither fetched nor passed over in silence', () => {
    expect(faultOf(withDoctype('<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/hostname">]>', '&x;'))).toMatchObject({
      code: 'xml-entities',
    })
    expect(faultOf(withDoctype('<!DOCTYPE Invoice SYSTEM "http://127.0.0.1:1/x.dtd">', '&x;'))).toMatchObject({
      code: 'xml-entities',
      line: 9,
    })
  })

  test('a document type without entities of its own does no harm', () => {
    expect(readInvoice(withDoctype('<!DOCTYPE Invoice>', 'fine &amp; good')).notes).toEqual(['fine & good'])
  })
})

describe('size', () => {
  test('nesting without end', () => {
    const deep = ubl({ extra: `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` })
    expect(cost(() => expect(faultOf(deep)).toMatchObject({ code: 'xml-too-deep' })).ms).toBeLessThan(1_000)
  })

  test('more elements than a file may have', () => {
    const { ms } = cost(() =>
      expect(faultOf(ubl({ extra: '<a/>'.repeat(LIMITS.nodes_max) }))).toMatchObject({ code: 'xml-too-many-elements' }),
    )
    expect(ms).toBeLessThan(10_000)
  })

  test('more attributes on one element than a file may have', () => {
    const attributes = Array.from({ length: 50_000 }, (_, at) => `a${at}="1"`).join(' ')
    expect(cost(() => readInvoice(ubl({ extra: `<a ${attributes}/>` }))).ms).toBeLessThan(10_000)
  })

  test('a file beyond the limit is refused before it is decoded', () => {
    const large = Buffer.alloc(LIMITS.bytes_max + 1, ' ')
    large.write(ubl())
    expect(cost(() => expect(faultOf(large)).toMatchObject({ code: 'file-too-large' })).ms).toBeLessThan(1_000)
  })

  test('time runs out', async () => {
    const registry = await loadRegistry()
    let asked = 0
    const limits = { ...LIMITS, expired: () => ++asked > 1 }
    const read = () => readBytes(registry, Buffer.from(ubl({ lines: 2_000 })), 'slow.xml', limits)
    expect(read).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ code: 'file-too-slow', file: 'slow.xml' })] }))
  })
})

describe('PDF', () => {
  test('a zip bomb as attachment or as object stream', () => {
    const bomb = deflateSync(Buffer.alloc(LIMITS.unpacked_max + 1))
    const attachment = Buffer.from(
      invoicePdf({ name: 'factur-x.xml', xml: 'x' })
        .toString('latin1')
        .replace(/(EmbeddedFile.*?\/Length )\d+( >>\nstream\n)[\s\S]*?\nendstream/, `$1${bomb.length}$2BOMB\nendstream`),
      'latin1',
    )
    const at = attachment.indexOf('BOMB')
    const armed = Buffer.concat([attachment.subarray(0, at), bomb, attachment.subarray(at + 4)])
    const { ms, mb } = cost(() => expect(faultOf(armed)).toMatchObject({ code: 'unpacks-too-large' }))
    expect(ms).toBeLessThan(5_000)
    expect(mb).toBeLessThan(400)
    const head = Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 9 /First 9 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`)
    expect(faultOf(Buffer.concat([head, bomb, Buffer.from('\nendstream\nendobj\n')]))).toMatchObject({ code: 'unpacks-too-large' })
  })

  test('bombs inside bombs, and many small ones, share one allowance', () => {
    const twice = deflateSync(deflateSync(Buffer.alloc(100_000_000)))
    const object = (at: number) =>
      Buffer.concat([
        Buffer.from(`${at} 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length ${twice.length} >>\nstream\n`),
        twice,
        Buffer.from('\nendstream\nendobj\n'),
      ])
    const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), ...Array.from({ length: 50 }, (_, at) => object(at + 1))])
    expect(cost(() => expect(faultOf(file)).toMatchObject({ code: 'unpacks-too-large' })).ms).toBeLessThan(5_000)
  })

  test('a thousand attachments that all claim to be the invoice', () => {
    const names = Array.from(
      { length: 1_000 },
      (_, at) => `(f${at}.xml) << /Type /Filespec /UF (f${at}.xml) /AFRelationship /Data /EF << /F 4 0 R >> >>`,
    ).join(' ')
    const noise = deflateSync(Buffer.alloc(1_000_000, 'not xml '))
    const file = Buffer.concat([
      Buffer.from(
        `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles << /Names [${names}] >> >> >>\nendobj\n4 0 obj\n<< /Filter /FlateDecode /Length ${noise.length} >>\nstream\n`,
      ),
      noise,
      Buffer.from('\nendstream\nendobj\n'),
    ])
    expect(cost(() => expect(faultOf(file)).toMatchObject({ code: 'pdf-without-invoice' })).ms).toBeLessThan(2_000)
  })

  test('a name tree that is its own child, references in a circle, arrays without end', () => {
    const circle =
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>\nendobj\n2 0 obj\n<< /Kids [2 0 R 3 0 R] >>\nendobj\n3 0 obj\n3 0 R\nendobj\n'
    expect(faultOf(circle)).toMatchObject({ code: 'pdf-without-invoice' })
    expect(
      cost(() => expect(faultOf(`%PDF-1.7\n1 0 obj\n${'['.repeat(1_000_000)}`)).toMatchObject({ code: 'pdf-without-invoice' })).ms,
    ).toBeLessThan(2_000)
    expect(
      cost(() => expect(faultOf(`%PDF-1.7\n${'1 0 obj '.repeat(200_000)}`)).toMatchObject({ code: 'pdf-without-invoice' })).ms,
    ).toBeLessThan(5_000)
    expect(
      cost(() => expect(faultOf(`%PDF-1.7\n1 0 obj ${'('.repeat(3_000_000)}`)).toMatchObject({ code: 'pdf-too-many-objects' })).ms,
    ).toBeLessThan(5_000)
    expect(
      cost(() =>
        expect(faultOf(`%PDF-1.7\n${'1 0 obj << /A ('.repeat(20_000)}`)).toMatchObject({
          code: expect.stringMatching(/^(pdf-without-invoice|pdf-too-many-objects|file-too-slow)$/),
        }),
      ).ms,
    ).toBeLessThan(15_000)
  })
})

describe('long plain runs, which the tokenizer is spared', () => {
  const base64 = Buffer.alloc(3_000, 'attached file ').toString('base64')
  const wrapped = base64.replace(/.{76}/g, '$&\n')
  const attached = (content: string, behind = '') =>
    ubl().replace(
      '<cac:AccountingSupplierParty>',
      `<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">${content}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>${behind}<cac:AccountingSupplierParty>`,
    )

  const mine = ({ attachments }: InvoiceDocument) => attachments.find(a => a.name === 'a.pdf')?.base64

  test.each([
    ['in one line', base64],
    ['in many lines', wrapped],
    ['in many lines of another system', wrapped.replaceAll('\n', '\r\n')],
  ])('an attachment %s is kept whole, and what follows as well', (_how, content) => {
    const invoice = readInvoice(attached(content))
    expect(Buffer.from(mine(invoice) ?? '', 'base64').length).toBe(3_000)
    const plain = readInvoice(ubl())
    expect({ ...invoice, attachments: [], raw: '' }).toEqual({ ...plain, attachments: [], raw: '' })
  })

  test('a fault behind one is told by its own line', () => {
    const broken = attached(wrapped, '<cbc:Broken>')
    const at = faultOf(broken)
    expect(at.code).toBe('xml-malformed')
    expect(at.line).toBe(broken.split('\n').length)
    expect(faultOf(attached(wrapped, '&nope;'))).toMatchObject({
      code: 'xml-entities',
      line: attached(wrapped, '&nope;').split('&nope;')[0]?.split('\n').length,
    })
  })

  test('in a comment or a CDATA section it stays what it is', () => {
    expect(mine(readInvoice(attached(`<!-- > ${base64}<x -->${base64}`)))).toBe(base64)
    expect(mine(readInvoice(attached(`<![CDATA[>${base64}<]]>`)))).toBe(`>${base64}<`)
    expect(faultOf(`<a/>${base64}<b/>`).code).toMatch(/^(xml-malformed|format-unknown)$/)
  })
})

describe('encodings', () => {
  const declared = (label: string) => fattura().replace('encoding="UTF-8"', `encoding="${label}"`).replace('Consulenza', 'Caffè')
  const text = (bytes: Uint8Array) => readInvoice(bytes).notes[0]

  test('as the mark or the declaration says', () => {
    expect(text(Buffer.from(`\ufeff${declared('UTF-8')}`))).toBe('Caffè')
    expect(text(Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le'))).toBe('Caffè')
    expect(text(Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le').swap16())).toBe('Caffè')
    expect(text(Buffer.from(declared('UTF-16'), 'utf16le'))).toBe('Caffè')
    expect(text(Buffer.from(declared('ISO-8859-1'), 'latin1'))).toBe('Caffè')
    expect(text(Buffer.from(declared('windows-1252'), 'latin1'))).toBe('Caffè')
    expect(text(Buffer.from(declared('UTF-8_W/O_BOM')))).toBe('Caffè')
    expect(text(Buffer.from(declared('utf-16')))).toBe('Caffè')
    expect(text(Buffer.concat([Buffer.from(declared('UTF-8')), Buffer.alloc(300)]))).toBe('Caffè')
  })

  test('an untrue or unknown one is refused', () => {
    expect(faultOf(Buffer.from(declared('UTF-8'), 'latin1'))).toMatchObject({ code: 'encoding-wrong' })
    expect(faultOf(Buffer.from(declared('klingon-8')))).toMatchObject({ code: 'encoding-unknown' })
  })
})

test('truncated files: never a figure, always a refusal', () => {
  for (const sample of [ubl(), cii(), fattura()]) {
    const bytes = Buffer.from(sample)
    for (let length = 0; length < bytes.length - 30; length += 97)
      expect(faultOf(bytes.subarray(0, length)).code).toMatch(/^(xml-|format-unknown|file-empty|encoding-wrong)/)
  }
})

test('not an invoice at all', () => {
  expect(faultOf('')).toMatchObject({ code: 'file-empty' })
  expect(faultOf('hello')).toMatchObject({ code: 'format-unknown' })
  expect(faultOf('<html><body/></html>')).toMatchObject({ code: 'format-unknown', message: expect.stringContaining('<html>') })
  expect(faultOf('<html><body></html>')).toMatchObject({ code: 'xml-malformed', line: 1 })
  expect(faultOf('<Invoice xmlns="http://www.ebinterface.at/schema/6p0/"/>')).toMatchObject({ code: 'format-unknown' })
  expect(faultOf(ubl().replace('cbc:Note>Thank', 'cbx:Note>Thank'))).toBeInstanceOf(Object)
  expect(new Refusal([faultOf(ubl().replace('</Invoice>', ''))]).message).toMatch(
    /^sample, line \d+: The XML is broken: unclosed tag: Invoice/,
  )
})
