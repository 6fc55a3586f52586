import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nouns } from '../../../src/core/facts/nouns.ts'
import { fixedClock } from '../../../src/shell/clock.ts'
import { ROSTER } from '../../../src/shell/sample/roster.ts'
import { seedSample } from '../../../src/shell/sample/sample.ts'
import { SITUATIONS } from '../../../src/shell/sample/situations.ts'
import { streamClients } from '../../../src/shell/store/load.ts'
import { verifyChain } from '../../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../../src/shell/store/store.ts'
import { bankView } from '../../../src/shell/views/bank.ts'
import { enterWorkspace } from '../../../src/shell/workspace.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-'))
let store: Store
let workspaceId: string
beforeAll(async () => {
  store = await openFileStore(join(folder, 'sample.sqlite'))
  workspaceId = await seedSample(store, fixedClock('2026-11-21T09:00:00Z'))
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

async function everything() {
  const all = []
  for await (const page of streamClients(store.db, workspaceId)) all.push(...page)
  return all
}

test('the sample firm has forty clients in five countries and two years of invoices', async () => {
  const clients = await everything()
  expect(clients).toHaveLength(40)
  expect(new Set(clients.map(c => c.client.country)).size).toBe(5)
  const invoices = clients.flatMap(c => c.invoice)
  expect(invoices.length).toBeGreaterThan(300)
  expect(
    invoices
      .map(i => i.issuedOn)
      .sort()[0]
      ?.slice(0, 4),
  ).toBe('2024')
  expect(new Set(invoices.map(i => i.number)).size).toBe(invoices.length)
})

test('every situation is used, and every guest’s situation exists', () => {
  const used = ROSTER.flatMap(g => (g.situation ? [g.situation] : []))
  expect(used.filter(s => !(s in SITUATIONS))).toEqual([])
  expect(Object.keys(SITUATIONS).filter(s => !used.includes(s))).toEqual([])
})

test('most nouns of recovery appear in it', async () => {
  const clients = await everything()
  const seen = new Set(
    clients.flatMap(c => Object.entries(c).flatMap(([noun, facts]) => (Array.isArray(facts) && facts.length > 0 ? [noun] : []))),
  )
  for (const noun of [
    'promise',
    'plan',
    'instalment',
    'dispute',
    'extension',
    'handOver',
    'mandate',
    'remittance',
    'correction',
    'agreement',
    'settlementOffer',
    'writeOff',
    'reply',
    'arrival',
    'bounce',
    'hold',
    'deed',
    'latenessReason',
  ])
    expect([noun in nouns, seen.has(noun)], noun).toEqual([true, true])
})

test('the same seed and day give the same firm, and the journal holds', async () => {
  const again = await openFileStore(join(folder, 'again.sqlite'))
  const id = await seedSample(again, fixedClock('2026-11-21T09:00:00Z'))
  const numbers = async (s: Store, w: string) =>
    (
      await s.db.selectFrom('invoice').select(['number', 'totalMinor', 'dueOn']).where('workspaceId', '=', w).orderBy('number').execute()
    ).map(r => ({ ...r }))
  expect(await numbers(again, id)).toEqual(await numbers(store, workspaceId))
  expect(await verifyChain(store.db, workspaceId)).toBeUndefined()
  await again.close()
})

test('its bank has told of what was paid; one line is a fee short, one is nobody’s, and nothing chased was paid', async () => {
  const place = await enterWorkspace(store, fixedClock('2026-11-21T09:00:00Z'), 'test', 'test')
  const desk = await bankView(place)
  expect(desk.waiting.map(line => [line.status, line.counterparty])).toEqual([
    ['none', 'M DUPARC'],
    ['proposed', 'Crèche Les Petits Galets'],
  ])
  expect(desk.waiting[1]?.shortfall).toMatchObject({ minor: '1500' })
  expect(new Set(desk.booked.map(line => line.by))).toEqual(new Set(['rule', 'recorded-before']))
  expect(desk.out.count).toBe(2)
})
