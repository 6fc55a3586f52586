import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExplainView } from '../../src/shell/views/explain.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'

let folder: string
const environment = { ...process.env }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-days-'))
  process.env.DUNWELL_STORE = join(folder, 'store.sqlite')
  process.env.DUNWELL_USER = 'ada'
  const on = ['--on', '2028-01-30']
  await asked(
    'init',
    '--name',
    'Atelier',
    '--country',
    'FR',
    '--language',
    'en',
    '--currency',
    'EUR',
    '--zone',
    'Pacific/Kiritimati',
    ...on,
  )
  const client = { name: 'Bo', kind: 'business', kindConfirmedBy: 'ada', country: 'FR', email: 'bo@client.example' }
  const { id: clientId } = await asked<{ id: string }>('record', 'client', JSON.stringify(client), ...on)
  const invoice = { clientId, number: 'F-1', issuedOn: '2028-01-30', dueOn: '2028-02-29', currency: 'EUR', total: '1200.00' }
  await asked('record', 'invoice', JSON.stringify(invoice), ...on)
  await asked('record', 'looked', JSON.stringify({ upTo: '2028-03-14' }), ...on)
})
afterAll(() => {
  putEnvironment(environment)
  rmSync(folder, { recursive: true })
})
const explained = (...more: string[]) => asked<ExplainView>('explain', 'F-1', ...more)

test('an invoice due on a leap day is due on it, and late the day after', async () => {
  expect(await explained('--on', '2028-02-29')).toMatchObject({ decision: { outcome: { kind: 'act', step: 'due-today' } } })
  expect((await explained('--on', '2028-02-29')).invoice.daysLate).toBeNull()
  expect((await explained('--on', '2028-03-01')).invoice.daysLate).toBe(1)
  expect(await explained('--on', '2028-03-08')).toMatchObject({ decision: { outcome: { kind: 'act', step: 'first-reminder' } } })
})

test.each([
  ['2027-02-29', /"2027-02-29" is not a day/],
  ['tomorrow', /"tomorrow" is not a day/],
  ['0001-01-01', /too far away/],
  ['9999-12-31', /too far away/],
])('%s is refused, with what to write', async (on, says) => {
  for (const command of [['explain', 'F-1'], ['run'], ['run', '--dry-run']]) {
    const { code, err } = await dunwell(...command, '--on', on)
    expect({ command, code }).toEqual({ command, code: 1 })
    expect(err).toMatch(says)
  }
})

test('the first and the last day that can be asked about answer', async () => {
  expect((await explained('--on', '1970-01-01')).decision.outcome).toMatchObject({ kind: 'hold', obstacles: [{ code: 'nothing-open' }] })
  const { decision } = await explained('--on', '2199-12-31')
  expect(decision.outcome).toMatchObject({
    kind: 'hold',
    obstacles: expect.arrayContaining([expect.objectContaining({ code: 'time-barred' })]),
  })
  expect(decision.reviewOn).toMatch(/^2200-\d\d-\d\d$/)
})

test('a step and an invoice that are not there are named', async () => {
  expect((await dunwell('explain', 'F-1', '--why-not', 'shout', '--on', '2028-03-10')).err).toMatch(/no step "shout".*first-reminder/s)
  expect((await dunwell('explain', 'F-2')).err).toMatch(/no invoice "F-2"/)
})

test('a run on a day that has long gone takes back what it had queued, and the right day brings it again', async () => {
  await asked('live', '--on', '2028-03-01')
  const run = async (on: string) => asked<{ sweep: { queued: number; withdrawn: number; acts: number } }>('run', '--on', on)
  expect((await run('2028-03-08')).sweep).toMatchObject({ acts: 1, queued: 1 })
  expect((await run('2028-02-07')).sweep).toMatchObject({ acts: 0, withdrawn: 1 })
  expect((await run('2028-03-08')).sweep).toMatchObject({ acts: 1, queued: 1, withdrawn: 0 })
  const { approved, faulty } = await asked<{ approved: readonly unknown[]; faulty: readonly unknown[] }>(
    'approve',
    '--all',
    '--on',
    '2028-03-08',
  )
  expect(approved.length + faulty.length).toBe(1)
})
