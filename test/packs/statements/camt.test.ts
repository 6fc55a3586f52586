import { expect, test } from 'vitest'
import { balanceGap } from '../../../src/core/match/statement.ts'
import { importer } from '../../../src/packs/statements/camt.ts'
import { bytesOf, latin1, refusalOf, shown } from './harness.ts'

const entry = (inner: string, amount = '100.00', side = 'CRDT', more = ''): string => `
  <Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${more}<Sts>BOOK</Sts>
  <BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><DtTm>2026-03-03T23:30:00+01:00</DtTm></ValDt>${inner}</Ntry>`
const balance = (code: string, amount: string, side = 'CRDT'): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>`
const details = (amount: string, name: string, text: string, reference = ''): string => `
  <TxDtls><Refs><AcctSvcrRef>B-${amount}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
  <RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE02 1203 0000 0000 2020 51</IBAN></Id></DbtrAcct></RltdPties>
  <RmtInf><Ustrd>${text}</Ustrd>${reference ? `<Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>` : ''}</RmtInf></TxDtls>`
const document = (
  content: string,
  version = 'camt.053.001.08',
  message = 'BkToCstmrStmt',
  report = 'Stmt',
): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${version}"><${message}><GrpHdr><MsgId>1</MsgId></GrpHdr><${report}><Id>1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${content}</${report}></${message}></Document>`

test('a statement with balances, reference and payer', () => {
  const xml = document(
    balance('OPBD', '10.00', 'DBIT') +
      balance('CLBD', '90.00') +
      entry(`<NtryDtls>${details('100.00', 'Nordwind GmbH', 'RE-1\n  und RE-2', 'RF18539007547034')}</NtryDtls>`),
  )
  expect(importer.sniff(bytesOf(xml))).toBe(true)
  const [statement] = importer.read(bytesOf(xml), 'a.xml')
  expect(statement).toMatchObject({
    format: 'camt.053.001.08',
    account: 'DE89370400440532013000',
    currency: 'EUR',
    opening: { amountMinor: -1000n, day: '2026-03-01' },
    closing: { amountMinor: 9000n },
  })
  expect(statement?.entries[0]).toMatchObject({ ordinal: 1, day: '2026-03-02', valueDay: '2026-03-03', bankId: 'B-100.00' })
  expect(statement?.entries[0]).not.toHaveProperty('endToEndId') // NOTPROVIDED is no id
  expect(shown(importer.read(bytesOf(xml), 'a.xml'))).toEqual([
    '2026-03-02 · 10000 · RE-1 und RE-2 · Nordwind GmbH · DE02120300000000202051 · RF18539007547034',
  ])
  expect(statement && balanceGap(statement)).toBe(0n)
})

test('a batch is split where its parts are its sum, and stays whole where they are not', () => {
  const parts = details('60.00', 'A', 'one') + details('40.00', 'B', 'two')
  expect(shown(importer.read(bytesOf(document(entry(`<NtryDtls>${parts}</NtryDtls>`))), 'a.xml')).map(l => l.slice(13, 23))).toEqual([
    '6000 · one',
    '4000 · two',
  ])
  const whole = importer.read(bytesOf(document(entry(`<NtryDtls>${parts}</NtryDtls>`, '101.00'))), 'a.xml')
  expect(whole[0]?.entries.map(e => e.amountMinor)).toEqual([10100n])
})

test('each line keeps its own piece of the file as evidence, even where all is one line', () => {
  const xml = document(entry('', '1.00') + entry('', '2.00')).replaceAll('\n', '')
  const raws = importer.read(bytesOf(`\n${xml}`), 'a.xml')[0]?.entries.map(e => e.raw)
  expect(raws?.map(r => [r.startsWith('<Ntry><Amt Ccy="EUR">'), r.slice(21, 25), r.endsWith('</Ntry>')])).toEqual([
    [true, '1.00', true],
    [true, '2.00', true],
  ])
})

test('debits, announced lines, five decimals', () => {
  const xml = document(
    entry('', '12.34000', 'DBIT') + entry('', '7.00', 'DBIT', '<RvslInd>true</RvslInd>') + entry('').replace('>BOOK<', '>PDNG<') + entry('', '0.00500'),
    'camt.052.001.02', 'BkToCstmrAcctRptV02', 'Rpt',
  ) // biome-ignore format: one document
  const [statement] = importer.read(bytesOf(xml), 'a.xml')
  expect(statement?.format).toBe('camt.052.001.02')
  expect(statement?.entries.map(e => e.amountMinor)).toEqual([-1234n, -700n, 10000n, 1n])
  expect(statement?.entries.map(e => e.pending)).toEqual([undefined, undefined, true, undefined])
})

test('an entry in another currency becomes a statement of its own, without the balances', () => {
  const xml = document(balance('OPBD', '1.00') + entry('') + entry('', '500').replace('Ccy="EUR"', 'Ccy="JPY"'))
  expect(importer.read(bytesOf(xml), 'a.xml').map(s => [s.currency, s.opening?.amountMinor, s.entries.map(e => e.amountMinor)])).toEqual([
    ['EUR', 100n, [10000n]],
    ['JPY', undefined, [500n]],
  ])
  const foreign = document(balance('OPBD', '1.00') + entry('', '500').replace('Ccy="EUR"', 'Ccy="JPY"'))
  expect(importer.read(bytesOf(foreign), 'a.xml').map(s => [s.currency, s.opening?.amountMinor, s.entries.length])).toEqual([
    ['EUR', 100n, 0],
    ['JPY', undefined, 1],
  ])
})

test('a legacy encoding that the file declares', () => {
  const xml = document(entry('<AddtlNtryInf>Grüße</AddtlNtryInf>')).replace('UTF-8', 'ISO-8859-1')
  expect(importer.read(latin1(xml), 'a.xml')[0]?.entries[0]?.text).toBe('Grüße')
})

test.each([
  ['an amount in words', document(entry('', 'hundred')), 'amount-unreadable', 'Amt', 'amount'],
  ['an absurd amount', document(entry('', '9'.repeat(40))), 'amount-unreadable', 'Amt', '999'],
  ['no amount', document('<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>'), 'amount-missing', 'Amt', 'no amount'],
  ['a day that is none', document(entry('').replace('2026-03-02', '2026-02-30')), 'day-unreadable', 'BookgDt', '2026-02-30'],
  ['no day at all', document('<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>'), 'day-missing', 'BookgDt', 'neither'],
  ['cut off in the middle', document(entry('')).slice(0, -60), 'xml-unreadable', undefined, 'broken'],
  [
    'an entity bomb',
    document(entry('')).replace('<Document', '<!DOCTYPE x [<!ENTITY a "aaaa">]><Document').replace('>BOOK<', '>&a;&a;<'),
    'xml-unreadable',
    undefined,
    'broken',
  ],
  ['another message', '<?xml version="1.0"?><Document xmlns="urn:x"><Other/></Document>', 'not-camt', undefined, 'no account report'],
])('refuses %s, with its place', (_what, xml, code, field, words) => {
  const fault = refusalOf(() => importer.read(bytesOf(xml), 'march.xml'))
  expect(fault).toMatchObject({ code, field, file: 'march.xml' })
  expect(fault.line).toBeGreaterThan(0)
  expect(fault.message).toContain(words)
})
