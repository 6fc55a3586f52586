import { expect, test } from 'vitest'
import { balanceGap } from '../../../src/core/match/statement.ts'
import { learnBankMapping } from '../../../src/packs/columns/bank-mapping.ts'
import { readTable } from '../../../src/packs/columns/table.ts'
import { importer, readBankCsv } from '../../../src/packs/statements/bank-csv.ts'
import { bytesOf, latin1, refusalOf, shown } from './harness.ts'

const read = (...lines: string[]): string[] => shown(readBankCsv(bytesOf(lines.join('\n')), 'b.csv'))

test.each([
  [
    'German',
    [
      'Buchungstag;Wertstellung;Auftraggeber/Empfänger;Verwendungszweck;IBAN;Betrag;Währung',
      '02.03.2026;03.03.2026;Nordwind GmbH;RE-12;DE02120300000000202051;1.234,50;EUR',
    ],
  ],
  [
    'French',
    [
      'Date opération;Libellé;Débit;Crédit;Nom de la contrepartie;IBAN contrepartie',
      '02/03/2026;RE-12;;1 234,50;Nordwind GmbH;DE02120300000000202051',
      '13/03/2026;FRAIS;3,00;;;',
    ],
  ],
  [
    'Polish',
    [
      'Data operacji;Opis operacji;Kwota;Nadawca/Odbiorca;Numer rachunku kontrahenta',
      '2026-03-02;RE-12;1 234,50 PLN;Nordwind GmbH;DE02120300000000202051',
    ],
  ],
  [
    'Spanish',
    [
      'Fecha;Concepto;Importe;Beneficiario;Cuenta contrapartida',
      '02/03/2026;RE-12;1.234,50;Nordwind GmbH;DE02120300000000202051',
      '28/03/2026;COMISION;-3,00;;',
    ],
  ],
  [
    'American',
    [
      'Date,Description,Amount,Payer,Counterparty IBAN',
      '03/02/2026,RE-12,"$1,234.50",Nordwind GmbH,DE02120300000000202051',
      '03/28/2026,FEE,(3.00),,',
    ],
  ],
  [
    'Japanese',
    [
      '取引日,摘要,お預り金額,お支払金額,振込依頼人名,Counterparty IBAN',
      '2026年3月2日,RE-12,1234.50,,Nordwind GmbH,DE02120300000000202051',
      '2026年3月3日,手数料,,550,,',
    ],
  ],
  [
    'British',
    [
      'Date,Type,Description,Paid out,Paid in,Balance,Payee,Counterparty account',
      '2 Mar 2026,BGC,RE-12,,"1,234.50",2000.00,Nordwind GmbH,DE02120300000000202051',
      '3 Mar 2026,DD,X,3.00,,1997.00,,',
    ],
  ],
])('a %s bank', (_language, lines) => {
  const first = read(...lines)[0]?.replace('RE-12 BGC', 'RE-12')
  expect(first).toBe('2026-03-02 · 123450 · RE-12 · Nordwind GmbH · DE02120300000000202051 · -')
  expect(importer.sniff(bytesOf(lines.join('\n')))).toBe(true)
})

test('marks say the direction: D and C, Soll and Haben, Af and Bij, CR on one side only', () => {
  const amounts = (...lines: string[]): bigint[] =>
    readBankCsv(bytesOf(lines.join('\n')), 'b.csv').flatMap(s => s.entries.map(e => e.amountMinor))
  expect(amounts('Date,Label,Amount,D/C', '2026-03-02,a,5.00,D', '2026-03-03,b,6.00,C')).toEqual([-500n, 600n])
  expect(amounts('Buchungstag;Betrag;Soll/Haben;Buchungstext', '02.03.2026;5,00;S;a', '03.03.2026;6,00;H;b')).toEqual([-500n, 600n])
  expect(amounts('Datum;Naam / Omschrijving;Af Bij;Bedrag (EUR)', '20260302;a;Af;5,00', '20260303;b;Bij;6,00')).toEqual([-500n, 600n])
  expect(amounts('Date,Description,Amount,', '2 Mar 2026,a,£5.00,', '3 Mar 2026,b,£6.00,CR')).toEqual([-500n, 600n])
  expect(amounts('Date,Label,Debit,Credit', '2026-03-02,a,-5.00,', '2026-03-03,b,,6.00')).toEqual([-500n, 600n])
})

