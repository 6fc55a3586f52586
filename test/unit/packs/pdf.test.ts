import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/core/fault.ts'
import { attachmentsOf } from '../../../src/packs/importers/pdf/attachments.ts'
import { PdfObjects } from '../../../src/packs/importers/pdf/objects.ts'
import { PdfParser, PdfRef, PdfString, PdfSyntaxError, type PdfValue, pdfText } from '../../../src/packs/importers/pdf/syntax.ts'
import { unpackStream } from '../../../src/packs/importers/pdf/unpack.ts'
import { limitsFromNow } from '../../../src/shell/inbound/registry.ts'

const parse = (text: string): PdfValue => new PdfParser(text, 0, () => undefined).value()
const text = (value: PdfValue): string | null => pdfText(value)
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.faults[0]?.code
    throw error
  }
  return undefined
}

describe('objects', () => {
  test.each<[string, PdfValue]>([
    ['null', null],
    ['true', true],
    ['false', false],
    ['42', 42],
    ['-.5', -0.5],
    ['+17.', 17],
    ['/Name', '/Name'],
    ['/A#20B#2fC', '/A B/C'],
    ['/', '/'],
    ['12 0 R', new PdfRef(12)],
    ['  % a comment\n 7', 7],
    ['[1 2 0 R /X (a)]', [1, new PdfRef(2), '/X', new PdfString('a')]],
    ['[1 0 2 0 R]', [1, 0, new PdfRef(2)]],
    [
      '<< /A 1 /B << /C [ ] >> >>',
      new Map<string, PdfValue>([
        ['A', 1],
        ['B', new Map<string, PdfValue>([['C', []]])],
      ]),
    ],
    ['<</A/B>>', new Map([['A', '/B']])],
  ])('%s', (source, value) => {
    expect(parse(source)).toEqual(value)
  })

  test.each([
    ['(plain)', 'plain'],
    ['(a (b) c)', 'a (b) c'],
    ['(a\\(b\\)\\\\)', 'a(b)\\'],
    ['(line\\nbreak\\tand\\101\\7)', 'line\nbreak\tandA\u0007'],
    ['(split\\\nhere\\\r\nand)', 'splithereand'],
    ['(\\q)', 'q'],
    ['()', ''],
    ['<48 65 6C6C6f>', 'Hello'],
    ['<4>', '@'],
    ['<FEFF00E9>', 'é'],
    ['<EFBBBFC3A9>', 'é'],
    ['<FFFEE900>', 'é'],
    ['(\xe9)', 'é'],
  ])('the string %s', (source, meaning) => {
    expect(text(parse(source))).toBe(meaning)
  })

  test.each(['', '(open', '<41', '[1 2', '<< /A', '<< 1 2 >>', 'obj', '>>', ')', '[[['])('"%s" is no object', source => {
    expect(() => parse(source)).toThrow(PdfSyntaxError)
  })

  test('only strings are text', () => {
    expect(text('/Name')).toBeNull()
    expect(pdfText(undefined)).toBeNull()
  })
})

describe('filters', () => {
  const budget = () => ({ file: 'x.pdf', left: 1_000 })
  const data = Buffer.from('<Invoice/>')
  const unpack = (bytes: Uint8Array, ...filters: string[]) => Buffer.from(unpackStream(bytes, filters, budget())).toString()

  test('each, and one on the other', () => {
    const hex = Buffer.from(`${deflateSync(data).toString('hex')}>`)
    expect(unpack(data)).toBe('<Invoice/>')
    expect(unpack(deflateSync(data), '/FlateDecode')).toBe('<Invoice/>')
    expect(unpack(Buffer.from('3C 49 6E 766F696365 2F 3E>'), '/AHx')).toBe('<Invoice/>')
    expect(unpack(hex, '/ASCIIHexDecode', '/Fl')).toBe('<Invoice/>')
    expect(unpack(Buffer.from('<~87cURD]i,"Ebo80~>'), '/ASCII85Decode')).toBe('Hello World!')
    expect(unpack(Buffer.from('z~>'), '/A85')).toBe('\0\0\0\0')
  })

  test('cut off, a wrong check sum, a broken head', () => {
    const packed = deflateSync(Buffer.from('abc '.repeat(200)))
    expect(unpack(packed.subarray(0, packed.length - 6), '/FlateDecode')).toMatch(/^abc /)
    const wrongSum = Buffer.concat([packed.subarray(0, packed.length - 4), Buffer.from('oops')])
    expect(unpack(wrongSum, '/FlateDecode')).toHaveLength(800)
    expect(codeOf(() => unpack(Buffer.from('neither head nor data'), '/FlateDecode'))).toBe('pdf-damaged')
  })

  test('too much, too many, unknown', () => {
    expect(codeOf(() => unpack(deflateSync(Buffer.alloc(1_001)), '/FlateDecode'))).toBe('unpacks-too-large')
    expect(codeOf(() => unpack(Buffer.from('41'.repeat(1_001)), '/AHx'))).toBe('unpacks-too-large')
    expect(codeOf(() => unpack(data, '/Fl', '/Fl', '/Fl', '/Fl', '/Fl'))).toBe('unpacks-too-large')
    expect(codeOf(() => unpack(data, '/JBIG2Decode'))).toBe('pdf-filter-unknown')
  })

  test('an allowance is used up over several streams', () => {
    const shared = budget()
    const packed = deflateSync(Buffer.alloc(400))
    unpackStream(packed, ['/FlateDecode'], shared)
    unpackStream(packed, ['/FlateDecode'], shared)
    expect(shared.left).toBe(200)
    expect(codeOf(() => unpackStream(packed, ['/FlateDecode'], shared))).toBe('unpacks-too-large')
  })
})

