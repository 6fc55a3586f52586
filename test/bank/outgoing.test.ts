import { afterEach, beforeEach, expect, test } from 'vitest'
import { confirmLine, setLineAside, setOutgoingAside, undoAside, undoLine } from '../../src/shell/acts/bank.ts'
import { importStatements } from '../../src/shell/acts/import-statement.ts'
import { factsOf } from '../../src/shell/store/load.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { bankView } from '../../src/shell/views/bank.ts'
import { clientView } from '../../src/shell/views/client.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { type CamtLine, camt } from '../support/camt.ts'
import { aDebtor, aFirm, type TestFirm } from '../support/firm.ts'

let firm: TestFirm
let place: Place
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  place = firm.on('2026-03-10')
})
afterEach(() => firm.close())

const IBAN = 'FR7630006000011234567890189'
const bring = (lines: readonly CamtLine[]) => importStatements(place, [{ name: 'march.xml', bytes: Buffer.from(camt(lines)) }])
const balances = async (clientId: string) => (await clientView(place, clientId)).balances.map(b => `${b.open.minor} ${b.currency}`)
const paid: CamtLine = { on: '2026-03-02', amount: '1250.00', text: 'F-Librairie', name: 'LIBRAIRIE', iban: IBAN }
const rent: CamtLine = { on: '2026-03-03', amount: '-900.00', text: 'Loyer mars', name: 'SCI du Port' }

test('money sent to a client waits as a refund with what they have to their credit; it is booked by one confirmation, and taken back exactly', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  await bring([paid, { on: '2026-03-05', amount: '-50.00', text: 'trop-perçu', name: 'M. Martin', iban: IBAN }, rent])
  const view = await bankView(place)
  // all of it waited: the payment was more than is open, the refund is nobody's to book by itself, the rent is nobody's here
  const income = view.waiting.find(l => l.refund === null)
  if (income) await confirmLine(place, { line: income.id })
  const [refund] = (await bankView(place)).waiting
  expect(refund).toMatchObject({ minor: '-5000', status: 'proposed', refund: { clientId, clientName: 'Librairie' }, holds: null })
  expect(refund?.reasons).toEqual([
    { code: 'known-account', params: { account: IBAN } },
    { code: 'credit-kept', params: { creditAmount: '5000 EUR' } },
  ])
  const line = refund?.id ?? ''
  await confirmLine(place, { line })
  const payments = await factsOf(place.store.db, place.workspaceId, 'payment').execute()
  expect(payments).toContainEqual(expect.objectContaining({ kind: 'refund', amountMinor: -5000n, paidOn: '2026-03-05' }))
  expect(await balances(clientId)).toEqual([])
  expect((await bankView(place)).waiting).toEqual([])
  await undoLine(place, { line })
  expect((await bankView(place)).waiting).toMatchObject([{ id: line, refund: { clientId } }])
  await confirmLine(place, { line, client: 'Librairie' })
  const { booked } = await bankView(place)
  expect(booked.map(b => `${b.minor} ${b.clients[0]?.name}`).sort()).toEqual(['-5000 Librairie', '125000 Librairie'])
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('a refund beyond their credit says so, and what it took back is open again', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  await bring([
    { ...paid, amount: '1200.00' },
    { on: '2026-03-05', amount: '-200.00', text: 'geste', name: 'LIBRAIRIE', iban: IBAN },
  ])
  const [refund] = (await bankView(place)).waiting
  expect(refund?.reasons[1]).toEqual({ code: 'credit-short', params: { creditAmount: '0 EUR' } })
  await confirmLine(place, { line: refund?.id ?? '' })
  expect(await balances(clientId)).toEqual(['20000 EUR'])
})

test('other money out is listed apart, holds nobody, and is set aside one by one or all at once, refunds excepted', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  const wages = { on: '2026-03-04', amount: '-2100.00', text: 'Salaire', name: 'Mme Petit' }
  await bring([rent, wages, { ...wages, text: 'Salaire 2' }, { on: '2026-03-05', amount: '-20.00', text: 'x', name: 'Librairie' }])
  const view = await bankView(place)
  expect(view.out).toMatchObject({
    count: 3,
    lines: [{ text: 'Salaire 2' }, { text: 'Salaire' }, { minor: '-90000', counterparty: 'SCI du Port' }],
  })
  expect(view.waiting).toMatchObject([{ refund: { clientId } }])
  await setLineAside(place, { line: view.out.lines[2]?.id ?? '', why: 'rent' })
  const wagesLine = view.out.lines[0]?.id
  await expect(setOutgoingAside(place, { why: ' ' })).rejects.toMatchObject({ faults: [{ code: 'field-missing', field: 'why' }] })
  expect(await setOutgoingAside(place, { why: 'wages' })).toEqual({ lines: 2, line: wagesLine })
  const after = await bankView(place)
  expect(after.out).toEqual({ count: 0, lines: [] })
  expect(after.setAside.map(l => l.why).sort()).toEqual(['rent', 'wages', 'wages'])
  expect(after.waiting).toHaveLength(1)
  expect(await setOutgoingAside(place, { why: 'again' })).toEqual({ lines: 0, line: null })
  expect(after.setAside.map(l => `${l.why} ${l.together}`).sort()).toEqual(['rent 1', 'wages 0', 'wages 2'])
  // all that were set aside in one go come back in one go; the rent stays away
  const wagesAside = after.setAside.find(l => l.together === 2)?.id ?? ''
  expect(await undoAside(place, { line: wagesAside })).toEqual({ lines: 2 })
  const back = await bankView(place)
  expect(back.out.lines.map(l => l.text).sort()).toEqual(['Salaire', 'Salaire 2'])
  expect(back.setAside.map(l => l.why)).toEqual(['rent'])
  await expect(undoAside(place, { line: wagesAside })).rejects.toMatchObject({ faults: [{ code: 'nothing-booked', field: 'line' }] })
  await setOutgoingAside(place, { why: 'wages' })
  await undoLine(place, { line: wagesAside })
  expect((await bankView(place)).out.count).toBe(1)
  const own = (await bankView(place)).out.lines[0]?.id ?? ''
  await expect(confirmLine(place, { line: own })).rejects.toMatchObject({ faults: [{ code: 'nothing-proposed' }] })
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('money in that was set aside and comes back holds its client again; a refund says the payee’s name, not a payer’s', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  await bring([
    { on: '2026-03-02', amount: '77.00', text: 'acompte', name: 'Librairie' },
    { on: '2026-03-05', amount: '-20.00', text: 'geste', name: 'Librairie' },
  ])
  const { waiting } = await bankView(place)
  expect(waiting.map(l => l.holds?.clientId)).toEqual([clientId, undefined])
  expect(waiting[1]?.reasons.map(r => r.code)).toEqual(['payee-equal', 'credit-short'])
  const line = waiting[0]?.id ?? ''
  for (const takeBack of [undoLine, undoAside]) {
    await setLineAside(place, { line, why: 'not ours' })
    expect((await bankView(place)).waiting.map(l => l.id)).not.toContain(line)
    await takeBack(place, { line })
    expect((await bankView(place)).waiting.find(l => l.id === line)?.holds?.clientId).toBe(clientId)
  }
})
