import { expect, test } from 'vitest'
import { balanceGap } from '../../../src/core/match/statement.ts'
import { importer } from '../../../src/packs/statements/mt940.ts'
import { bytesOf, refusalOf, shown } from './harness.ts'

const message = (...lines: string[]): string =>
  [':20:START', ':25:12345678/0001234567', ':28C:1/1', ':60F:C260301EUR100,00', ...lines, ':62F:C260331EUR150,00', '-'].join('\r\n')
const read = (...lines: string[]): string[] => shown(importer.read(bytesOf(message(...lines)), 'm.sta'))

test('credits, debits and their reversals have the sign of the money', () => {
  const file = message(
    ':61:2603020302C50,NTRFNONREF//B1',
    ':61:260303D20,5NTRFX',
    ':61:260304RC10,00NTRFNONREF',
    ':61:260305RD30,50NRTINONREF',
    ':61:2603060306CR,NTRFNONREF',
  ).replace(':61:2603060306CR,NTRFNONREF\r\n', '')
  const [statement] = importer.read(bytesOf(file), 'm.sta')
  expect(statement?.entries.map(e => e.amountMinor)).toEqual([5000n, -2050n, -1000n, 3050n])
  expect(statement?.entries[0]?.bankId).toBe('B1')
  expect(statement?.entries[1]?.reference).toBe('X')
  expect(statement && balanceGap(statement)).toBe(0n)
})

test('an amount without a comma is an amount, and one without decimals too', () => {
  expect(
    read(
      ':61:2603020302C500NTRFNONREF',
      ':61:2603020302C1234,5NTRFNONREF',
      ':61:2603020302C1.234,56NTRFNONREF',
      ' :61:2603020302C12.5NTRFNONREF',
    ).map(l => l.split(' · ')[1]),
  ).toEqual(['50000', '123450', '123456', '1250'])
})

test('the German way: fields of 27 joined, keys read', () => {
  const lines = [
    ':61:2603020302C50,NTRFNONREF',
    ':86:166?00GUTSCHRIFT?109999?20EREF+ANGEBOT-77?21SVWZ+RE-2026-0012 und RE-?222026-0013?30DRESDEFF?31DE03508800500',
    '194791600?32Schäferei Nord?33wind GmbH',
  ]
  expect(read(...lines)).toEqual([
    '2026-03-02 · 5000 · RE-2026-0012 und RE-2026-0013 · Schäferei Nordwind GmbH · DE03508800500194791600 · -',
  ])
  expect(importer.read(bytesOf(message(...lines)), 'm.sta')[0]?.entries[0]?.endToEndId).toBe('ANGEBOT-77')
})

test('the Dutch way', () => {
  expect(
    read(
      ':61:2603020302C50,NTRFEREF//1',
      ':86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/De Smet B',
      'V/REMI/Factuur 2026-12/EREF/NOTPROVIDED',
    ),
  ).toEqual(['2026-03-02 · 5000 · Factuur 2026-12 · De Smet BV · NL91ABNA0417164300 · EREF'])
})

test('the Polish way, and numbered fields', () => {
  expect(
    read(
      ':61:2603020302C50,NTRFNONREF',
      ':86:911 PRZELEW; Z RACH.: ',
      '56114010810000267002001001; OD: Zielony Las Sp. z o.o.',
      'UL. POLNA 1; TYT.: FAKTURA FV/12/2026; TNR: 1',
    ),
  ).toEqual(['2026-03-02 · 5000 · FAKTURA FV/12/2026 · Zielony Las Sp. z o.o. UL. POLNA 1 · 56114010810000267002001001 · -'])
  expect(read(':61:2603020302C50,S051NONREF', ':NS:01Rechnung 12', '02Danke', '15Holz Süd', '1812345', '19777000')).toEqual([
    '2026-03-02 · 5000 · Rechnung 12 Danke · Holz Süd · 777000 · -',
  ])
})

test('a booking day across New Year, and 30 February as banks count', () => {
  const [across] = importer.read(bytesOf(message(':61:2512310102C1,NTRFNONREF', ':61:2602300301C1,NTRFNONREF')), 'm.sta')
  expect(across?.entries.map(e => [e.day, e.valueDay])).toEqual([
    ['2026-01-02', '2025-12-31'],
    ['2026-03-01', '2026-02-28'],
  ])
})

test('several accounts in one file, MT942 without balances', () => {
  const interim = [':20:I', ':25:PL123', ':28C:1', ':34F:PLN0,', ':61:2603020302CN0,01NTRFNONREF', ':90C:1PLN0,01'].join('\n')
  const both = importer.read(bytesOf(`${message(':61:260302C50,NTRFX')}\r\n${interim}`), 'm.sta')
  expect(both.map(s => [s.format, s.account, s.currency, s.entries.length])).toEqual([
    ['MT940', '12345678/0001234567', 'EUR', 1],
    ['MT942', 'PL123', 'PLN', 1],
  ])
})

test('a balance that does not add up is told, not refused', () => {
  const [statement] = importer.read(bytesOf(message(':61:260302C49,99NTRFX')), 'm.sta')
  expect(statement && balanceGap(statement)).toBe(-1n)
})

test.each([
  ['a line cut off', message(':61:2603'), 'line-unreadable', 5, ':61:'],
  ['a day that is none', message(':61:261302C1,NTRFX'), 'day-unreadable', 5, ':61:'],
  ['a balance in words', message().replace('C260301EUR100,00', 'nothing'), 'balance-unreadable', 4, ':60F:'],
  ['lines before any start', ':61:260302C1,NTRFX\n:20:A\n:25:1', 'statement-without-start', 1, undefined],
  ['a line of a megabyte', message(`:86:${'x'.repeat(1_000_000)}`), 'line-too-long', 5, undefined],
])('refuses %s', (_what, text, code, line, field) => {
  expect(refusalOf(() => importer.read(bytesOf(text), 'm.sta'))).toMatchObject({ code, line, field, file: 'm.sta' })
})
