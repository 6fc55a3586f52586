import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { fixedClock } from '../../src/shell/clock.ts'
import { loadClients, streamClients } from '../../src/shell/store/load.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'

const clock = fixedClock('2026-11-21T09:00:00Z')
let folder: string
let store: Store
let place: Place

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-'))
  store = await openFileStore(join(folder, 'store.sqlite'))
  await createWorkspace(
    store,
    { name: 'Atelier', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute', '44000 Nantes'] },
    clock,
    'ada',
  )
  place = await enterWorkspace(store, clock, 'ada', 'test')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const addClientWithInvoice = (totalMinor = 120_000n) =>
  record(store, place.by, 'import', async pen => {
    const clientId = await pen.add('client', { name: 'Librairie', kind: 'business' })
    const invoiceId = await pen.add('invoice', {
      clientId,
      number: 'F-1',
      issuedOn: day('2026-10-01'),
      dueOn: day('2026-10-31'),
      currency: 'EUR',
      totalMinor,
    })
    return { clientId, invoiceId }
  })

test('what is recorded is read back with its frame, amounts to the last unit', async () => {
  const { clientId } = await addClientWithInvoice(9_007_199_254_740_993n)
  const [facts] = await loadClients(store.db, place.workspaceId, [clientId])
  expect(facts?.client).toMatchObject({ name: 'Librairie', actor: 'ada', effectiveOn: '2026-11-21', email: null })
  expect(facts?.invoice).toMatchObject([{ number: 'F-1', totalMinor: 9_007_199_254_740_993n, dueOn: '2026-10-31' }])
  expect(facts?.promise).toEqual([])
})

test('an amendment closes the old version and keeps it', async () => {
  const { clientId, invoiceId } = await addClientWithInvoice()
  await record(store, { ...place.by, at: '2026-11-22T09:00:00.000Z' }, 'mend', pen =>
    pen.amend('invoice', invoiceId, { dueOn: day('2026-11-15') }),
  )
  const [now] = await loadClients(store.db, place.workspaceId, [clientId])
  expect(now?.invoice.map(i => i.dueOn)).toEqual(['2026-11-15'])
  const [then] = await loadClients(store.db, place.workspaceId, [clientId], { at: '2026-11-21T12:00:00.000Z' })
  expect(then?.invoice.map(i => i.dueOn)).toEqual(['2026-10-31'])
})

test('a retraction is read no more, and an unknown id is refused by name', async () => {
  const { clientId, invoiceId } = await addClientWithInvoice()
  await record(store, place.by, 'undo', pen => pen.retract('invoice', invoiceId))
  const [facts] = await loadClients(store.db, place.workspaceId, [clientId])
  expect(facts?.invoice).toEqual([])
  await expect(record(store, place.by, 'undo', pen => pen.retract('invoice', 'nope'))).rejects.toThrow('There is no invoice "nope"')
})

test('a faulty fact is refused with its field and nothing of the act stays', async () => {
  const attempt = record(store, place.by, 'import', async pen => {
    const clientId = await pen.add('client', { name: 'Half', kind: 'business' })
    await pen.add('invoice', {
      clientId,
      number: 'F-2',
      issuedOn: day('2026-10-01'),
      dueOn: day('2026-10-31'),
      currency: 'euro',
      totalMinor: 1n,
    })
  })
  await expect(attempt).rejects.toThrow('"euro" is not an ISO 4217 currency')
  const pages = []
  for await (const page of streamClients(store.db, place.workspaceId)) pages.push(page)
  expect(pages).toEqual([])
})

test('the journal’s chain holds, and says so when a row is altered behind its back', async () => {
  const { invoiceId } = await addClientWithInvoice()
  await record(store, place.by, 'mend', pen => pen.amend('invoice', invoiceId, { subject: 'posters' }))
  expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
  await store.db.updateTable('invoice').set({ totalMinor: 1n }).where('id', '=', invoiceId).execute()
  expect(await verifyChain(store.db, place.workspaceId)).toMatchObject({ why: 'facts were changed, added or removed' })
})

test('streaming in pages gives every client once, with its own facts', async () => {
  await record(store, place.by, 'import', async pen => {
    for (let n = 0; n < 25; n += 1) {
      const clientId = await pen.add('client', { name: `C${n}`, kind: 'business' })
      for (let i = 0; i <= n % 3; i += 1)
        await pen.add('invoice', {
          clientId,
          number: `F-${n}-${i}`,
          issuedOn: day('2026-10-01'),
          dueOn: day('2026-10-31'),
          currency: 'EUR',
          totalMinor: 1n,
        })
    }
  })
  const seen: string[] = []
  for await (const page of streamClients(store.db, place.workspaceId, 4))
    for (const facts of page) {
      seen.push(facts.client.name)
      expect(facts.invoice.every(i => i.number.startsWith(`F-${facts.client.name.slice(1)}-`))).toBe(true)
      expect(facts.invoice).toHaveLength((Number(facts.client.name.slice(1)) % 3) + 1)
    }
  expect(seen.sort()).toEqual(Array.from({ length: 25 }, (_, n) => `C${n}`).sort())
})
