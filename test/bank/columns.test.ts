import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StatementImport } from '../../src/shell/acts/import-statement.ts'
import type { ListColumns } from '../../src/shell/bank/columns.ts'
import { type House, openHouse } from '../acceptance/house.ts'
import { dunwellOn } from '../support/dunwell.ts'
import { aFirm } from '../support/firm.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-04-01')
})
afterEach(() => house.close())

/** Headers that no word list knows, and dates that only a person can read: month first. */
const STRANGE = ['Kuupaev|Selgitus|Rahasumma|Konto', '03/04/2026|ARVE 12|1234.50|EE38', '03/05/2026|TASU|-3.00|EE38']
const file = (lines: readonly string[], name = 'pank.csv'): FormData => {
  const form = new FormData()
  form.set('file', new File([lines.join('\n')], name))
  return form
}
const said = (form: FormData, mapping: object, more: Readonly<Record<string, string>> = {}): FormData => {
  form.set('mapping', JSON.stringify(mapping))
  for (const [key, value] of Object.entries(more)) form.set(key, value)
  return form
}
const columns = (form: FormData) => house.owner.send<ListColumns[]>('/api/v1/bank/columns', form)
const MAPPING = { columns: { day: 0, text: 1, amount: 2 }, dateOrder: 'MDY', decimal: '.', currency: 'EUR' }
const days = async () =>
  (await house.owner.get<{ booked: { valueOn: string }[]; waiting: { valueOn: string }[] }>('/api/v1/bank')).waiting.map(l => l.valueOn)

test('how a list is read is said once and remembered for the next one with these headers', async () => {
  const [before] = await columns(file(STRANGE))
  expect(before).toMatchObject({ confirmed: false, mapping: null })
  expect(before?.rows[0]).toEqual(['Kuupaev', 'Selgitus', 'Rahasumma', 'Konto'])
  const brought = await house.owner.send<StatementImport>('/api/v1/bank/import', said(file(STRANGE), MAPPING))
  expect(brought).toMatchObject({ newLines: 2, statements: [{ from: '2026-03-04', to: '2026-03-05' }] })
  const next = [STRANGE[0] ?? '', '03/06/2026|ARVE 13|99.00|EE38']
  expect((await columns(file(next)))[0]).toMatchObject({ confirmed: true, mapping: { dateOrder: 'MDY', columns: { day: 0, amount: 2 } } })
  await house.owner.send('/api/v1/bank/import', file(next, 'next.csv'))
  expect(await days()).toContain('2026-03-06')
})

test('a mapping that was confirmed for an account holds for it, and lists that name no account are of it', async () => {
  const account = 'FR7630001007941234567890185'
  await house.owner.send('/api/v1/bank/import', said(file(STRANGE), MAPPING, { account }))
  const next = [STRANGE[0] ?? '', '03/07/2026|ARVE 14|50.00|EE38']
  const brought = await house.owner.send<StatementImport>('/api/v1/bank/import', file(next))
  expect(brought.statements.map(s => s.account)).toEqual([account])
})

test('corrected once more, the newer one holds', async () => {
  await house.owner.send('/api/v1/bank/import', said(file(STRANGE), MAPPING))
  await house.owner.send('/api/v1/bank/import', said(file([STRANGE[0] ?? '', '05/06/2026|X|1.00|E']), { ...MAPPING, dateOrder: 'DMY' }))
  expect((await columns(file(STRANGE)))[0]?.mapping?.dateOrder).toBe('DMY')
})

test.each([
  ['no day', { columns: { amount: 2 } }, 'day'],
  ['no amount', { columns: { day: 0 } }, 'amount'],
  ['a column that is not there', { columns: { day: 0, amount: 9 } }, 'amount'],
  ['a role that no column has', { columns: { day: 0, amount: 2, colour: 1 } }, 'colour'],
  ['an order of dates that does not exist', { ...MAPPING, dateOrder: 'DYM' }, 'dateOrder'],
  ['another decimal sign', { ...MAPPING, decimal: '·' }, 'decimal'],
  ['no currency', { ...MAPPING, currency: 'euro' }, 'currency'],
])('%s is refused, and nothing is remembered', async (_, mapping, field) => {
  const answer = await house.owner.form('/api/v1/bank/import', said(file(STRANGE), mapping))
  expect(answer).toMatchObject({ status: 422, body: { error: { faults: expect.arrayContaining([expect.objectContaining({ field })]) } } })
  expect((await columns(file(STRANGE)))[0]?.confirmed).toBe(false)
})

test('what is no JSON of a mapping is refused; statements that say themselves what stands where have no columns', async () => {
  const form = file(STRANGE)
  form.set('mapping', 'day=0')
  expect(await house.owner.form('/api/v1/bank/import', form)).toMatchObject({ status: 422 })
  expect(await columns(file([':20:X', ':25:1', ':28C:1', ':60F:C260301EUR1,00', ':62F:C260301EUR1,00'], 'a.sta'))).toEqual([])
})

test('on the command line the columns are shown, said and remembered', async () => {
  const firm = await aFirm('2026-04-01')
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const path = join(firm.folder, 'pank.csv')
  writeFileSync(path, STRANGE.join('\n'))
  const imported = ['bank', 'import', path, '--account', 'EE382200221020145685', '--currency', 'EUR', '--json']
  const brought = await dunwell(...imported, '--columns', 'day=0,text=1,amount=2', '--date-order', 'MDY')
  expect(JSON.parse(brought.out)).toMatchObject({ newLines: 2, statements: [{ from: '2026-03-04' }] })
  const shown = await dunwell('bank', 'columns', path)
  expect(shown.out).toMatch(/pank\.csv \(confirmed before\)/)
  expect(shown.out).toMatch(/0 {2}day +Kuupaev · 03\/04\/2026/)
  expect((await dunwell(...imported, '--columns', 'day:0')).code).toBe(1)
}, 60_000)
