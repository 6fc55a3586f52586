import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importFolder } from '../../src/shell/packs/modules.ts'
import { dunwell as command, type Said } from '../support/cli.ts'
import { cdar, cii, fattura, ubl } from './samples/invoices.ts'
import { invoicePdf } from './samples/pdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-read-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const dunwell = (...args: string[]): Promise<Said> => command('read', ...args)

const jsonLines = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('one JSON line a document, whatever the file is called', async () => {
  const [a, b, c, d] = [
    file('a.txt', ubl()),
    file('b.dat', invoicePdf({ name: 'factur-x.xml', xml: cii() })),
    file('c.pdf', cdar()),
    file(
      'd.xml',
      fattura([
        ['F-1', 'TD01'],
        ['F-2', 'TD04'],
      ]),
    ),
  ]
  const { code, out, err } = await dunwell('--json', a, b, c, d)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const lines = jsonLines(out)
  expect(lines[0]).toEqual({
    file: a,
    format: 'UBL-Invoice',
    kind: 'invoice',
    number: 'U-2026-001',
    issueDate: '2026-03-02',
    dueDate: '2026-04-01',
    currency: 'EUR',
    total: '240.00',
    payable: '240.00',
    seller: 'Nordlicht Werkstatt GmbH',
    buyer: 'Atelier du Rhône SARL',
    iban: 'DE89370400440532013000',
    reference: 'RF18539007547034',
    lines: 2,
  })
  expect(lines[1]).toMatchObject({ file: b, format: 'PDF with factur-x.xml', total: '240.00', payable: '220.00' })
  expect(lines[2]).toMatchObject({
    file: c,
    kind: 'status',
    status: 'disputed',
    invoice: 'F-77',
    amounts: [{ type: 'MEN', currency: 'EUR', amount: '500.00' }],
  })
  expect(lines.slice(3)).toMatchObject([
    {
      file: d,
      number: 'F-1',
      kind: 'invoice',
      dueDates: [
        { dueDate: '2026-04-02', amount: '61.00' },
        { dueDate: '2026-05-02', amount: '61.00' },
      ],
    },
    { file: d, number: 'F-2', kind: 'credit-note' },
  ])
})

test('a bad file is reported, the others are still read, exit code 1', async () => {
  const [bad, good] = [file('bad.xml', ubl().replace('</Invoice>', '')), file('good.xml', ubl())]
  const { code, out } = await dunwell('--json', bad, join(folder, 'missing.xml'), folder, good)
  expect(code).toBe(1)
  expect(jsonLines(out)).toMatchObject([
    { file: bad, error: { code: 'xml-malformed', line: 33 } },
    { error: { code: 'file-unreadable', message: 'There is no such file.' } },
    { file: folder, error: { code: 'file-unreadable', message: 'This is not a file.' } },
    { file: good, number: 'U-2026-001' },
  ])
})

test('--check says what to mend, per invoice and over the list', async () => {
  const [a, b] = [file('one.xml', ubl()), file('two.xml', ubl().replace('DE89370400440532013000', 'DE88370400440532013000'))]
  const { code, out } = await dunwell('--json', '--check', a, b, file('status.xml', cdar()))
  expect(code).toBe(0)
  const [one, two, status] = jsonLines(out) as [
    { findings: { code: string; mend: string }[] },
    { findings: { code: string; mend: string }[] },
    object,
  ]
  expect(one.findings).toEqual([])
  expect(two.findings.map(f => f.code)).toEqual(['account-changed', 'iban-wrong', 'number-twice'])
  expect(two.findings.every(f => f.mend.length > 10)).toBe(true)
  expect(status).not.toHaveProperty('findings')
  expect((await dunwell('--check', b)).out).toContain('  - field "iban": The account DE88370400440532013000 is no valid IBAN. Compare it')
})

test('in words', async () => {
  const { code, out, err } = await dunwell(file('w.xml', ubl()), file('s.xml', cdar()), file('e.xml', ''))
  expect(code).toBe(1)
  expect(out).toContain(
    'w.xml: invoice U-2026-001, Nordlicht Werkstatt GmbH to Atelier du Rhône SARL, 240.00 EUR, due 2026-04-01 [UBL-Invoice]',
  )
  expect(out).toContain('s.xml: invoice F-77: disputed (207)')
  expect(err).toContain('e.xml: The file is empty.')
})

test('every importer holds the contract of its folder', async () => {
  const modules = await importFolder<Record<string, unknown>>('packs/importers')
  expect(modules.size).toBeGreaterThan(10)
  for (const [name, module] of modules)
    expect(module).toMatchObject({
      importer: {
        name,
        kind: expect.stringMatching(/^(invoice|status|container)$/),
        sniff: expect.any(Function),
        read: expect.any(Function),
      },
    })
})

test('no two importers take the same sample', async () => {
  const modules = await importFolder<{ importer: { sniff: (bytes: Uint8Array) => boolean; name: string } }>('packs/importers')
  for (const sample of [ubl(), cii(), cdar(), fattura(), invoicePdf({ name: 'x.xml', xml: '' }), 'plain text'].map(content =>
    Buffer.from(content),
  ))
    expect([...modules.values()].filter(m => m.importer.sniff(sample)).length).toBeLessThanOrEqual(1)
})
