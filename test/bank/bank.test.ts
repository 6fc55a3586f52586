import { afterEach, beforeEach, expect, test } from 'vitest'
import { confirmLine, matchBank, rejectLine, setLineAside, undoLine } from '../../src/shell/acts/bank.ts'
import { importStatements, previewStatements } from '../../src/shell/acts/import-statement.ts'
import { looked } from '../../src/shell/acts/looked.ts'
import { pay } from '../../src/shell/acts/pay.ts'
import { promise } from '../../src/shell/acts/promise.ts'
import { undoImport } from '../../src/shell/acts/undo-import.ts'
import { loadWorld, moneySeen, moneySeenUpTo } from '../../src/shell/run/world.ts'
import { factsOf, workspaceFacts } from '../../src/shell/store/load.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { bankView } from '../../src/shell/views/bank.ts'
import { clientView } from '../../src/shell/views/client.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { type CamtLine, camt } from '../support/camt.ts'
import { aDebtor, aFirm, type TestFirm } from '../support/firm.ts'

const TODAY = '2026-03-10'
let firm: TestFirm
let place: Place
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  place = firm.on(TODAY)
})
afterEach(() => firm.close())

const statement = (lines: readonly CamtLine[], given: Parameters<typeof camt>[1] = {}) => [
  { name: 'march.xml', bytes: Buffer.from(camt(lines, given)) },
]
const openOf = async (clientId: string) => (await clientView(place, clientId)).balances.map(b => `${b.open.minor} ${b.currency}`)
const payments = () => factsOf(place.store.db, place.workspaceId, 'payment').execute()

test('a line that names an invoice with its amount is booked at once and lifts the debt; the bank is seen up to the closing day', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  const files = statement([
    { on: '2026-03-08', amount: '1200.00', text: 'Facture F-Librairie', name: 'LIBRAIRIE', iban: 'FR7630006000011234567890189' },
  ])
  expect(await previewStatements(place, files)).toMatchObject({ batchId: null, newLines: 1 })
  expect(await payments()).toEqual([])
  const result = await importStatements(place, files)
  expect(result).toMatchObject({ newLines: 1, knownLines: 0, matched: { applied: 1, proposed: 0, unknown: 0 } })
  expect(await openOf(clientId)).toEqual([])
  expect(await payments()).toMatchObject([{ clientId, amountMinor: 120_000n, paidOn: '2026-03-08', kind: 'payment' }])
  expect(await moneySeenUpTo(place.store.db, place.workspaceId)).toBe('2026-03-09')
  const view = await bankView(place)
  expect(view.accounts).toMatchObject([{ lastEntryOn: '2026-03-08', reachesTo: '2026-03-09', gaps: [] }])
  expect(view.booked).toMatchObject([{ by: 'rule', numbers: ['F-Librairie'], clients: [{ name: 'Librairie' }] }])
  expect(view.booked[0]?.reasonCodes).toContain('amount-exact')
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('an overlapping statement brings only what is new; the same file again writes nothing', async () => {
  const old: CamtLine = { on: '2026-03-05', amount: '10.00', text: 'a' }
  const twins: CamtLine[] = [old, { ...old, text: 'b' }, { ...old, text: 'b' }]
  await importStatements(place, statement(twins))
  const again = await importStatements(place, statement(twins))
  expect(again).toMatchObject({ batchId: null, newLines: 0, knownLines: 3 })
  const more = await importStatements(
    place,
    statement([...twins, { on: '2026-03-09', amount: '7.00', text: 'c' }], { closingOn: '2026-03-10' }),
  )
  expect(more).toMatchObject({ newLines: 1, knownLines: 3 })
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'bankEntry')).toHaveLength(4)
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'statement')).toHaveLength(2)
})

test('a statement that does not add up wants one confirmation, which is kept with its amount and its person', async () => {
  const files = statement([{ on: '2026-03-05', amount: '10.00', text: 'a' }], { closing: '5.00' })
  await expect(importStatements(place, files)).rejects.toMatchObject({ faults: [{ code: 'balance-gap', file: 'march.xml' }] })
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'bankEntry')).toEqual([])
  await importStatements(place, files, { confirmGap: true })
  expect((await bankView(place)).accounts[0]?.gaps).toMatchObject([{ minor: '500', confirmedBy: 'ada' }])
})

