import { describe, expect, test } from 'vitest'
import { ber, berIndefinite, constructed, signed } from './samples/cms.ts'
import { cdar, cii, fattura, orderX, ubl } from './samples/invoices.ts'
import { invoicePdf } from './samples/pdf.ts'
import { faultOf, readInvoice, readStatuses } from './samples/registry.ts'

describe('PDF', () => {
  test.each(['factur-x.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml', 'UBL-Invoice-2.1.xml', 'rechnung 7.xml'])('with %s inside', name => {
    expect(readInvoice(invoicePdf({ name, xml: cii() }))).toMatchObject({ format: `PDF with ${name}`, number: 'C-2026-007' })
  })

  test('whatever syntax lies inside', () => {
    expect(readInvoice(invoicePdf({ name: 'invoice.xml', xml: ubl() }))).toMatchObject({
      format: 'PDF with invoice.xml',
      number: 'U-2026-001',
    })
    expect(readStatuses(invoicePdf({ name: 'status.xml', xml: cdar() }))).toMatchObject([{ meaning: 'disputed' }])
  })

  test('with its structure in a compressed object stream', () => {
    expect(readInvoice(invoicePdf({ name: 'factur-x.xml', xml: cii(), compressed: true })).number).toBe('C-2026-007')
  })

  test('the known name wins over other attachments, and the later revision over the earlier', () => {
    expect(readInvoice(invoicePdf({ name: 'factur-x.xml', xml: cii(), others: 1_000 })).number).toBe('C-2026-007')
    const first = invoicePdf({ name: 'factur-x.xml', xml: cii() })
    const second = invoicePdf({ name: 'factur-x.xml', xml: cii().replaceAll('C-2026-007', 'C-2026-008') })
    expect(readInvoice(Buffer.concat([first, second])).number).toBe('C-2026-008')
  })

  test('an attachment that is XML but no invoice does not hide the invoice', () => {
    const other = Buffer.from(
      '9 0 obj\n<< /F (delivery.xml) /AFRelationship /Data /EF << /F 10 0 R >> >>\nendobj\n10 0 obj\n<< /Length 11 >>\nstream\n<Delivery/>\nendstream\nendobj\n',
    )
    const both = Buffer.from(
      Buffer.concat([invoicePdf({ name: 'rechnung.xml', xml: cii() }), other])
        .toString('latin1')
        .replace('(rechnung.xml) 3 0 R]', '(delivery.xml) 9 0 R (rechnung.xml) 3 0 R]'),
      'latin1',
    )
    expect(readInvoice(both)).toMatchObject({ format: 'PDF with rechnung.xml', number: 'C-2026-007' })
  })

  test('an attachment without structure around it is still found', () => {
    const orphan = invoicePdf({ name: 'factur-x.xml', xml: cii() }).toString('latin1').replace('/Type /Catalog', '/Type /Katalog')
    expect(readInvoice(Buffer.from(orphan, 'latin1')).number).toBe('C-2026-007')
  })

  test('a picture of an invoice, an order, an encrypted and a cut-off file are refused by name', () => {
    expect(faultOf(invoicePdf({ name: 'notes.txt', xml: 'hello' }))).toMatchObject({ code: 'pdf-without-invoice' })
    expect(faultOf(invoicePdf({ name: 'order-x.xml', xml: orderX() }))).toMatchObject({
      code: 'order-not-invoice',
      file: 'sample (order-x.xml)',
    })
    expect(faultOf(invoicePdf({ name: 'factur-x.xml', xml: cii(), trailer: '/Encrypt 9 0 R' }))).toMatchObject({ code: 'pdf-encrypted' })
    const whole = invoicePdf({ name: 'factur-x.xml', xml: cii() })
    expect(faultOf(whole.subarray(0, 200))).toMatchObject({ code: 'pdf-without-invoice' })
    const inside = whole.indexOf('stream\n') + 300
    expect(faultOf(whole.subarray(0, inside))).toMatchObject({ code: 'xml-malformed' })
  })
})

describe('.p7m', () => {
  test('DER, BER of indefinite length in pieces, base64, PEM, signed twice', () => {
    const xml = Buffer.from(fattura())
    const forms = [
      signed(xml),
      signed(xml, { indefinite: true, pieces: 1_000 }),
      Buffer.from(signed(xml).toString('base64')),
      Buffer.from(`-----BEGIN PKCS7-----\n${signed(xml).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PKCS7-----\n`),
      signed(signed(xml)),
    ]
    for (const form of forms) expect(readInvoice(form)).toMatchObject({ format: 'FatturaPA', number: 'F-2' })
  })

  test('cut off, empty, or nested without end', () => {
    const whole = signed(Buffer.from(fattura()))
    expect(faultOf(whole.subarray(0, 500))).toMatchObject({ code: 'signature-damaged' })
    expect(faultOf(signed(Buffer.alloc(0)))).toMatchObject({ code: 'format-unknown' })
    let deep: Buffer = Buffer.from(fattura())
    for (let level = 0; level < 10; level++) deep = signed(deep)
    expect(faultOf(deep)).toMatchObject({ code: 'nested-too-deep' })
    let pieces = ber(0x04, Buffer.from('x'))
    for (let level = 0; level < 100; level++) pieces = constructed(0x24, pieces)
    expect(faultOf(signed(pieces, { raw: true }))).toMatchObject({ code: 'signature-damaged' })
    expect(berIndefinite(0x24, pieces).length).toBe(pieces.length + 4)
  })
})

test('a Peppol envelope', () => {
  const envelope = `<?xml version="1.0"?><sh:StandardBusinessDocument xmlns:sh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"><sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion></sh:StandardBusinessDocumentHeader>${ubl().replace(/^<\?xml.*?\?>/, '')}</sh:StandardBusinessDocument>`
  expect(readInvoice(envelope)).toMatchObject({ format: 'UBL-Invoice', number: 'U-2026-001' })
  expect(faultOf(envelope.replace(/<Invoice [\s\S]*<\/Invoice>/, ''))).toMatchObject({ code: 'envelope-empty' })
})
