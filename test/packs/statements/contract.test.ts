import { expect, test } from 'vitest'
import { Refusal } from '../../../src/core/fault.ts'
import { readBankCsv } from '../../../src/packs/statements/bank-csv.ts'
import { statementToJson } from '../../../src/shell/inbound/print-statement.ts'
import { bytesOf, importers } from './harness.ts'

test('every file of the folder is an importer of its own name', async () => {
  const all = await importers()
  expect(all.length).toBeGreaterThanOrEqual(10)
  expect(new Set(all.map(i => i.name)).size).toBe(all.length)
  for (const importer of all) expect(importer.kind).toBe('statement')
})

test('nothing is taken for a statement that is none, and nothing but a refusal is ever thrown', async () => {
  const junk = [
    new Uint8Array(),
    new Uint8Array(5000),
    bytesOf('\0\0\0'),
    bytesOf('%PDF-1.7'),
    bytesOf('<html><body>403</body></html>'),
    bytesOf('just a letter\nwith two lines'),
    Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256),
  ]
  for (const importer of await importers()) {
    for (const bytes of junk) {
      expect(importer.sniff(bytes), importer.name).toBe(false)
      try {
        importer.read(bytes, 'junk')
      } catch (error) {
        expect(error, importer.name).toBeInstanceOf(Refusal)
      }
    }
  }
})

test('a line of 50 MB is refused at once by every line format', async () => {
  const huge = new Uint8Array(50 * 1024 * 1024).fill(0x41)
  const all = await importers()
  for (const importer of all.filter(i => !['camt.052/053/054', 'OFX/QFX', 'Zengin', 'bank XLSX', 'CFONB 120'].includes(i.name))) {
    expect(() => importer.read(huge, 'huge.txt'), importer.name).toThrow(/line 1.*characters/)
  }
  const other = (name: string): ((bytes: Uint8Array) => unknown) => {
    const found = all.find(i => i.name === name) ?? expect.fail(name)
    return bytes => found.read(bytes, 'huge.txt')
  }
  expect(() => other('CFONB 120')(huge)).toThrow('line 1')
  expect(() => other('Zengin')(huge)).toThrow('line 1')
  const xml = (text: string): Uint8Array =>
    bytesOf(`<Document><BkToCstmrStmt><Stmt><Ntry>\n<Amt Ccy="EUR">${text}</Amt></Ntry></Stmt></BkToCstmrStmt></Document>`)
  expect(() => other('camt.052/053/054')(xml('1'.repeat(50_000_000)))).toThrow(/line 2.*Amt is longer/)
  expect(() => other('OFX/QFX')(bytesOf(`<OFX><STMTRS><STMTTRN>\n<MEMO>${'x'.repeat(50_000_000)}`))).toThrow(/line 2, field "MEMO"/)
}, 60_000)

test('a statement as it is printed', () => {
  const [statement] = readBankCsv(
    bytesOf('Date,Label,Amount,Currency,Balance,Payer\n2026-03-02,RE-12,1234.5,EUR,1334.5,Nordwind\n2026-03-03,x,-0.05,EUR,1334.45,'),
    'b.csv',
  )
  expect(statement && statementToJson(statement, 'b.csv')).toEqual({
    file: 'b.csv', format: 'CSV', account: null, currency: 'EUR', opening: '100.00', closing: '1334.45', balanceGap: '0.00',
    entries: [
      { date: '2026-03-02', valueDate: null, amount: '1234.50', text: 'RE-12', reference: null, endToEndId: null, counterparty: 'Nordwind', counterpartyAccount: null, bankId: null, line: 2 },
      { date: '2026-03-03', valueDate: null, amount: '-0.05', text: 'x', reference: null, endToEndId: null, counterparty: null, counterpartyAccount: null, bankId: null, line: 3 },
    ],
  }) // biome-ignore format: one object
})

test('ten thousand lines are read in seconds, not in the square of their number', async () => {
  const count = 10_000
  const file = (head: string, line: (i: number) => string, tail = ''): Uint8Array =>
    bytesOf(head + Array.from({ length: count }, (_, i) => line(i)).join('\n') + tail)
  const files = [
    file('Date,Label,Amount,Balance\n', i => `2026-03-02,RE-${i},${i}.50,${i}.00`),
    file(':20:A\n:25:B\n:60F:C260301EUR0,\n', i => `:61:2603020302C${i},5NTRFNONREF\n:86:166?20SVWZ+RE-${i}?32NAME`, '\n:62F:C260301EUR0,'),
    file('<OFX><STMTRS><CURDEF>EUR\n', i => `<STMTTRN><DTPOSTED>20260302<TRNAMT>${i}.5<MEMO>x</STMTTRN>`, '</STMTRS></OFX>'),
    file(
      '<Document><BkToCstmrStmt><Stmt>',
      i => `<Ntry>\n<Amt Ccy="EUR">${i}.5</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-03-02</Dt></BookgDt></Ntry>`,
      '</Stmt></BkToCstmrStmt></Document>',
    ),
    file('!Type:Bank\n', i => `D3/2/2026\nT${i}.50\n^`),
  ]
  const all = await importers()
  const start = performance.now()
  for (const bytes of files) expect(all.find(i => i.sniff(bytes))?.read(bytes, 'big')[0]?.entries).toHaveLength(count)
  expect(performance.now() - start).toBeLessThan(20_000)
}, 60_000)