test('an unreadable line refuses every file, named; nothing is half-imported', async () => {
  const good = statement([{ on: '2026-03-05', amount: '10.00', text: 'a' }])
  const broken = { name: 'broken.xml', bytes: Buffer.from(camt([{ on: '2026-03-06', amount: 'twelve', text: 'b' }], { closing: '0.00' })) }
  await expect(importStatements(place, [...good, broken])).rejects.toMatchObject({ faults: [{ file: 'broken.xml' }] })
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'statement')).toEqual([])
})

test('money that may be a client’s holds that client until a person settles it', async () => {
  const { clientId, invoiceId } = await aDebtor(place, { name: 'Garage Lefort', dueOn: '2026-02-01' })
  await importStatements(place, statement([{ on: '2026-03-08', amount: '333.00', text: 'virement', name: 'GARAGE LEFORT' }]))
  const unmatched = async () => (await loadWorld(place.store.db, place.workspaceId, place.firm, place.by.today)).unmatchedByClient
  expect([...(await unmatched())]).toEqual([[clientId, 33_300]])
  const [line] = (await bankView(place)).waiting
  expect(line).toMatchObject({ status: 'proposed', holds: { clientId }, shares: [{ invoiceId, minor: '33300' }] })
  await confirmLine(place, { line: line?.id ?? '' })
  expect([...(await unmatched())]).toEqual([])
  expect(await openOf(clientId)).toEqual(['86700 EUR'])
})

test('what a person took back is never applied again; a payer that was confirmed is known next time, and forgotten with the undo', async () => {
  const { clientId, invoiceId } = await aDebtor(place, { name: 'Fonderie', dueOn: '2026-02-01' })
  const iban = 'FR7610107001011234567890129'
  await importStatements(place, statement([{ on: '2026-03-08', amount: '1200.00', text: 'F-Fonderie', iban }]))
  const [booked] = (await bankView(place)).booked
  const line = booked?.id ?? ''
  await undoLine(place, { line })
  expect(await openOf(clientId)).toEqual(['120000 EUR'])
  expect(await matchBank(place)).toMatchObject({ applied: 0 })
  expect((await bankView(place)).waiting[0]?.shares).toEqual([])
  await confirmLine(place, { line, invoices: ['F-Fonderie'] })
  expect(await openOf(clientId)).toEqual([])
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'payer')).toMatchObject([{ account: iban, forClientId: clientId }])
  await undoLine(place, { line })
  expect(await workspaceFacts(place.store.db, place.workspaceId, 'payer')).toEqual([])
  await expect(undoLine(place, { line })).rejects.toMatchObject({ faults: [{ code: 'nothing-booked' }] })
  expect((await workspaceFacts(place.store.db, place.workspaceId, 'bankEntry'))[0]?.notInvoices).toEqual([invoiceId])
})

test('a proposal that is rejected is not made again; a line that is nobody’s is set aside and holds nobody', async () => {
  const { clientId } = await aDebtor(place, { name: 'Imprimerie Roux', dueOn: '2026-02-01' })
  await importStatements(place, statement([{ on: '2026-03-08', amount: '40.00', text: 'x', name: 'IMPRIMERIE ROUX' }]))
  const line = (await bankView(place)).waiting[0]?.id ?? ''
  await rejectLine(place, { line })
  expect((await bankView(place)).waiting[0]).toMatchObject({ status: 'none', holds: { clientId } })
  await setLineAside(place, { line, why: 'a refund' })
  const view = await bankView(place)
  expect(view.waiting).toEqual([])
  expect(view.setAside).toMatchObject([{ why: 'a refund' }])
  const world = await loadWorld(place.store.db, place.workspaceId, place.firm, place.by.today)
  expect(world.unmatchedByClient.size).toBe(0)
})

test('money recorded by hand before the bank tells of it is the same money, not a second payment', async () => {
  const { clientId } = await aDebtor(place, { name: 'Mairie', dueOn: '2026-02-01' })
  await pay(place, { invoices: ['F-Mairie'], amount: '500.00', on: '2026-03-06' })
  const result = await importStatements(place, statement([{ on: '2026-03-08', amount: '500.00', text: 'F-MAIRIE acompte' }]))
  expect(result.matched).toMatchObject({ recordedBefore: 1, applied: 0 })
  expect(await payments()).toHaveLength(1)
  expect(await openOf(clientId)).toEqual(['70000 EUR'])
  expect((await bankView(place)).booked).toMatchObject([{ by: 'recorded-before' }])
})

