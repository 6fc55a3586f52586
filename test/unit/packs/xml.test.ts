import { describe, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import { money } from '../../../src/core/money/money.ts'
import { decodeXml, encodingOf } from '../../../src/packs/importers/xml/decode.ts'
import { addressLines, distinctInstalments, firstOf, readDay } from '../../../src/packs/importers/xml/fields.ts'
import { rootOf } from '../../../src/packs/importers/xml/root.ts'
import { find, findAll, lineOf, parseXml, rawOf, textAt, textsAt } from '../../../src/packs/importers/xml/tree.ts'
import { limitsFromNow } from '../../../src/shell/inbound/registry.ts'

const parse = (text: string) => parseXml(Buffer.from(text), { file: 'x.xml', limits: limitsFromNow() })

describe('the tree', () => {
  const source = `<?xml version="1.0"?>
<a:Root xmlns:a="urn:one" xmlns="urn:two">
  <First/>
  <a:Group kind="x" a:size="2"><Name> one </Name></a:Group>
  <Group><Name/><Name>two</Name><Other><![CDATA[<raw> & ]]>text</Other></Group>
</a:Root>`
  const { root, namespace, text } = parse(source)

  test('names are local, the namespace is the root’s', () => {
    expect([root.name, namespace]).toEqual(['Root', 'urn:one'])
    expect(root.children.map(n => n.name)).toEqual(['First', 'Group', 'Group'])
  })

  test('attributes without namespace declarations', () => {
    expect(root.attributes).toEqual({})
    expect(root.children[1]?.attributes).toEqual({ kind: 'x', size: '2' })
  })

  test('paths: the first with backtracking, or all', () => {
    expect(find(root, 'Group/Other')?.name).toBe('Other')
    expect(find(root, 'Group/Nothing')).toBeUndefined()
    expect(find(undefined, 'Group')).toBeUndefined()
    expect(findAll(root, 'Group/Name')).toHaveLength(3)
    expect(findAll(undefined, 'Group')).toEqual([])
  })

  test('texts are trimmed, empty ones passed over', () => {
    expect(textAt(root, 'Group/Name')).toBe('one')
    expect(textAt(root, 'First', 'Group/Name')).toBe('one')
    expect(textAt(root, 'First')).toBeNull()
    expect(textsAt(root, 'Group/Name')).toEqual(['one', 'two'])
    expect(textAt(root, 'Group/Other')).toBe('<raw> & text')
  })

  test('an element can be shown as it stood, and its line named', () => {
    const [first, group] = root.children
    if (!first || !group) throw new Error('no children')
    expect(rawOf(first, text)).toBe('<First/>')
    expect(rawOf(group, text)).toBe('<a:Group kind="x" a:size="2"><Name> one </Name></a:Group>')
    expect(rawOf(root, text)).toBe(source.slice(source.indexOf('<a:Root')))
    expect([lineOf(root, text), lineOf(first, text), lineOf(group, text)]).toEqual([2, 3, 4])
  })

  test('places are right behind Windows line ends and characters beyond the basic plane', () => {
    const windows = parse('<r>\r\n<a>𝄞 &#x1D11E; é</a>\r\n<b x="𝄞"/>\r\n</r>')
    const [a, b] = windows.root.children
    if (!a || !b) throw new Error('no children')
    expect(rawOf(a, windows.text)).toBe('<a>𝄞 &#x1D11E; é</a>')
    expect(rawOf(b, windows.text)).toBe('<b x="𝄞"/>')
    expect(a.text).toBe('𝄞 𝄞 é')
    expect(lineOf(b, windows.text)).toBe(3)
  })

  test.each([
    '',
    '   ',
    '<a>',
    '<a></b>',
    '<a b=1/>',
    '<a x="1" x="2"/>',
    '<p:a/>',
    '<a>&nope;</a>',
    '<a/>text',
    '<a/><b/>',
    '<a><!-- -- --></a>',
    '<a>\u0001</a>',
    '\n<?xml version="1.0"?><a/>',
  ])('not well-formed: %j', text => {
    expect(() => parse(text)).toThrow(/XML/)
  })
})

describe('the root, without parsing', () => {
  const root = (text: string | Uint8Array) => rootOf(typeof text === 'string' ? Buffer.from(text) : text)

  test.each([
    ['<a/>', 'a', ''],
    ['<a>', 'a', ''],
    ['\ufeff<?xml version="1.0"?>\n<a xmlns="urn:x"/>', 'a', 'urn:x'],
    ["<p:a xmlns:q='urn:q' xmlns:p = 'urn:p'>", 'a', 'urn:p'],
    ['<p.1:a\n xmlns:p.1="urn:p">', 'a', 'urn:p'],
    ['<?pi <x>?><!-- <b> --><!DOCTYPE c><a>', 'a', ''],
    ['<!DOCTYPE a [<!ENTITY x "<b>">]><a xmlns="u">', 'a', 'u'],
    ['<a data-xmlns="no" xmlns="yes">', 'a', 'yes'],
  ])('%j', (text, local, namespace) => {
    expect(root(text)).toEqual({ local, namespace })
  })

  test('behind a licence of 100 kB, and in UTF-16', () => {
    expect(root(`<!--${'licence '.repeat(12_500)}--><a xmlns="urn:x"/>`)).toEqual({ local: 'a', namespace: 'urn:x' })
    expect(root(Buffer.from('\ufeff<?xml version="1.0"?><a xmlns="urn:x"/>', 'utf16le'))).toEqual({ local: 'a', namespace: 'urn:x' })
  })

  test.each(['', 'text', '{"a": 1}', '<!-- never closed', '<?xml never closed', '<!DOCTYPE x [', '%PDF-1.4', '</a>', '<>'])(
    '%j has none',
    text => {
      expect(root(text)).toBeNull()
    },
  )
})

describe('encodings', () => {
  test.each<[string, number[], string]>([
    ['a UTF-8 mark', [0xef, 0xbb, 0xbf, 0x3c], 'utf-8'],
    ['a little-endian mark', [0xff, 0xfe, 0x3c, 0], 'utf-16le'],
    ['a big-endian mark', [0xfe, 0xff, 0, 0x3c], 'utf-16be'],
    ['little-endian without mark', [0x3c, 0, 0x3f, 0], 'utf-16le'],
    ['big-endian without mark', [0, 0x3c, 0, 0x3f], 'utf-16be'],
    ['nothing said', [0x3c, 0x61], 'utf-8'],
  ])('%s', (_, bytes, label) => {
    expect(encodingOf(Uint8Array.from(bytes)).label).toBe(label)
  })

  test.each([
    ['UTF-8', 'utf-8'],
    ['utf8', 'utf-8'],
    ['UTF-8_W/O_BOM', 'utf-8'],
    ['utf-16', 'utf-8'],
    ['UCS-2', 'utf-8'],
    ['ISO-8859-2', 'iso-8859-2'],
    ['Shift_JIS', 'shift_jis'],
  ])('declared as %s', (declared, label) => {
    expect(encodingOf(Buffer.from(`<?xml version="1.0" encoding="${declared}"?>`))).toMatchObject({ label, declared })
  })

  test('Japanese and Polish as their files write them', () => {
    const japanese = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><a>'),
      Buffer.from('90bf8b818f91', 'hex'),
      Buffer.from('</a>'),
    ])
    expect(decodeXml(japanese, 'x')).toContain('請求書')
    const polish = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-2"?><a>'),
      Buffer.from('b3f3', 'hex'),
      Buffer.from('</a>'),
    ])
    expect(decodeXml(polish, 'x')).toContain('łó')
  })
})

