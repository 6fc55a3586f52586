import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dunwell as command, type Said } from '../support/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-match-'))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const dunwell = (...args: string[]): Promise<Said> => command('match', ...args)

const objects = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map(l => JSON.parse(l) as Record<string, unknown>)

const INVOICES = file(
  'open.csv',
  'number,client,open,currency,due_date,reference,client_iban\nRE-2026-0012,Müller GmbH,100.00,EUR,2026-01-31,RF18 5390 0754 7034,\nRE-2026-0013,Müller GmbH,250.50,EUR,2026-02-28,,\nRE-2026-0014,Acme SARL,99.90,EUR,2026-02-28,,FR7630006000011234567890189\nJ-1001,北風,12000,JPY,2026-02-28,,\n',
)

test('one JSON line a bank line: status, invoices, amounts as decimals, reasons', async () => {
  const lines = file(
    'bank.csv',
    'date,amount,currency,text,counterparty,account,reference\n2026-02-01,100.00,EUR,,MUELLER,,RF18539007547034\n2026-02-02,250.50,EUR,Rechnung RE 2026 0013,Someone,,\n2026-02-03,99.90,EUR,hello,ACM,FR76 3000 6000 0112 3456 7890 189,\n2026-02-03,-5.00,EUR,fee,,,\n2026-02-03,12000,JPY,J-1001,,,\n2026-02-04,7.77,EUR,what,,,\n',
  )
  const { code, out } = await dunwell('--invoices', INVOICES, '--lines', lines, '--json')
  expect(code).toBe(0)
  expect(objects(out).map(o => [o.line, o.status, o.invoices, o.rest])).toEqual([
    ['1', 'applied', [{ number: 'RE-2026-0012', client: 'Müller GmbH', amount: '100.00' }], '0.00'],
    ['2', 'applied', [{ number: 'RE-2026-0013', client: 'Müller GmbH', amount: '250.50' }], '0.00'],
    ['3', 'applied', [{ number: 'RE-2026-0014', client: 'Acme SARL', amount: '99.90' }], '0.00'],
    ['4', 'none', [], '-5.00'],
    ['5', 'applied', [{ number: 'J-1001', client: '北風', amount: '12000' }], '0'],
    ['6', 'none', [], '7.77'],
  ])
  expect(objects(out)[2]?.reasons).toEqual([{ code: 'known-account', params: { account: 'FR7630006000011234567890189' } }, { code: 'amount-exact', params: {} }]) // biome-ignore format: one
})

test('German lists, one currency for all, and words for people', async () => {
  const invoices = file(
    'offen.csv',
    'Rechnungsnummer;Kunde;Offener Betrag;Fälligkeitsdatum;Skontobetrag;Skontofrist\nR-2026-77;Holz Süd;1.000,00;31.03.2026;20,00;10.03.2026\n',
  )
  const lines = file(
    'giro.csv',
    'Buchungstag;Betrag;Verwendungszweck;Auftraggeber/Empfänger\n09.03.2026;980,00;R 2026 77 abz. Skonto;Holz Sued GmbH\n',
  )
  const { out } = await dunwell('--invoices', invoices, '--lines', lines, '--currency', 'eur')
  expect(out).toBe(
    '2026-03-09  980.00 EUR  applied  R-2026-77 980.00  (number-in-text R202677 · name-equal Holz Sued GmbH 1.00 · amount-part · shortfall discount_in_time)\n',
  )
})

