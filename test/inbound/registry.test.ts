import { describe, expect, test } from 'vitest'
import type { Importer } from '../../src/core/facts/importer.ts'
import { Refusal } from '../../src/core/fault.ts'
import { documentJson, documentText, invoiceJson } from '../../src/shell/inbound/print-document.ts'
import { limitsFromNow, loadRegistry, type Registry, readBytes, type StatementReader } from '../../src/shell/inbound/registry.ts'
import { ubl, zugferd1 } from './samples/invoices.ts'
import { readInvoice } from './samples/registry.ts'

const startsWith = (text: string) => (bytes: Uint8Array) => Buffer.from(bytes).toString().startsWith(text)
const read = (registry: Registry, text: string) => readBytes(registry, Buffer.from(text), 'x', limitsFromNow())

const statement: StatementReader = {
  name: 'bank',
  sniff: startsWith('BANK'),
  read: (bytes, file) => ({ format: 'bank', account: file, opening: { minor: BigInt(bytes.length), currency: 'EUR' }, entries: [] }),
}
const box: Importer = {
  name: 'box',
  kind: 'container',
  sniff: startsWith('BOX'),
  read: (bytes, context) => context.readInner(bytes.subarray(3), 'inside'),
}

describe('who reads a file', () => {
  test('importers are asked before statement readers, both by content', async () => {
    const { importers } = await loadRegistry()
    const registry: Registry = { importers: [...importers, box], statements: [statement] }
    expect(read(registry, ubl())[0]).toMatchObject({ type: 'invoice' })
    expect(read(registry, 'BANK 1')).toEqual([
      { type: 'statement', document: { format: 'bank', account: 'x', opening: { minor: 6n, currency: 'EUR' }, entries: [] } },
    ])
    expect(read(registry, `BOX${ubl()}`)[0]).toMatchObject({ type: 'invoice' })
    expect(read({ ...registry, statements: [{ ...statement, sniff: () => true }] }, `BOX${ubl()}`)[0]?.type).toBe('invoice')
  })

  test('several statements in one file are several documents', () => {
    const many = { ...statement, read: () => [{ format: 'a' }, { format: 'b' }] }
    expect(read({ importers: [], statements: [many] }, 'BANK')).toHaveLength(2)
  })

  test('the place inside a container is named in the fault', async () => {
    const { importers } = await loadRegistry()
    const registry: Registry = { importers: [...importers, box], statements: [] }
    expect(() => read(registry, 'BOXnothing')).toThrow('x (inside): The file is in no format that is read here.')
    expect(() => read(registry, 'BOX'.repeat(9))).toThrow(Refusal)
  })

  test('all readers of this build are found by folder', async () => {
    const { importers } = await loadRegistry()
    expect(importers.map(i => i.name)).toEqual(
      expect.arrayContaining([
        'ubl',
        'cii',
        'zugferd1',
        'ksef',
        'fatturapa',
        'pdf',
        'p7m',
        'envelope',
        'order',
        'cdar',
        'invoice-response',
        'reminder',
      ]),
    )
    expect(new Set(importers.map(i => i.name)).size).toBe(importers.length)
  })
})

describe('how it is printed', () => {
  test('a statement as its reader returns it, amounts as decimal text', () => {
    const result = {
      type: 'statement',
      document: { account: 'A', opening: { minor: -5n, currency: 'EUR' }, entries: [{ amount: { minor: 100n, currency: 'JPY' } }] },
    } as const
    expect(documentJson('f', result)).toEqual({ file: 'f', account: 'A', opening: '-0.05', entries: [{ amount: '100' }] })
    expect(documentText('f', result)).toBe('f: {"account":"A","opening":"-0.05","entries":[{"amount":"100"}]}')
  })

  test('what the file does not state is null in JSON and said in words', () => {
    const document = readInvoice(zugferd1().replace('<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>', ''))
    expect(invoiceJson('f', document)).toMatchObject({ dueDate: null, currency: null, total: '119.00', payable: null })
    expect(invoiceJson('f', document)).not.toHaveProperty('warnings')
    expect(documentText('f', { type: 'invoice', document })).toBe(
      'f: invoice Z-2015-3, Nordlicht Werkstatt GmbH to Backstube Ost, 119.00 (no currency stated), no due date stated [CII-ZF1]',
    )
    const bare = { ...document, total: null, seller: { ...document.seller, name: null } }
    expect(documentText('f', { type: 'invoice', document: bare })).toContain('? to Backstube Ost, no sum stated')
  })

  test('warnings carry code, place and what to mend, not the file’s name again', () => {
    const document = readInvoice(ubl().replace('2026-04-01', '2026-04-31'))
    expect(invoiceJson('f', document)).toMatchObject({
      dueDate: null,
      warnings: [
        { code: 'date-unreadable', message: '"2026-04-31" is not a day.', mend: 'Write it as 2026-02-28.', line: 6, field: 'DueDate' },
      ],
    })
    expect(JSON.stringify(invoiceJson('f', document).warnings)).not.toContain('sample')
  })
})