describe('days', () => {
  test.each([
    ['2026-03-02', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['202603021510', '2026-03-02'],
    ['20260302151000', '2026-03-02'],
    ['2026-03-02T23:30:00', '2026-03-02'],
    ['2026-03-02T23:30:00-08:00', '2026-03-02'],
    ['2026-03-02+14:00', '2026-03-02'],
    ['2026-03-02Z', '2026-03-02'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(readDay(text)).toBe(expected)
  })

  test.each(['', '2026-02-29', '2026-13-01', '02.03.2026', '2026-3-2', '260302', '2026-03-02x', '#due_date#', '00000000', '30 days'])(
    '%j is no day',
    text => {
      expect(readDay(text)).toBeNull()
    },
  )
})

test('instalments: the same day and amount once, the same day with another amount twice', () => {
  const [due, other] = [day('2026-04-01'), day('2026-05-01')]
  const amount = money(100n, 'EUR')
  expect(
    distinctInstalments([
      { due, amount },
      { due, amount },
      { due, amount: null },
      { due: other, amount },
    ]),
  ).toHaveLength(3)
})

test('address lines and first texts leave out what is not there', () => {
  expect(addressLines([null], ['Hafenweg', null, '3'], [], ['24103', 'Kiel'])).toEqual(['Hafenweg 3', '24103 Kiel'])
  expect(firstOf(null, undefined, '', 'x', 'y')).toBe('x')
  expect(firstOf()).toBeNull()
})
