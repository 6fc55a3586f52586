import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '../../../src/core/fault.ts'
import { readReceivables, receivablesFrom } from '../../../src/shell/forecast/receivables-csv.ts'

const read = (text: string, settled = true) => receivablesFrom(text, 'list.csv', { settled })
const faultsOf = (text: string) => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Refusal) return error.faults
    throw error
  }
  throw new Error('nothing was refused')
}

test.each([
  ['comma', 'customer,invoice_date,due_date,settled_date,amount\nAcme,2026-01-02,2026-02-01,2026-02-03,10.5\n'],
  ['semicolon', 'Client;Issue date;Due;Paid on;Amount\r\nAcme;02.01.2026;01.02.2026;03.02.2026;10.5\r\n'],
  ['tab, other order', 'due_in_date\tcust_number\tclear_date\tinvoice_date\ttotal\n20260201\tAcme\t20260203\t20260102\t10.5'],
  [
    'byte order mark and quotes',
    '\uFEFF"Customer","Invoice Date","Due-Date","Payment Date","Amount"\n"Acme","2026/01/02","2026-02-01T00:00:00","2026-02-03","10.5"\n',
  ],
])('%s: the same invoice', (_, text) => {
  expect(read(text)).toEqual([{ customer: 'Acme', issued: '2026-01-02', due: '2026-02-01', settled: '2026-02-03', amount: '10.5' }])
})

test('open invoices have no settled day, an empty amount is none, empty lines are skipped', () => {
  const text = 'customer,invoice_date,due_date,settled_date,amount,number\n\nAcme,2026-01-02,2026-02-01,,,7\n\n'
  expect(read(text)).toEqual([{ customer: 'Acme', issued: '2026-01-02', due: '2026-02-01', id: { heading: 'number', text: '7' } }])
})

test('lines are counted as an editor counts, also after a cell of two lines', () => {
  const text = 'customer,invoice_date,due_date,settled_date\n"Acme\nBranch",2026-01-02,2026-02-01,\nBolt,2026-01-02,soon,\n'
  expect(faultsOf(text)).toMatchObject([{ code: 'day-unreadable', file: 'list.csv', line: 4, field: 'due_date' }])
})

test('several faults of one row are all told, with what to do', () => {
  const faults = faultsOf('customer,invoice_date,due_date,settled_date,amount\n,2026-13-02,2026-02-01,x,1e3\n')
  expect(faults.map(f => f.field)).toEqual(['customer', 'amount', 'settled_date', 'invoice_date'])
  expect(faults.every(f => f.mend && f.line === 2)).toBe(true)
})

test.each(['31.02.2026', '1.2.2026', '02/01/2026', '2026-1-2', 'yesterday', '2026-02-01T10:00:00'])('"%s" is not a day', text => {
  expect(faultsOf(`customer,invoice_date,due_date,settled_date\nA,${text},2026-02-01,\n`)[0]).toMatchObject({
    code: 'day-unreadable',
    field: 'invoice_date',
  })
})

test('missing columns are named together', () => {
  expect(faultsOf('who,when\nA,B\n').map(f => f.field)).toEqual(['customer', 'invoice_date', 'due_date', 'settled_date'])
})

test('two columns of one name, a row cut in the middle, an open quote and days of no time of ours are refused', () => {
  const head = 'customer,invoice_date,due_date,settled_date'
  expect(faultsOf(`customer,${head}\nA,B,2026-01-02,2026-02-01,\n`)).toMatchObject([{ code: 'column-twice', line: 1, field: 'customer' }])
  expect(faultsOf(`${head}\nA,2026-01-02,2026-02-01,\nB,2026`)).toMatchObject([{ code: 'csv-broken', line: 3 }])
  expect(faultsOf(`${head}\n"A,2026-01-02,2026-02-01,\n`)[0]?.message).toBe('A quotation mark is opened and never closed.')
  expect(read(`${head}\nA,2026-01-02,2026-02-01,9999-12-31\n`)[0]?.settled).toBe('9999-12-31') // not settled by then, for all we know
  expect(() => read(`${head}\nA,2026-01-02,9999-12-31,\n`, false)).toThrow('line 2, field "due_date": "9999-12-31" is not a day')
})

test('a line or headings beyond all measure are refused at once, and are not repeated', () => {
  for (const text of [
    'x'.repeat(50_000_000),
    `customer,invoice_date,due_date,settled_date\n${'x'.repeat(50_000_000)},2026-01-02,2026-02-01,\n`,
  ]) {
    const [fault] = faultsOf(text)
    expect(fault).toMatchObject({ code: 'line-too-long', file: 'list.csv' })
    expect(fault?.message.length).toBeLessThan(200)
  }
  expect(faultsOf(`${'x'.repeat(19_000)}\n1\n`)[0]?.message.length).toBeLessThan(400)
})

test.each([
  ['UTF-16', Buffer.from('\ufeffcustomer,invoice_date,due_date\nMüller,2026-01-02,2026-02-01\n', 'utf16le')],
  ['an old code page', Buffer.from('customer,invoice_date,due_date\nMüller,2026-01-02,2026-02-01\n', 'latin1')],
])('a file in %s keeps its letters', async (_, bytes) => {
  const path = join(mkdtempSync(join(tmpdir(), 'receivables-')), 'open.csv')
  writeFileSync(path, bytes)
  expect(await readReceivables(path, { settled: false })).toMatchObject([{ customer: 'Müller' }])
})
