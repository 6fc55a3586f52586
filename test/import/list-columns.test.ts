import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportPreview } from '../../src/shell/imports/preview.ts'
import type { LookedLists } from '../../src/shell/lists/list-columns.ts'
import { type House, openHouse } from '../acceptance/house.ts'
import { upload } from '../acceptance/upload.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-11-24')
})
afterEach(() => house.close())

type Files = readonly (readonly [name: string, content: string])[]
const look = async (files: Files, answers: object = {}) =>
  (await upload<LookedLists>(house, '/api/v1/imports/columns', files, { answers: JSON.stringify(answers) })).body
const preview = (files: Files, answers: object = {}) =>
  upload<ImportPreview>(house, '/api/v1/imports/preview', files, { answers: JSON.stringify(answers) })
const bring = (files: Files, answers: object) => upload(house, '/api/v1/imports', files, { answers: JSON.stringify(answers) })
const invoices = async () =>
  (await house.owner.get<{ facts: { number: string; totalMinor: string; dueOn: string; issuedOn: string }[] }>('/api/v1/facts/invoice'))
    .facts

/** Headers that no source of lists knows. */
const STRANGE = [
  'Qarda;Ostja;Kuupaev;Tahtaeg;Kokku xx;Raha',
  'Q-1;Harbour Books;2026-10-01;2026-10-31;1234.50;EUR',
  'Q-2;Mill Lane;2026-10-02;2026-11-01;80.00;EUR',
].join('\n')
const COLUMNS = { number: 'Qarda', clientName: 'Ostja', issuedOn: 'Kuupaev', dueOn: 'Tahtaeg', total: 'Kokku xx', currency: 'Raha' }

describe('a list whose headers nobody knows', () => {
  test('is refused, shows its columns with a few cells, and comes in once they are said', async () => {
    const files: Files = [['arved.csv', STRANGE]]
    expect((await preview(files)).body).toMatchObject({ error: { faults: [{ code: 'headers-unknown', file: 'arved.csv' }] } })
    const { lists, needed, fields } = await look(files)
    expect(lists).toMatchObject([{ file: 'arved.csv', holds: 'invoices' }])
    expect(lists[0]?.columns[1]).toEqual({ header: 'Ostja', name: 'Ostja', examples: ['Harbour Books', 'Mill Lane'], field: null })
    expect(lists[0]?.columns.every(c => c.field === null)).toBe(true)
    expect(needed.invoices).toEqual(expect.arrayContaining([['number'], ['clientName', 'clientRef'], ['issuedOn']]))
    expect(fields.slice(0, 3)).toEqual(['number', 'clientName', 'issuedOn'])
    const answers = { lists: { 'arved.csv': { holds: 'invoices', columns: COLUMNS } }, oldDebts: 'nothing-sent' }
    expect((await preview(files, answers)).body).toMatchObject({ ready: true, counts: { new: 2 } })
    expect((await bring(files, answers)).status).toBe(200)
    expect((await invoices()).map(i => [i.number, i.totalMinor, i.dueOn])).toEqual([
      ['Q-1', '123450', '2026-10-31'],
      ['Q-2', '8000', '2026-11-01'],
    ])
    expect((await look(files, answers)).lists[0]?.columns.map(c => c.field)).toEqual(Object.keys(COLUMNS))
  })

  test('below a title, with a column of no name and two of one name, is told by place', async () => {
    const list = 'Aruanne 2026;;;;;\nQarda;;Kuup;Kuup;Kokku xx;\nQ-1;Harbour Books;2026-10-01;2026-10-31;10.00;\n'
    const files: Files = [['arved.csv', list]]
    const columns = (await look(files)).lists[0]?.columns ?? []
    expect(columns.map(c => c.name)).toEqual(['Qarda', '#2', '#3', '#4', 'Kokku xx'])
    const said = { number: 'Qarda', clientName: '#2', dueOn: '#4', issuedOn: '#3', total: 'Kokku xx' }
    expect((await preview(files, { lists: { 'arved.csv': { columns: said } } })).body).toMatchObject({
      invoices: [{ number: 'Q-1', client: 'Harbour Books', issuedOn: '2026-10-01', dueOn: '2026-10-31' }],
    })
    const byPlace = { number: '#1', clientName: '#2', issuedOn: '#3', total: '#5' }
    expect((await preview(files, { lists: { 'arved.csv': { columns: byPlace } } })).body).toMatchObject({
      invoices: [{ number: 'Q-1', dueOn: null }],
    })
  })

  test('with headers that look like places, in a file with the name of something else', async () => {
    const list = '#2;#1;Kuup;Kokku xx\nHarbour Books;Q-1;2026-10-01;10.00\n'
    expect((await look([['constructor', list]], { lists: {} })).lists[0]?.columns.map(c => c.name)).toEqual([
      '#1',
      '#2',
      'Kuup',
      'Kokku xx',
    ])
    const columns = { clientName: '#1', number: '#2', issuedOn: 'Kuup', total: 'Kokku xx' }
    expect((await preview([['constructor', list]], { lists: { constructor: { columns } } })).body).toMatchObject({
      invoices: [{ number: 'Q-1', client: 'Harbour Books' }],
    })
  })

  test('of payments beside a known list of invoices: each is read in its own way', async () => {
    const known = 'Invoice Number,Contact Name,Invoice Date,Due Date,Total,Currency\nA-1,Harbour Books,2026-10-01,2026-10-31,50.00,EUR\n'
    const paid = 'Qarda;Millal;Kokku xx\nA-1;2026-11-05;20.00\n'
    const files: Files = [['known.csv', known], ['paid.csv', paid]] // biome-ignore format: one line
    const answers = { lists: { 'paid.csv': { holds: 'payments', columns: { number: 'Qarda', paidOn: 'Millal', amount: 'Kokku xx' } } } }
    expect((await preview(files, answers)).body).toMatchObject({ counts: { new: 1, payments: 1 } })
  })
})

