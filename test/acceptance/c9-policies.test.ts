import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PolicyDetail, PolicyLine } from '../../src/shell/views/policies.ts'
import type { PolicyReplay } from '../../src/shell/views/policy-replay.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing, paid } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-03-02', dueOn: '2026-04-01' }))
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())

const detail = (name: string) => house.owner.get<PolicyDetail>(`/api/v1/policies/${name}`)
const lines = async () => (await house.owner.get<{ policies: readonly PolicyLine[] }>('/api/v1/policies')).policies
const gentle = async () => (await detail('gentle-30-60-90')).yaml
const step = async () => (await house.today()).contacts.find(c => c.clientId === clientId)?.act.step

test('C9: the shipped policies are read as text, explained, and say which is in force', async () => {
  expect((await lines()).map(p => [p.name, p.inForce, p.shipped, p.own])).toEqual([
    ['brisk-15-30-45', false, true, false],
    ['gentle-30-60-90', true, true, false],
    ['patient-public', false, true, false],
  ])
  const { yaml, policy, versions } = await detail('gentle-30-60-90')
  expect(yaml).toContain('# The shipped default')
  expect(yaml).toContain('- { id: reminder-30, days: 30, channel: email, tone: 2, deadlineDays: 14 }')
  expect(policy?.steps.map(s => s.days)).toEqual([-10, -3, 0, 8, 30, 45, 60, 75, 90])
  expect(versions).toEqual([])
})

test('C9: an edited policy is kept as a version, decides at once, and the shipped one holds again when it is taken back', async () => {
  expect(await step()).toBe('first-reminder')
  const mine = (await gentle()).replace('id: first-reminder, days: 8', 'id: hello, days: 9')
  expect(await house.owner.post('/api/v1/policies', { yaml: mine })).toMatchObject({ name: 'gentle-30-60-90' })
  expect(await step()).toBe('hello')
  await house.owner.post('/api/v1/policies', { yaml: mine.replace('days: 9', 'days: 10') })
  const { versions, own } = await detail('gentle-30-60-90')
  expect(own).toBe(true)
  expect(versions.map(v => /id: hello, days: (\d+)/.exec(v.yaml)?.[1])).toEqual(['10', '9'])
  expect(versions.every(v => v.by !== '' && v.at !== '')).toBe(true)
  await house.owner.post('/api/v1/policies/drop', { name: 'gentle-30-60-90' })
  expect(await step()).toBe('first-reminder')
  expect((await detail('gentle-30-60-90')).own).toBe(false)
})

test('C9: a problem is named with its line and field, and nothing is kept', async () => {
  const wrong = (await gentle()).replace('days: 60, channel: email, tone: 3', 'days: 60, channel: pigeon, tone: 4')
  const line = wrong.split('\n').findIndex(l => l.includes('letter-60')) + 1
  const said = await house.owner.ask('POST', '/api/v1/policies', { yaml: wrong })
  expect(said).toMatchObject({
    status: 422,
    body: {
      error: {
        faults: [
          { line, field: 'steps.6.tone', message: 'The tone of "letter-60" rises by more than one level.' },
          { line, field: 'steps.6.channel', message: expect.stringContaining('There is no channel "pigeon"') },
        ],
      },
    },
  })
  expect((await house.owner.ask('POST', '/api/v1/policies/check', { yaml: 'name: [' })).status).toBe(422)
  expect((await detail('gentle-30-60-90')).versions).toEqual([])
})

