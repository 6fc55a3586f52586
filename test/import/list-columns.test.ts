import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportPreview } from '../../src/shell/imports/preview.ts'
import type { LookedLists } from '../../src/shell/lists/list-columns.ts'
import { headersPrint } from '../../src/shell/lists/readings.ts'
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

describe('what was said of a list', () => {
  const said = { lists: { 'arved.csv': { columns: COLUMNS } }, oldDebts: 'nothing-sent' }
  const next = STRANGE.replaceAll('Q-', 'R-')
  const readings = async () =>
    (await house.owner.get<{ readings: { id: string; by: string; saidOn: string; decimal?: string }[] }>('/api/v1/imports/readings'))
      .readings
  const fileOf = async (files: Files, answers: object = {}) => (await preview(files, answers)).body.files[0]

  test('is remembered for the next one with the same headers, by whom and when, and can be changed or forgotten', async () => {
    expect(await fileOf([['arved.csv', STRANGE]], said)).toMatchObject({ source: 'said', columnsBy: 'person', lastTime: null })
    expect(await readings()).toEqual([]) // a look keeps nothing
    await bring([['arved.csv', STRANGE]], said)
    const [reading] = await readings()
    expect(reading).toMatchObject({ saidOn: '2026-11-24', holds: 'invoices', columns: COLUMNS })
    expect(reading?.by).not.toBe('')
    const again: Files = [['another name.csv', `A title;;;;;\n${next}`]]
    expect(await fileOf(again)).toMatchObject({
      source: 'said',
      columnsBy: 'last-time',
      lastTime: { id: reading?.id, saidOn: '2026-11-24' },
    })
    expect((await preview(again)).body).toMatchObject({ counts: { new: 2 }, isNewer: true })
    expect((await look(again)).lists[0]?.columns.map(c => c.field)).toEqual(Object.keys(COLUMNS))
    const changed = { ...COLUMNS, dueOn: 'Kuupaev', issuedOn: 'Tahtaeg' }
    expect(await fileOf(again, { lists: { 'another name.csv': { columns: changed } } })).toMatchObject({ columnsBy: 'person' })
    expect((await house.owner.ask('POST', '/api/v1/imports/forget', { id: reading?.id })).status).toBe(200)
    expect(await readings()).toEqual([])
    expect((await preview(again)).body).toMatchObject({ error: { faults: [{ code: 'headers-unknown' }] } })
    expect((await house.owner.ask('POST', '/api/v1/imports/forget', { id: 'no such reading' })).status).toBe(404)
  })

  test('stands when its import is taken back, is written once for the same words, and changed by the last ones', async () => {
    const { batchId } = (await bring([['arved.csv', STRANGE]], said)).body as { batchId: string }
    await house.owner.post('/api/v1/imports/undo', { batchId })
    expect(await readings()).toHaveLength(1)
    const links = async () => (await house.store.db.selectFrom('journal').select('seq').execute()).length
    const before = await links()
    await bring([['arved.csv', STRANGE]], said)
    expect((await links()) - before).toBe(1) // the import alone
    await bring([['other.csv', next]], { lists: { 'other.csv': { columns: { ...COLUMNS, orderNumber: 'Raha', currency: undefined } } }, oldDebts: 'nothing-sent' }) // biome-ignore format: one call
    expect(await readings()).toMatchObject([{ columns: { orderNumber: 'Raha' } }])
  })

  test('is kept of the mark before decimals, the order of dates and the currency too, each proposed again and asked', async () => {
    const known = 'Invoice Number,Contact Name,Invoice Date,Due Date,Total\nA-1,Harbour Books,03/04/2026,05/04/2026,"1,234"\n'
    const asked = async (text: string, answers: object = {}) =>
      Object.fromEntries(
        (await preview([['l.csv', text]], answers)).body.questions.flatMap(q => ('value' in q ? [[q.ask, `${q.value} ${q.by}`]] : [])),
      )
    expect(await asked(known)).toEqual({ 'date-order': 'dmy nobody', currency: 'EUR nobody', decimal: '. nobody' })
    const answers = { dateOrder: 'mdy', currency: 'USD', decimal: '.', oldDebts: 'nothing-sent' }
    expect(await asked(known, answers)).toEqual({ 'date-order': 'mdy person', currency: 'USD person', decimal: '. person' })
    await bring([['l.csv', known]], answers)
    const later = known.replace('A-1', 'A-2')
    expect(await asked(later)).toEqual({ 'date-order': 'mdy last-time', currency: 'USD last-time', decimal: '. last-time' })
    expect(await asked(later, { dateOrder: 'dmy' })).toMatchObject({ 'date-order': 'dmy person' })
    // a list that shows it itself is not asked about
    expect(await asked(later.replace('03/04/2026', '25/03/2026').replace('"1,234"', '€1.50'))).toEqual({})
    expect((await preview([['l.csv', later]], { currency: 'XXY' })).status).toBe(422)
    expect((await preview([['l.csv', later]], { decimal: ';' })).status).toBe(422)
  })

  test('by another program’s fact that is none, reads nothing', async () => {
    const fact = { headers: headersPrint(STRANGE.split('\n')[0]?.split(';') ?? []), holds: 'invoices', reading: { columns: { number: 7, colour: 'x' }, decimal: '?' } } // biome-ignore format: one line
    expect((await house.owner.ask('POST', '/api/v1/facts/list-reading', fact)).status).toBe(201)
    expect((await preview([['arved.csv', STRANGE]])).body).toMatchObject({ error: { faults: [{ code: 'column-missing' }, {}, {}, {}] } })
    expect((await preview([['arved.csv', STRANGE]], said)).body).toMatchObject({ counts: { new: 2 } })
  })
})

test('a list that fits invoices and payments alike is said to be read as invoices, until somebody says which', async () => {
  const told = async (text: string, answers: object = {}) =>
    (await preview([['l.csv', text]], answers)).body.notes.filter(note => note.code === 'maybe-payments').length
  const open = 'Date,Client,Invoice,Amount,Currency\n2026-11-03,Harbour Books,A-1,50.00,EUR\n'
  expect(await told(open)).toBe(1)
  expect(await told(open, { holds: 'payments' })).toBe(0)
  expect(await told(open, { holds: 'invoices' })).toBe(0)
  expect(await told(open.replace('Date,', 'Due Date,Invoice Date,').replace('2026-11-03,', '2026-12-03,2026-11-03,'))).toBe(0)
})