test('a known list that is read wrongly is read as it is said, and nothing else of it is used', async () => {
  const list = 'Invoice Number,Contact Name,Invoice Date,Due Date,Total,Real total\nA-1,Harbour Books,2026-10-01,2026-10-31,50.00,60.00\n'
  const files: Files = [['list.csv', list]]
  expect((await look(files)).lists[0]?.columns.find(c => c.header === 'Total')?.field).toBe('total')
  const columns = { number: 'Invoice Number', clientName: 'Contact Name', issuedOn: 'Invoice Date', total: 'Real total' }
  expect((await preview(files, { lists: { 'list.csv': { columns } } })).body).toMatchObject({
    invoices: [{ total: { minor: '6000' }, dueOn: null }],
    files: [{ columns: expect.arrayContaining([{ header: 'Due Date', field: null }]) }],
  })
})

test('a needed column that was not said is named; what no column can be, and what is no list, is refused', async () => {
  const files: Files = [['arved.csv', STRANGE]]
  const said = (columns: object) => ({ lists: { 'arved.csv': { columns } } })
  expect((await preview(files, said({ number: 'Qarda', total: 'Kokku xx' }))).body).toMatchObject({
    error: { faults: [{ field: 'clientName' }, { field: 'issuedOn' }] },
  })
  expect((await preview(files, said({ colour: 'Qarda' }))).status).toBe(422)
  expect((await preview(files, said({ number: '#99', clientName: '#0' }))).status).toBe(422)
  expect((await look([['words.csv', 'only words\nin one column\n']])).lists).toEqual([])
  expect((await upload(house, '/api/v1/imports/columns', [['empty.csv', '']], {})).status).toBe(422)
})

test('a long list is looked at beside the main thread, with the first cells only', async () => {
  const rows = Array.from({ length: 8000 }, (_, i) => `Q-${i};Client ${i};2026-10-01;2026-10-31;10.00;EUR`)
  const { lists } = await look([['long.csv', [STRANGE.split('\n')[0], ...rows].join('\n')]])
  expect(lists[0]?.columns[0]?.examples).toEqual(['Q-0', 'Q-1', 'Q-2'])
})

test.each(['{"termsDays":', '[]', '"x"'])('answers that cannot be read are refused by name, and nothing comes in: %s', async answers => {
  for (const path of ['/api/v1/imports/preview', '/api/v1/imports', '/api/v1/imports/columns', '/api/v1/e-invoices/preview'])
    expect(await upload(house, path, [['arved.csv', STRANGE]], { answers })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ code: 'field-wrong' }] } },
    })
  expect(await invoices()).toEqual([])
})
