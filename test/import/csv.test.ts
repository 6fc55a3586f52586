import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delimiterOf, readCsv } from '../../src/shell/lists/csv.ts'

const cellsOf = async (text: string, delimiter = ','): Promise<string[][]> =>
  (await readCsv(text, 'a.csv', delimiter)).map(row => [...row.cells])

test.each([
  ['a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
  ['a,b\r\n1,2', [['a', 'b'], ['1', '2']]],
  ['a,b\r1,2\r', [['a', 'b'], ['1', '2']]],
  ['"a ""x""",b\n"1,5","2\n3"\n', [['a "x"', 'b'], ['1,5', '2\n3']]],
  ['5" disk,b\n', [['5" disk', 'b']]],
  ['"",\n,""\n', [['', ''], ['', '']]],
  ['sep=,\na,b\n', [['a', 'b']]],
] as const)('%j', async (text, cells) => {
  expect(await cellsOf(text)).toEqual(cells)
}) // biome-ignore format: a table

test('lines are counted through cells that hold line ends', async () => {
  const rows = await readCsv('a,b\n"1\n2\n3",x\nlast,y\n', 'a.csv', ',')
  expect(rows.map(row => row.line)).toEqual([1, 2, 5])
})

test('property: rows are read as csv-parse reads them', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '1', ' ', ',', ';', '"', '\n', '.'), maxLength: 6 })
  const row = fc.array(cell, { minLength: 2, maxLength: 5 })
  const quote = (c: string): string => (/[",\n;]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (rows, end) => {
      const text = rows.map(cells => cells.map(quote).join(',')).join(end) + end
      const theirs = parse(text, { relax_column_count: true, record_delimiter: end }) as string[][]
      expect(await cellsOf(text)).toEqual(theirs)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['a;b;c\n1,5;2;3\n', ';'],
  ['a\tb\tc\n1,5\t2\t3\n', '\t'],
  ['a|b|c\n"x|y"|2|3\n', '|'],
  ['"a;b;c;d",b\n1,2\n', ','],
  ['sep=;\na;b\n', ';'],
])('the separator of %j', (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter)
})