test('a balance column shows the balances around the lines, newest first or last, and a sign turned round', () => {
  const rows = ['2026-03-02,a,10.00,110.00', '2026-03-03,b,-4.00,106.00', '2026-03-04,c,1.00,107.00', '2026-03-05,d,2.00,109.00']
  for (const order of [rows, rows.toReversed()]) {
    const [statement] = readBankCsv(bytesOf(['Date,Description,Amount,Balance', ...order].join('\n')), 'b.csv')
    expect([statement?.opening?.amountMinor, statement?.closing?.amountMinor]).toEqual([10000n, 10900n])
    expect(statement && balanceGap(statement)).toBe(0n)
  }
  const turned = readBankCsv(
    bytesOf(
      [
        'Date,Description,Amount,Balance',
        '2026-03-02,a,-10.00,110.00',
        '2026-03-03,b,4.00,106.00',
        '2026-03-04,c,-1.00,107.00',
        '2026-03-05,d,-2.00,109.00',
      ].join('\n'),
    ),
    'b.csv',
  )
  expect(turned[0]?.entries.map(e => e.amountMinor)).toEqual([1000n, -400n, 100n, 200n])
})

test('title rows, balances by name, texts over two rows, pending rows, totals', () => {
  const [statement] = readBankCsv(
    bytesOf(
      [
        'Account details for:,Giro 1',
        'Opening balance,"1,000.00"',
        '',
        'Transaction date,Description,Withdrawals (SGD),Deposits (SGD)',
        'Pending,later,5.00,',
        '18/03/2026,PURCHASE,6.66,',
        ',,,',
        ',second row of text,,',
        '17/03/2026,TRANSFER,,10.00',
        'Closing balance,,,"1,003.34"',
        'Total,,6.66,10.00',
      ].join('\n'),
    ),
    'b.csv',
  )
  expect(statement).toMatchObject({ currency: 'SGD', opening: { amountMinor: 100000n }, closing: { amountMinor: 100334n } })
  expect(statement?.entries.map(e => [e.amountMinor, e.text])).toEqual([[-666n, 'PURCHASE second row of text'], [1000n, 'TRANSFER']]) // biome-ignore format: rows
  expect(statement && balanceGap(statement)).toBe(0n)
})

test('no headers: columns by what stands in them', () => {
  expect(read('27 Feb 2026,Nordwind,"1,234.50",RE-12 for the work of February')).toEqual([
    '2026-02-27 · 123450 · RE-12 for the work of February · Nordwind · - · -',
  ])
  expect(
    read('18.02.2026;Nordwind RE-12;;5,00', '19.02.2026;Fee of bank;;1,00', '20.02.2026;Nordwind RE-13;7,00;').map(l => l.split(' · ')[1]),
  ).toEqual(['-500', '-100', '700'])
})

test('day and month are told apart by the whole column, else by the run of the days', () => {
  const days = (...texts: string[]): string[] => read('Date,Label,Amount', ...texts.map(t => `${t},a,1.00`)).map(l => l.slice(0, 10))
  expect(days('03/02/2026', '03/14/2026')).toEqual(['2026-03-02', '2026-03-14'])
  expect(days('03/02/2026', '14/02/2026')).toEqual(['2026-02-03', '2026-02-14'])
  expect(days('01/12/2026', '02/01/2026', '02/03/2026')).toEqual(['2026-01-12', '2026-02-01', '2026-02-03'])
})

test('two currencies or accounts become statements of their own', () => {
  const statements = readBankCsv(
    bytesOf(
      ['Date,Label,Currency,Amount,Account number', '2026-03-02,a,EUR,1.00,A1', '2026-03-02,b,JPY,100,A1', '2026-03-02,c,EUR,3.00,A2'].join(
        '\n',
      ),
    ),
    'b.csv',
  )
  expect(statements.map(s => [s.account, s.currency, s.entries.map(e => e.amountMinor)])).toEqual([['A1', 'EUR', [100n]], ['A1', 'JPY', [100n]], ['A2', 'EUR', [300n]]]) // biome-ignore format: rows
})

