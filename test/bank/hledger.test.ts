import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { balances, openItems } from '../../src/core/ledger/balance.ts'
import { money, toDecimal } from '../../src/core/money/money.ts'
import { standingOn } from '../../src/shell/cli/open.ts'
import { fixedClock } from '../../src/shell/clock.ts'
import { seedSample } from '../../src/shell/sample/sample.ts'
import { streamClients } from '../../src/shell/store/load.ts'
import { record } from '../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../src/shell/store/store.ts'
import { hledgerJournal } from '../../src/shell/views/journal-hledger.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'

const hasHledger = spawnSync('hledger', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'dunwell-hledger-'))
let store: Store
let place: Place
beforeAll(async () => {
  store = await openFileStore(join(folder, 'sample.sqlite'))
  const clock = fixedClock('2026-11-21T09:00:00Z')
  await seedSample(store, clock)
  place = await enterWorkspace(store, clock, 'ada', 'test')
  await record(store, place.by, 'every kind of booking', async pen => {
    const clientId = await pen.add('client', { name: 'Ètoile: Fils  (Paris); SA', kind: 'business' })
    const owed = { clientId, issuedOn: day('2026-03-01'), dueOn: day('2026-03-31') }
    const a = await pen.add('invoice', { ...owed, number: 'H-1', currency: 'EUR', totalMinor: 100_000n })
    const b = await pen.add('invoice', { ...owed, number: 'H-2', currency: 'JPY', totalMinor: 5000n })
    const c = await pen.add('invoice', { ...owed, number: 'H-3', currency: 'EUR', totalMinor: 30_000n, cancelledOn: day('2026-04-02') })
    await pen.add('invoice', { ...owed, number: 'H-4', currency: 'EUR', totalMinor: -2_500n })
    await pen.add('creditNote', { clientId, number: 'A-1', issuedOn: day('2026-03-05'), currency: 'EUR', totalMinor: 1_234n, invoiceId: a })
    const paid = { clientId, currency: 'EUR', kind: 'payment' as const }
    await pen.add('payment', { ...paid, amountMinor: 140_000n, paidOn: day('2026-04-05'), reference: 'H-1; avance' })
    await pen.add('payment', { ...paid, amountMinor: -10_000n, paidOn: day('2026-04-09'), kind: 'refund' })
    await pen.add('payment', { ...paid, currency: 'JPY', amountMinor: 3000n, paidOn: day('2026-04-05'), invoiceId: b })
    await pen.add('payment', { ...paid, currency: 'JPY', amountMinor: -3000n, paidOn: day('2026-04-12'), kind: 'bounced', invoiceId: b })
    await pen.add('writeOff', {
      clientId,
      invoiceId: b,
      amountMinor: 700n,
      writtenOffOn: day('2026-05-01'),
      reason: 'too small',
      approvedBy: 'ada',
    })
    await pen.add('shortPayment', { clientId, invoiceId: c, amountMinor: 100n, cause: 'bank-fee' })
  })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** What Dunwell says every client owes, by `name currency`, nothing left out but zero. */
async function ours(at: Place): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const page of streamClients(at.store.db, at.workspaceId))
    for (const facts of page) {
      const ledger = openLedger(facts, at.by.today)
      for (const b of balances(openItems(facts, ledger), ledger))
        if (b.balanceMinor !== 0n) found.set(`${facts.client.name} ${b.currency}`, toDecimal(money(b.balanceMinor, b.currency)))
    }
  return found
}

/** What hledger says of a journal. */
function theirs(journal: string): Map<string, string> {
  const file = join(folder, 'receivables.journal')
  writeFileSync(file, journal)
  const args = ['-f', file, 'balance', 'assets:receivable', '--flat', '-N', '--layout=bare', '-O', 'csv']
  const done = spawnSync('hledger', args, { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8' } })
  expect(done.stderr).toBe('')
  const rows = done.stdout.trim().split('\n').slice(1)
  const cells = rows.map(row => [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(m => m[1] ?? ''))
  return new Map(
    cells
      .filter(([, , amount]) => Number(amount) !== 0)
      .map(([account, currency, amount]) => [`${account?.replace('assets:receivable:', '')} ${currency}`, amount ?? '']),
  )
}
const asHledgerNames = (all: Map<string, string>) =>
  new Map([...all].map(([key, amount]) => [key.replace('Ètoile: Fils  (Paris); SA', 'Ètoile Fils Paris SA'), amount]))

test.skipIf(!hasHledger)('hledger agrees on every client’s balance, today and on a day in the past', async () => {
  for (const at of [place, standingOn(place, '2026-04-10'), standingOn(place, '2025-06-30')]) {
    const mine = asHledgerNames(await ours(at))
    expect(mine.size).toBeGreaterThan(5)
    expect([...theirs(await hledgerJournal(at))].sort()).toEqual([...mine].sort())
  }
})

test('a name cannot break the journal: no colon, bracket or double space is left in an account', async () => {
  const journal = await hledgerJournal(place)
  expect(journal).toContain('assets:receivable:Ètoile Fils Paris SA    "EUR"')
  for (const line of journal.split('\n').filter(l => l.includes('receivable')))
    expect(line).toMatch(/^ {4}assets:receivable:[^:;()]+ {4}"[A-Z]{3}" -?\d+(\.\d+)?$/)
})