test('a promise is an expected payment: the promised sum from the client is applied to it', async () => {
  const { clientId } = await aDebtor(place, { name: 'Atelier Bois Vert', dueOn: '2026-02-01' })
  await promise(place, { invoices: ['F-Atelier Bois Vert'], by: '2026-03-12', amount: '450.00' })
  await importStatements(place, statement([{ on: '2026-03-09', amount: '450.00', text: 'acompte', name: 'ATELIER BOIS VERT' }]))
  expect((await bankView(place)).booked[0]?.reasonCodes).toContain('expected-payment')
  expect(await openOf(clientId)).toEqual(['75000 EUR'])
})

test('a short payment is classed, and only what nothing explains is still asked for', async () => {
  const { clientId } = await aDebtor(place, { name: 'Export Co', dueOn: '2026-02-01' })
  await importStatements(place, statement([{ on: '2026-03-08', amount: '1185.00', text: 'F-Export Co', name: 'EXPORT CO' }]))
  expect(await factsOf(place.store.db, place.workspaceId, 'shortPayment').execute()).toMatchObject([
    { cause: 'bank-fee', amountMinor: 1500n },
  ])
  expect(await openOf(clientId)).toEqual([])
  await undoLine(place, { line: (await bankView(place)).booked[0]?.id ?? '' })
  expect(await factsOf(place.store.db, place.workspaceId, 'shortPayment').execute()).toEqual([])
  expect(await openOf(clientId)).toEqual(['120000 EUR'])
})

test('an import can be taken back whole, unless a line of it was booked since', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-02-01' })
  const lines: CamtLine[] = [
    { on: '2026-03-08', amount: '200.00', text: 'F-Librairie', name: 'LIBRAIRIE' },
    { on: '2026-03-08', amount: '90.00', text: 'other', name: 'LIBRAIRIE' },
  ]
  const first = await importStatements(place, statement(lines))
  expect(await openOf(clientId)).toEqual(['100000 EUR'])
  const line = (await bankView(place)).waiting[0]?.id ?? ''
  await confirmLine(place, { line })
  await expect(undoImport(place, first.batchId ?? '')).rejects.toMatchObject({ faults: [{ code: 'used-since' }] })
  await undoLine(place, { line })
  await undoImport(place, first.batchId ?? '')
  expect(await openOf(clientId)).toEqual(['120000 EUR'])
  expect((await bankView(place)).accounts).toEqual([])
  expect(await importStatements(place, statement(lines))).toMatchObject({ newLines: 2, matched: { applied: 1 } })
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('the bank is seen as far as the oldest account into which clients pay; one whose money was set aside asks for nothing', async () => {
  const savings = { account: 'DE89370400440532013000' }
  const read = async (given: Parameters<typeof camt>[1], lines: readonly CamtLine[]) => importStatements(place, statement(lines, given))
  const seen = () => moneySeenUpTo(place.store.db, place.workspaceId)
  await read({ closingOn: '2026-03-09' }, [{ on: '2026-03-08', amount: '10.00', text: 'x', name: 'A' }])
  expect(await seen()).toBe('2026-03-09')
  await read({ ...savings, closingOn: '2026-02-20' }, [{ on: '2026-02-19', amount: '1.23', text: 'Zinsen', name: 'Bank' }])
  expect(await seen()).toBe('2026-02-20') // a client may have paid there
  expect(await moneySeen(place.store.db, place.workspaceId)).toMatchObject({ account: savings.account })
  const world = await loadWorld(place.store.db, place.workspaceId, place.firm, place.by.today)
  expect(world.staleAccount).toBe(savings.account)
  const { waiting } = await bankView(place)
  await setLineAside(place, { line: waiting.find(l => l.text === 'Zinsen')?.id ?? '', why: 'interest' })
  expect(await seen()).toBe('2026-03-09') // nothing of a client's comes there
  expect((await moneySeen(place.store.db, place.workspaceId)).account).toBeUndefined() // one account: nothing to tell apart
  await read({ ...savings, closingOn: '2026-02-25' }, [{ on: '2026-02-24', amount: '55.00', text: 'y', name: 'B' }])
  expect(await seen()).toBe('2026-02-25')
  await looked(place, '2026-03-07', savings.account)
  expect(await seen()).toBe('2026-03-07') // somebody looked at that one
  await looked(place, '2026-03-10')
  expect(await seen()).toBe('2026-03-10') // and this speaks for all
})