test('encodings: windows-1252, windows-1250, UTF-16, Shift_JIS is left to Zengin', () => {
  expect(shown(readBankCsv(latin1('Datum;Betrag;Empfänger;Verwendungszweck\n02.03.2026;1,00;Größl;Grüße'), 'b.csv'))).toEqual([
    '2026-03-02 · 100 · Grüße · Größl · - · -',
  ])
  const central = Uint8Array.from(
    [...'Datum;Částka;Název protiúčtu;Zpráva\n02.03.2026;1,00;Dvořák;Žluťoučký kůň'],
    c => ({ Č: 0xc8, á: 0xe1, ú: 0xfa, č: 0xe8, ř: 0xf8, Ž: 0x8e, ť: 0x9d, ý: 0xfd, ů: 0xf9, ň: 0xf2 })[c] ?? c.charCodeAt(0),
  )
  expect(shown(readBankCsv(central, 'b.csv'))).toEqual(['2026-03-02 · 100 · Žluťoučký kůň · Dvořák · - · -'])
  const wide = new Uint8Array(Buffer.from('\ufeffDate,Amount,Label\n2026-03-02,1.00,Čaj', 'utf16le'))
  expect(shown(readBankCsv(wide, 'b.csv'))).toEqual(['2026-03-02 · 100 · Čaj · - · - · -'])
})

test('a mapping learned from one file reads the next, and a person may correct it', () => {
  const file = 'When;What;How much\n02/03/2026;RE-12;5,00'
  expect(refusalOf(() => readBankCsv(bytesOf(file.replaceAll(/\d+\/\d+\/\d+|5,00/g, 'x')), 'b.csv'))).toMatchObject({
    code: 'columns-unknown',
    line: 1,
  })
  const learned = learnBankMapping(readTable('Date,Label,Amount\n2026-03-02,RE-12,5.00', 'a.csv'))
  expect(learned).toMatchObject({
    delimiter: ',',
    fingerprint: 'date|label|amount',
    columns: { day: 0, text: 1, amount: 2 },
    decimal: '.',
    dateOrder: 'YMD',
  })
  if (!learned) return
  const corrected = { ...learned, inverted: true as const, currency: 'GBP' }
  const [statement] = readBankCsv(bytesOf('Date,Label,Amount\n2026-03-05,RE-13,7.00'), 'b.csv', corrected)
  expect(statement).toMatchObject({ currency: 'GBP', entries: [{ amountMinor: -700n }] })
})

test.each([
  ['a day that is none', 'Date,Label,Amount\n2026-03-02,a,1.00\nsoon,b,2.00', 'day-unreadable', 3, 'day'],
  ['an amount without a day', 'Date,Label,Amount\n2026-03-02,a,1.00\n,b,2.00', 'day-unreadable', 3, 'day'],
  ['an amount in words', 'Date,Label,Amount\n2026-03-02,a,1.00\n2026-03-03,b,two', 'amount-unreadable', 3, 'amount'],
  ['no amount', 'Date,Label,Amount\n2026-03-02,a,1.00\n2026-03-03,b,', 'amount-missing', 3, 'amount'],
  ['an absurd amount', `Date,Label,Amount\n2026-03-02,a,${'9'.repeat(30)}`, 'amount-unreadable', 2, 'amount'],
  ['cents that no currency has', 'Date,Label,Amount,Currency\n2026-03-02,a,1.50,JPY', 'amount-unreadable', 2, 'amount'],
  ['a quote never closed', `Date,Label,Amount\n2026-03-02,"a,1.00\n${'x,y,z\n'.repeat(100_000)}`, 'list-unreadable', undefined, undefined],
])('refuses %s', (_what, text, code, line, field) => {
  const fault = refusalOf(() => readBankCsv(bytesOf(text), 'b.csv'))
  expect(fault).toMatchObject({ code, field, file: 'b.csv' })
  if (line !== undefined) expect(fault.line).toBe(line)
})

test('a list of invoices and other formats are not taken for a bank list', () => {
  for (const text of [
    'Invoice number,Date,Due date,Amount\nRE-1,2026-03-02,2026-04-01,5.00',
    '<Document/>',
    '{"a":1}',
    ':20:A\n:25:B\n:60F:C260301EUR1,',
    '!Type:Bank\nD1/1/2026\nT5\n^',
    'hello',
    '',
  ]) {
    expect(importer.sniff(bytesOf(text))).toBe(false)
  }
})
