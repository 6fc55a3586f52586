import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { money } from '../../../src/core/money/money.ts'
import { type EpcTransfer, epcPayload } from '../../../src/packs/qr/epc.ts'
import { qrSvg } from '../../../src/packs/qr/svg.ts'
import { isQrIban, readSwissPayload, type SwissBill, swissPayload } from '../../../src/packs/qr/swiss.ts'

const transfer: EpcTransfer = {
  name: 'Nordwind GmbH',
  iban: 'DE02 1203 0000 0000 2020 51',
  bic: 'BYLADEM1001',
  amount: money(12345n, 'EUR'),
  reference: 'RF18539007547034',
}

test('an EPC code, line by line', () => {
  expect(epcPayload(transfer).split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    'BYLADEM1001',
    'Nordwind GmbH',
    'DE02120300000000202051',
    'EUR123.45',
    '',
    'RF18539007547034',
  ])
  const { reference: _none, ...plain } = transfer
  expect(
    epcPayload({ ...plain, text: 'RE-12\nund RE-13' })
      .split('\n')
      .slice(8),
  ).toEqual(['', '', 'RE-12 und RE-13'])
})

test.each([
  ['another currency', { amount: money(100n, 'CHF') }, 'amount'],
  ['nothing open', { amount: money(0n, 'EUR') }, 'amount'],
  ['a billion', { amount: money(100_000_000_000n, 'EUR') }, 'amount'],
  ['no name', { name: ' ' }, 'name'],
  ['a name of 71', { name: 'x'.repeat(71) }, 'name'],
  ['no IBAN', { iban: 'hello' }, 'iban'],
  ['reference and text', { text: 'x' }, 'text'],
  ['a long reference', { reference: 'x'.repeat(36) }, 'reference'],
] as const)('an EPC code with %s is refused', (_what, change, field) => {
  expect(() => epcPayload({ ...transfer, ...change })).toThrow(`field "${field}"`)
})

test('more than 331 bytes are refused', () => {
  const { reference: _none, ...plain } = transfer
  expect(() => epcPayload({ ...plain, name: 'ü'.repeat(70), text: '漢'.repeat(140) })).toThrow('331')
})

const creditor = { name: 'Nordwind AG', street: 'Musterweg', building: '7', postcode: '3000', town: 'Bern', country: 'CH' }
const bill: SwissBill = {
  iban: 'CH4431999123000889012',
  creditor,
  currency: 'CHF',
  amount: money(199995n, 'CHF'),
  reference: '210000000003139471430009017',
  message: 'RE-12',
}

test('a Swiss QR-bill, line by line, and read back', () => {
  const payload = swissPayload(bill)
  expect(payload.split('\n').slice(0, 11)).toEqual([
    'SPC',
    '0200',
    '1',
    'CH4431999123000889012',
    'S',
    'Nordwind AG',
    'Musterweg',
    '7',
    '3000',
    'Bern',
    'CH',
  ])
  expect(payload.split('\n').slice(18, 20)).toEqual(['1999.95', 'CHF'])
  expect(payload.split('\n').slice(27)).toEqual(['QRR', '210000000003139471430009017', 'RE-12', 'EPD'])
  expect(readSwissPayload(payload)).toEqual(bill)
  const { reference: _none, amount: _open, ...plain } = { ...bill, iban: 'CH9300762011623852957', debtor: { ...creditor, name: 'Keller' } }
  expect(swissPayload(plain).split('\n')[27]).toBe('NON')
  expect(readSwissPayload(swissPayload(plain))).toEqual(plain)
  expect(
    swissPayload({ ...plain, reference: 'RF18539007547034' })
      .split('\n')
      .slice(27, 29),
  ).toEqual(['SCOR', 'RF18539007547034'])
  expect([isQrIban('CH44 3199 9123'), isQrIban('CH93 0076 2011')]).toEqual([true, false])
})

test.each([
  ['a foreign IBAN', { iban: 'DE02120300000000202051' }, 'iban'],
  ['a QR-IBAN without reference', { reference: undefined }, 'reference'],
  ['a wrong check digit', { reference: '210000000003139471430009018' }, 'reference'],
  ['an RF on a QR-IBAN', { reference: 'RF18539007547034' }, 'reference'],
  ['another currency', { amount: money(1n, 'EUR') }, 'amount'],
  ['nothing open', { amount: money(0n, 'CHF') }, 'amount'],
  ['a long message', { message: 'x'.repeat(141) }, 'message'],
  ['message and information too long together', { message: 'x'.repeat(100), billInformation: 'y'.repeat(41) }, 'message'],
  ['a creditor without town', { creditor: { ...creditor, town: '' } }, 'creditor'],
  ['a long street', { creditor: { ...creditor, street: 'x'.repeat(71) } }, 'creditor street'],
  ['three alternative schemes', { alternativeSchemes: ['a', 'b', 'c'] }, 'alternative schemes'],
])('a Swiss code with %s is refused', (_what, change, field) => {
  expect(() => swissPayload({ ...bill, ...change } as SwissBill)).toThrow(`field "${field}"`)
})

const FOLDER = '../shared/corpus/qr/swiss'
const samples = existsSync(FOLDER) ? readdirSync(FOLDER).filter(f => f.endsWith('.txt')) : []
test.skipIf(samples.length === 0).each(samples.length > 0 ? samples : ['none'])(
  'the corpus payload %s is written again sign by sign',
  name => {
    const payload = readFileSync(`${FOLDER}/${name}`, 'utf8')
    const read = readSwissPayload(payload)
    expect(read).toBeDefined()
    if (read) expect(swissPayload(read)).toBe(payload)
  },
)

test('not a Swiss code', () => {
  expect([readSwissPayload(''), readSwissPayload(epcPayload(transfer)), readSwissPayload(`SPC${'\n'.repeat(40)}`)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('SVG with the Swiss cross only where asked for', () => {
  const [plain, swiss] = [qrSvg(epcPayload(transfer)), qrSvg(swissPayload(bill), true)]
  expect(plain).toMatch(/^<svg[^>]*viewBox/)
  expect(plain).not.toContain('fill="#fff"/><rect')
  expect((swiss.match(/<rect/g) ?? []).length - (plain.match(/<rect/g) ?? []).length).toBe(3)
  expect(swiss.endsWith('</svg>')).toBe(true)
})

test('the drawing holds every dark square of the code once, in far fewer rectangles', () => {
  const payload = epcPayload(transfer)
  const { data } = encode(payload, { ecc: 'M', border: 4 })
  const drawn = data.map(row => row.map(() => 0))
  const rectangles = [...qrSvg(payload).matchAll(/M(\d+) (\d+)h(\d+)v(\d+)/g)].map(m => m.slice(1).map(Number))
  for (const [x = 0, y = 0, width = 0, height = 0] of rectangles)
    for (let down = 0; down < height; down++)
      for (let right = 0; right < width; right++) {
        const row = drawn[y + down]
        if (row) row[x + right] = (row[x + right] ?? 0) + 1
      }
  expect(drawn).toEqual(data.map(row => row.map(Number)))
  expect(rectangles.length).toBeLessThan(data.flat().filter(Boolean).length / 2)
})
