import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addDays, type Day, day } from '../../../src/core/day/day.ts'
import { runCli } from '../../../src/shell/cli/program.ts'

let folder = ''
let out = ''
let err = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecast-'))
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    err += String(text)
    return true
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const START = day('2025-01-06')
/** Twenty invoices a week apart of a client who always pays ten days late, and of one who pays two days early. */
const history = (edit: (row: string, at: number) => string = row => row): string => {
  const rows = Array.from({ length: 20 }, (_, at) => {
    const issued = addDays(START, at * 7)
    const due = addDays(issued, 30)
    const row = (customer: string, settled: Day): string => `${customer},${issued},${due},${settled},100.50`
    return [row('Slow Ltd', addDays(due, 10)), row('Quick Ltd', addDays(due, -2))].join('\n')
  })
  return ['customer,invoice_date,due_date,settled_date,amount', ...rows.join('\n').split('\n').map(edit)].join('\n')
}
const OPEN =
  'Invoice No;Client;Issue Date;Due;Amount\nA-1;Quick Ltd;2025-06-16;2025-07-16;99.90\nA-2;Slow Ltd;2025-06-02;02.07.2025;1200\nA-3;New Ltd;2025-06-16;2025-07-16;5\n'

const forecast = async (files: { history?: string; open?: string }, ...args: string[]): Promise<number> => {
  const past = join(folder, 'past.csv')
  const open = join(folder, 'open.csv')
  await writeFile(past, files.history ?? history())
  await writeFile(open, files.open ?? OPEN)
  return runCli(['forecast', '--history', past, '--open', open, ...args])
}
const lines = () =>
  out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line)) // what the command printed

test('one line an open invoice, in the order given, its number kept under its own heading', async () => {
  expect(await forecast({}, '--json')).toBe(0)
  const [quick, slow, fresh] = lines()
  expect(quick).toMatchObject({
    'Invoice No': 'A-1',
    customer: 'Quick Ltd',
    invoice_date: '2025-06-16',
    due_date: '2025-07-16',
    amount: '99.90',
  })
  expect(slow).toMatchObject({ customer: 'Slow Ltd', due_date: '2025-07-02', expected: '2025-07-12', amount: '1200', as_of: '2025-06-02' })
  expect(slow.pLate).toBeGreaterThan(0.8)
  expect(quick.pLate).toBeLessThan(0.2)
  expect(fresh.basis.code).toBe('new-customer')
  for (const line of [quick, slow, fresh]) expect(line.p10 <= line.expected && line.expected <= line.p90).toBe(true)
})

test('a payment dated on the as-of day or later changes nothing', async () => {
  await forecast({ open: OPEN }, '--json', '--as-of', '2025-04-01')
  const before = out
  out = ''
  const moved = history(row =>
    row.replace(/,(\d{4}-\d{2}-\d{2}),100\.50$/, (whole, settled: string) => (settled < '2025-04-01' ? whole : ',2025-12-24,100.50')),
  )
  expect(moved).not.toBe(history())
  await forecast({ history: moved }, '--json', '--as-of', '2025-04-01')
  expect(out).toBe(before)
})

test('with --as-of an overdue invoice is late for certain and its day lies ahead', async () => {
  await forecast({}, '--json', '--as-of', '2025-08-01')
  for (const line of lines()) {
    expect(line.pLate).toBe(1)
    expect(line.expected >= '2025-08-01').toBe(true)
  }
})

test('a settled date in the open file is not read: an open invoice is open', async () => {
  const open = (settled: string): string => `customer,invoice_date,due_date,settled_date\nSlow Ltd,2025-06-02,2025-07-02,${settled}\n`
  await forecast({ open: open('') }, '--json')
  const before = out
  out = ''
  await forecast({ open: open('2025-06-03') }, '--json')
  expect(out).toBe(before)
})

test('for a reader: one sentence an invoice with what it rests on', async () => {
  expect(await forecast({})).toBe(0)
  expect(out).toContain('Slow Ltd A-2, due 2025-07-02: ')
  expect(out).toMatch(/Slow Ltd.*likely 2025-07-12 \(.* to .*\) · \d+ of \d+ paid late; mixed with 3 typical invoices/)
  expect(out).toMatch(/New Ltd A-3.*nothing settled yet; as a typical customer/)
})

test('an empty list of open invoices gives nothing; an empty history gives typical customers', async () => {
  expect(await forecast({ open: 'customer,invoice_date,due_date\n' }, '--json')).toBe(0)
  expect(out).toBe('')
  expect(await forecast({ history: 'customer,invoice_date,due_date,settled_date\n' }, '--json')).toBe(0)
  expect(lines().every(line => line.basis.code === 'new-customer')).toBe(true)
})

test.each([
  [
    'history',
    'customer,invoice_date,due_date,settled_date\nA,2025-01-01,2025-02-01,2025-02-30\n',
    'past.csv, line 2, field "settled_date": "2025-02-30" is not a day',
  ],
  [
    'history',
    'customer,invoice_date,due_date,settled_date\nA,2025-01-01,2025-02-01,\n,2025-01-01,2025-02-01,\n',
    'past.csv, line 3, field "customer": The cell is empty',
  ],
  ['history', 'customer,invoice_date,due_date\nA,2025-01-01,2025-02-01\n', 'field "settled_date": No column says "settled_date"'],
  [
    'open',
    'customer,invoice_date,due_date,amount\nA,2025-01-01,01/02/2025,5\n',
    'open.csv, line 2, field "due_date": "01/02/2025" is not a day',
  ],
  [
    'open',
    'customer,invoice_date,due_date,amount\nA,2025-01-01,2025-02-01,"1,5"\n',
    'open.csv, line 2, field "amount": "1,5" is not an amount',
  ],
  [
    'open',
    'customer,invoice_date,due_date\nA,2025-01-01\n',
    'open.csv, line 2: The row has another number of cells than the heading line.',
  ],
  ['open', 'customer,invoice_date,due_date\n"A,2025-01-01,2025-02-01\n', 'A quotation mark is opened and never closed.'],
  ['open', '', 'There is not even a heading line'],
] as const)('a broken %s file is refused, nothing printed: %s', async (which, text, message) => {
  expect(await forecast({ [which]: text })).toBe(1)
  expect(err).toContain(message)
  expect(out).toBe('')
})

test('every bad row is named, the first twenty one by one', async () => {
  const bad = Array.from({ length: 25 }, () => 'A,2025-01-01,never').join('\n')
  expect(await forecast({ open: `customer,invoice_date,due_date\n${bad}\n` })).toBe(1)
  expect(err.match(/"never" is not a day/g)).toHaveLength(20)
  expect(err).toContain('5 more faults follow')
})

test('a day that is none and a file that is not there are refused', async () => {
  expect(await forecast({}, '--as-of', '2025-13-01')).toBe(1)
  expect(err).toContain('field "--as-of": "2025-13-01" is not a day')
  err = ''
  expect(await forecast({}, '--as-of', '9999-12-31')).toBe(1)
  expect(err).toContain('field "--as-of": "9999-12-31" is out of reach')
  expect(await runCli(['forecast', '--history', join(folder, 'none.csv'), '--open', join(folder, 'none.csv'), '--json'])).toBe(1)
  expect(JSON.parse(out).error.faults[0]).toMatchObject({ code: 'file-unreadable' })
})
