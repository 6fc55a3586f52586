import { describe, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import type { Importer } from '../../src/core/facts/importer.ts'
import { Refusal } from '../../src/core/fault.ts'
import type { Entry } from '../../src/core/match/statement.ts'
import type { StatementImporter } from '../../src/packs/statement-text/importer.ts'
import { documentJson, documentText, invoiceJson } from '../../src/shell/inbound/print-document.ts'
import { limitsFromNow, loadRegistry, type Registry, readBytes } from '../../src/shell/inbound/registry.ts'
import { ubl, zugferd1 } from './samples/invoices.ts'
import { readInvoice } from './samples/registry.ts'

const startsWith = (text: string) => (bytes: Uint8Array) => Buffer.from(bytes).toString().startsWith(text)
const read = (registry: Registry, text: string) => readBytes(registry, Buffer.from(text), 'x', limitsFromNow())

const statement: StatementImporter = {
  name: 'bank',
  kind: 'statement',
  sniff: startsWith('BANK'),
  read: (bytes, file) => [{ format: 'bank', account: file, currency: 'EUR', opening: { amountMinor: BigInt(bytes.length) }, entries: [] }],
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
      { type: 'statement', document: { format: 'bank', account: 'x', currency: 'EUR', opening: { amountMinor: 6n }, entries: [] } },
    ])
    expect(read(registry, `BOX${ubl()}`)[0]).toMatchObject({ type: 'invoice' })
    expect(read({ ...registry, statements: [{ ...statement, sniff: () => true }] }, `BOX${ubl()}`)[0]?.type).toBe('invoice')
  })

  test('several statements in one file are several documents', () => {
    const many = {
      ...statement,
      read: () => [
        { format: 'a', entries: [] },
        { format: 'b', entries: [] },
      ],
    }
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
  const booked = (given: Partial<Entry>): Entry => ({ ordinal: 1, day: day('2026-03-09'), amountMinor: 1n, text: '', raw: '', ...given })

  test('a statement: account, balances and lines; amounts are decimal text, what is not stated is null', () => {
    const entries = [
      booked({ amountMinor: -5n, text: 'fee', valueDay: day('2026-03-08'), line: 7 }),
      booked({ ordinal: 2, amountMinor: 12_345n, counterparty: 'Ada' }),
    ]
    const document = {
      format: 'x',
      account: 'A',
      currency: 'EUR',
      opening: { amountMinor: 1n },
      closing: { amountMinor: 12_340n },
      entries,
    }
    const result = { type: 'statement', document } as const
    expect(documentJson('f', result)).toEqual({
      ...{ file: 'f', kind: 'statement', format: 'x', account: 'A', currency: 'EUR', opening: '0.01', closing: '123.40', gap: '0.01' },
      entries: [
        { date: '2026-03-09', valueDate: '2026-03-08', amount: '-0.05', text: 'fee', reference: null, counterparty: null, line: 7 },
        { date: '2026-03-09', amount: '123.45', text: '', reference: null, counterparty: 'Ada' },
      ],
    })
    expect(documentText('f', result)).toContain('differ from the lines by 0.01')
    expect(documentText('f', result)).toContain('2026-03-09          123.45  Ada')
    const bare = { type: 'statement', document: { format: 'x', entries: [] } } as const
    expect(documentJson('f', bare)).toEqual({
      ...{ file: 'f', kind: 'statement', format: 'x', account: null, currency: null, opening: null, closing: null, entries: [] },
    })
  })

  test('the parts of a batch stand within the line that the bank booked', () => {
    const entries = [
      booked({ amountMinor: 100n, text: 'a', batch: 3 }),
      booked({ ordinal: 2, amountMinor: 250n, text: 'b', batch: 3 }),
      booked({ ordinal: 3, amountMinor: 7n }),
    ]
    const json = documentJson('f', { type: 'statement', document: { format: 'x', currency: 'JPY', entries } })
    expect(json).toMatchObject({
      entries: [
        {
          amount: '350',
          text: '',
          parts: [
            { amount: '100', text: 'a' },
            { amount: '250', text: 'b' },
          ],
        },
        { amount: '7' },
      ],
    })
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