test('C9: the fields of a form become text that reads as a person writes it, comments kept, and the same policy', async () => {
  const { policy, says, yaml } = await house.owner.post<{ policy: Record<string, unknown>; says: string; yaml: string }>(
    '/api/v1/policies/check',
    { yaml: await gentle() },
  )
  const whole = (byCurrency: unknown) => Object.fromEntries(Object.entries(byCurrency as object).map(([c, minor]) => [c, Number(minor)])) // amounts come as text
  const form = { ...policy, says, name: 'mine', gapDays: 9, smallBalance: whole(policy.smallBalance), approvalAbove: { EUR: 100_000 } }
  const made = await house.owner.post<{ policy: object; yaml: string }>('/api/v1/policies/check', { form, yaml })
  expect(made.yaml.split('\n', 1)[0]).toBe(yaml.split('\n', 1)[0])
  expect(made.yaml).toContain('gapDays: 9\n')
  expect(made.yaml).toContain('approvalAbove: { EUR: 100000 }')
  expect(made.yaml).toContain(
    '  - { id: final-75, days: 75, channel: email, tone: 4, claimsCosts: true, deadlineDays: 14, needsApproval: true, signs: senior, toRole: finance-head }',
  )
  expect((await house.owner.post<{ policy: object }>('/api/v1/policies/check', { yaml: made.yaml })).policy).toEqual(made.policy)
})

test('C9: a policy of one’s own is used from now on, signs as it says, and is not dropped while in use', async () => {
  await house.owner.post('/api/v1/policies', {
    yaml: (await gentle())
      .replace('name: gentle-30-60-90', 'name: mine')
      .replace('days: 8, channel: email, tone: 1', 'days: 8, channel: email, tone: 1, signs: senior'),
  })
  await house.owner.post('/api/v1/policies/use', { name: 'mine' })
  const after = (await house.today()).contacts.find(c => c.clientId === clientId)
  expect(after?.act).toMatchObject({ signs: 'senior' })
  expect(await house.owner.ask('POST', '/api/v1/policies/drop', { name: 'mine' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code: 'policy-in-use' }] } },
  })
  expect(await house.owner.ask('POST', '/api/v1/policies/use', { name: 'nobody' })).toMatchObject({ status: 404 })
})

test('C9: the replay says what a policy would have done in the last year, by the engine that decides today', async () => {
  await paid(house, clientId, invoiceId, '2026-06-10')
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-04-20', tone: 1, invoiceIds: [invoiceId] }])
  const yaml = await gentle()
  const same = await house.owner.post<PolicyReplay>('/api/v1/policies/replay', { yaml })
  expect(same).toMatchObject({ from: '2025-09-02', to: '2026-09-01', clients: 1, ofClients: 1 })
  expect(same.proposed).toEqual(same.inForce)
  // due on Wednesday 1 April, paid on 10 June: the note on the day, 9 April, 4 May (30 days is a Friday holiday), the call, 60 days on 1 June
  expect(same.proposed.steps.map(s => s.step).sort()).toEqual(['call-45', 'due-today', 'first-reminder', 'letter-60', 'reminder-30'])
  expect(same.proposed).toMatchObject({ contacts: 5, clients: 1, decisions: 0 })
  expect(same.really).toMatchObject({
    contacts: 1,
    clients: 1,
    firstContactDays: 19,
    steps: [{ step: 'first-reminder', channel: 'email', count: 1 }],
  })
  const [money] = same.really.money
  const open = BigInt(money?.asked ?? 0)
  expect(open).toBeGreaterThan(0n)
  // asked for from 20 April to 10 June: 51 days of 365
  expect(money).toEqual({ currency: 'EUR', asked: open.toString(), underWay: ((open * 51n + 182n) / 365n).toString() })
  const later = yaml.replace(/.*due-today.*\n/, '').replace('days: 8', 'days: 25')
  const tried = await house.owner.post<PolicyReplay>('/api/v1/policies/replay', { yaml: later })
  expect(tried.inForce).toEqual(same.inForce)
  expect(tried.proposed.contacts).toBeLessThan(same.proposed.contacts)
  expect(tried.proposed.firstContactDays).toBe(26) // the 25th day is a Sunday
  expect(await step()).toBeUndefined()
})

test('C9: the preview of a text that is not kept says whom it would contact in the next 30 days', async () => {
  const yaml = (await gentle()).replace('id: first-reminder, days: 8', 'id: hello, days: 9')
  expect(await house.owner.post('/api/v1/policies/preview', { yaml })).toMatchObject({
    days: 30,
    clients: 1,
    contacts: [{ clientId, step: 'hello' }],
  })
  expect(await step()).toBe('first-reminder')
})