describe('files', () => {
  const open = (body: string) => new PdfObjects(Buffer.from(`%PDF-1.4\n${body}`, 'latin1'), { file: 'x.pdf', limits: limitsFromNow() })
  const embedded = (number: number, content: string, length: string = String(content.length)) =>
    `${number} 0 obj\n<< /Type /EmbeddedFile /Length ${length} >>\nstream\n${content}\nendstream\nendobj\n`
  const spec = (number: number, name: string, file: number) => `${number} 0 obj\n<< /F (${name}) /EF << /F ${file} 0 R >> >>\nendobj\n`
  const contentsOf = (objects: PdfObjects) =>
    attachmentsOf(objects).map(a => [
      a.name,
      Buffer.from(a.content() ?? [])
        .toString()
        .trimEnd(),
    ])

  test('the catalogue decides what is attached now; without one, everything counts', () => {
    const files = `${spec(2, 'old.xml', 4)}${spec(3, 'new.xml', 5)}${embedded(4, 'old')}${embedded(5, 'new')}`
    expect(contentsOf(open(files))).toEqual([
      ['old.xml', 'old'],
      ['new.xml', 'new'],
    ])
    const catalog =
      '1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles << /Kids [6 0 R] >> >> >>\nendobj\n6 0 obj\n<< /Names [(n) 3 0 R] >>\nendobj\n'
    expect(contentsOf(open(catalog + files))).toEqual([['new.xml', 'new']])
    const associated = '1 0 obj\n<< /Type /Catalog /AF [2 0 R] >>\nendobj\n'
    expect(contentsOf(open(associated + files))).toEqual([['old.xml', 'old']])
  })

  test('a later object of the same number replaces the earlier', () => {
    expect(contentsOf(open(`${spec(2, 'a.xml', 4)}${embedded(4, 'first')}${embedded(4, 'second')}`))).toEqual([['a.xml', 'second']])
  })

  test('a length that is wrong, elsewhere, or nowhere', () => {
    const file = (length: string) => contentsOf(open(`${spec(2, 'a.xml', 4)}${embedded(4, 'body', length)}7 0 obj\n4\nendobj\n`))
    for (const length of ['4', '999999', '1', '-5', '7 0 R', '8 0 R', '/None']) expect(file(length)).toEqual([['a.xml', 'body']])
    const tricky = `${spec(2, 'a.xml', 4)}4 0 obj\n<< /Length 7 0 R >>\nstream\nbefore endstream behind\nendstream\nendobj\n7 0 obj\n23\nendobj\n`
    expect(contentsOf(open(tricky))).toEqual([['a.xml', 'before endstream behind']])
  })

  test('names: a path is cut to the file, UF comes before F, relationship and type are kept', () => {
    const [one] = attachmentsOf(
      open(
        `2 0 obj\n<< /F (C:\\\\tmp\\\\a.xml) /UF (dir/b.xml) /AFRelationship /Data /EF << /UF 4 0 R >> >>\nendobj\n4 0 obj\n<< /Subtype /text#2Fxml /Length 1 >>\nstream\nx\nendstream\nendobj\n`,
      ),
    )
    expect(one).toMatchObject({ name: 'b.xml', relationship: '/Data', mime: 'text/xml' })
  })

  test('a file specification that leads nowhere has no content', () => {
    expect(attachmentsOf(open(spec(2, 'a.xml', 9)))[0]?.content()).toBeUndefined()
  })

  test('encryption is seen in the trailer and in a cross-reference stream', () => {
    expect(codeOf(() => open('trailer\n<< /Root 1 0 R /Encrypt 5 0 R >>'))).toBe('pdf-encrypted')
    expect(codeOf(() => open('5 0 obj\n<< /Type /XRef /Encrypt 6 0 R /Length 1 >>\nstream\nx\nendstream\nendobj'))).toBe('pdf-encrypted')
    expect(codeOf(() => open('trailer nonsense trailer << /Broken'))).toBeUndefined()
  })

  test('damaged object streams leave the rest', () => {
    const stream = (dict: string, content: string) =>
      `9 0 obj\n<< /Type /ObjStm ${dict} /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n`
    const rest = `${spec(2, 'a.xml', 4)}${embedded(4, 'body')}`
    for (const broken of [
      stream('', '1 0 (x)'),
      stream('/N 2 /First 8', '11 0 x y (a)'),
      stream('/N 1 /First 5', '11 0 ((('),
      stream('/N 9 /First 4', '11 0'),
    ])
      expect(contentsOf(open(broken + rest))).toEqual([['a.xml', 'body']])
  })
})
