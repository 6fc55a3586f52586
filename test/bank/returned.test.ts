import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StatementOfAccount } from '../../src/shell/views/statement.ts'
import { type House, invoice, openHouse, owing } from '../acceptance/house.ts'
import { type CamtLine, camt } from '../support/camt.ts'

let house: House
let clientId: string
beforeEach(async () => {
  house = await openHouse('2026-03-20')
  ;({ clientId } = await owing(house, { number: 'F-2026-07', issuedOn: '2026-01-05', dueOn: '2026-02-04', minor: '34800' }))
})
afterEach(() => house.close())

const bring = async (lines: readonly CamtLine[], closingOn: string) => {
  const form = new FormData()
  form.set('file', new File([camt(lines, { closingOn })], `${closingOn}.xml`))
  form.set('confirmGap', 'true')
  return house.owner.send<{ matched: { applied: number } }>('/api/v1/bank/import', form)
}
const balance = async () =>
  (await house.owner.get<StatementOfAccount>(`/api/v1/clients/${clientId}/statement`)).parts.map(p => p.balanceMinor)
const debit = { on: '2026-03-10', amount: '348.00', text: 'Prélèvement F-2026-07', name: 'LIBRAIRIE L ENCRIER BLEU' }

test('a bounced debit on a statement opens the invoice of the very payment again, and only once', async () => {
  await bring([debit], '2026-03-11')
  expect(await balance()).toEqual([])
  const back = { on: '2026-03-16', amount: '-348.00', text: 'REJET PRELEVEMENT F-2026-07', name: 'LIBRAIRIE L ENCRIER BLEU' }
  expect(await bring([debit, back], '2026-03-17')).toMatchObject({ matched: { applied: 1 } })
  expect(await balance()).toEqual(['34800'])
  expect(await bring([debit, back], '2026-03-18')).toMatchObject({ matched: { applied: 0 } })
  expect(await balance()).toEqual(['34800'])
})

test.each([
  ['says nothing of a return', { text: 'F-2026-07 REMBOURSEMENT', amount: '-348.00' }],
  ['is another amount', { text: 'REJET F-2026-07', amount: '-347.00' }],
  ['names another invoice', { text: 'REJET F-2026-99', amount: '-348.00' }],
])('a line that %s is left to a person', async (_, change) => {
  await bring([debit], '2026-03-11')
  await bring([debit, { ...debit, on: '2026-03-16', ...change }], '2026-03-17')
  expect(await balance()).toEqual([])
})

test('a person books what went back: for an invoice it is open again, for a client it is a refund', async () => {
  await invoice(house, clientId, { number: 'F-2026-08', issuedOn: '2026-01-05', dueOn: '2026-02-04', minor: '10000' })
  await bring([debit, { on: '2026-03-12', amount: '150.00', text: 'F-2026-08', name: 'LIBRAIRIE L ENCRIER BLEU' }], '2026-03-13')
  await house.owner.post('/api/v1/acts/bank-match', {})
  const view = await house.owner.get<{ waiting: { id: string; minor: string }[] }>('/api/v1/bank')
  for (const line of view.waiting) await house.owner.post('/api/v1/acts/bank-confirm', { line: line.id, client: clientId })
  expect(await balance()).toEqual(['-5000'])
  await bring(
    [
      { on: '2026-03-18', amount: '-50.00', text: 'trop perçu', name: 'LIBRAIRIE' },
      { on: '2026-03-18', amount: '-348.00', text: 'divers', name: 'X' },
    ],
    '2026-03-19',
  )
  const lines = await house.owner.get<{ facts: { id: string; amountMinor: string }[] }>('/api/v1/facts/bank-entry?limit=100')
  const lineOf = (minor: string) => lines.facts.find(f => f.amountMinor === minor)?.id ?? ''
  await house.owner.post('/api/v1/acts/bank-confirm', { line: lineOf('-5000'), client: clientId })
  expect(await balance()).toEqual([])
  await house.owner.post('/api/v1/acts/bank-confirm', { line: lineOf('-34800'), invoices: ['F-2026-07'] })
  expect(await balance()).toEqual(['34800'])
  await house.owner.post('/api/v1/acts/bank-undo', { line: lineOf('-34800') })
  expect(await balance()).toEqual([])
})