test.each([
  ['an unreadable amount', 'number,client,open,currency\nR1,A,1.00,EUR\nR2,A,lots,EUR', 'x.csv, line 3, field "open"'],
  ['an unreadable day', 'number,client,open,currency,due_date\nR1,A,1.00,EUR,soon', 'x.csv, line 2, field "due_date"'],
  ['a row without a currency among others', 'number,client,open,currency\nR1,A,1.00,EUR\nR2,A,1.00,', 'x.csv, line 3, field "currency"'],
  ['no number', 'number,client,open,currency\n,A,1.00,EUR', 'x.csv, line 2, field "number"'],
  ['no such column', 'client,open,currency\nA,1.00,EUR', 'x.csv, line 1, field "number": No column of the list is known as number'],
  [
    'a row without a client',
    'number,client,open,currency\nR1,A,1.00,EUR\nR2,,1.00,EUR',
    'x.csv, line 3, field "client": The row names no client.',
  ],
  [
    'more cells than headings',
    'number,client,open,currency\nR1,A, Ltd,1.00,EUR',
    'x.csv, line 2: The row has 5 cells, the headings are 4.',
  ],
  ['no number at all', 'number,client,open,currency\nR1,A,NaN,EUR', 'x.csv, line 2, field "open"'],
  ['a year that is none', 'number,client,open,currency,due_date\nR1,A,1.00,EUR,0000-01-01', 'x.csv, line 2, field "due_date"'],
  [
    'a line beyond all measure',
    `number,client,open,currency\nR1,${'A'.repeat(50_000)},1.00,EUR`,
    'x.csv, line 2: The line has 50012 characters',
  ],
  ['nothing in it', '', 'x.csv, line 1: The list is empty'],
])('a list with %s is refused with file, line and field', async (_what, text, words) => {
  const lines = file('one.csv', 'date,amount,currency\n2026-01-01,1.00,EUR')
  const { code, out, err } = await dunwell('--invoices', file('x.csv', text), '--lines', lines)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain(words)
})

test('what is wrong with bank lines and options is named too; UTF-16 with and without its mark is read', async () => {
  const said = async (text: string, ...more: string[]) =>
    (await dunwell('--invoices', INVOICES, '--lines', file('bank.csv', text), ...more)).err
  expect(await said('date,amount,currency,text\n2026-01-01,,EUR,x\n')).toContain(
    'bank.csv, line 2, field "amount": The row states no amount.',
  )
  expect(await said('date,debit,credit,currency\n2026-01-01,,,EUR\n')).toContain(
    'bank.csv, line 2, field "credit": The row states no amount.',
  )
  expect(await said('date,amount,currency\n2026-01-01,1.00,EUR\n', '--currency', 'EURO')).toContain(
    'field "--currency": "EURO" is no currency',
  )
  const wide = 'date,amount,currency,text\n2026-02-01,100.00,EUR,RF18539007547034\n'
  for (const bytes of [Buffer.from(`\ufeff${wide}`, 'utf16le'), Buffer.from(wide, 'utf16le'), Buffer.from(`\ufeff${wide}`)]) {
    const path = join(folder, 'wide.csv')
    writeFileSync(path, bytes)
    expect(objects((await dunwell('--invoices', INVOICES, '--lines', path, '--json')).out)).toMatchObject([
      { invoices: [{ number: 'RE-2026-0012' }] },
    ])
  }
})

test('a file that is not there, lines that cannot be read, and missing options', async () => {
  expect(await dunwell('--invoices', join(folder, 'none.csv'), '--lines', INVOICES)).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be opened'),
  })
  const bad = file('bad.csv', 'date,amount,currency\n2026-02-30,1.00,EUR')
  expect(await dunwell('--invoices', INVOICES, '--lines', bad, '--json')).toMatchObject({
    code: 1,
    out: expect.stringContaining('"line":2'),
  })
  expect((await dunwell('--lines', bad)).code).toBe(2)
})

test('lists that state no currency: that of the other list, or one and the same for both', async () => {
  const bare = file('bare.csv', 'number,client,amount\nF-1,Acme,100.00\n')
  const inYen = file('yen.csv', 'date,amount,currency,text,counterparty\n2026-02-01,100,JPY,F-1,ACME\n')
  const silent = file('silent.csv', 'date,amount,text,counterparty\n2026-02-01,100.00,F-1,ACME\n')
  for (const [lines, amount] of [
    [inYen, '100'],
    [silent, '100.00'],
  ] as const) {
    const { out } = await dunwell('--invoices', bare, '--lines', lines, '--json')
    expect(objects(out)).toMatchObject([{ status: 'applied', invoices: [{ number: 'F-1', amount }] }])
  }
})
