import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { record } from '../../src/shell/store/record.ts'
import { debt, deeds, deskOf, placeOn } from './desk-house.ts'
import { type House, openHouse, paid } from './house.ts'

interface Learned {
  lines: { way: string; from: number; trials: number; paid: number; drawn: { trials: number; paid: number } }[]
}

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

/** So many clients of whom each was reminded 19 days after the due day; the first `paying` paid four days later. */
async function reminded(count: number, paying: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const { clientId, invoiceId } = await debt(house, '100000', `Ancien ${n}`)
    await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-07-20', tone: 1, invoiceIds: [invoiceId] }])
    if (n < paying) await paid(house, clientId, invoiceId, '2026-07-24', '100000')
  }
}

test('B13: what was done is judged when its time is over, kept once, and moves the desk from the shipped chances to the firm’s own', async () => {
  const { clientId } = await debt(house)
  await reminded(6, 1)
  const before = await deskOf(house, clientId)
  expect(before.ownRecord).toEqual([])

  await house.owner.post('/api/v1/acts/run', {})
  await house.owner.post('/api/v1/acts/run', {})
  const { lines } = await house.owner.get<Learned>('/api/v1/desks/learned')
  expect(lines).toEqual([{ way: 'remind', from: 30, trials: 6, paid: 1, drawn: { trials: 0, paid: 0 } }])

  const other = await deskOf(house, clientId) // 90 days late: nothing is known of that age yet
  expect(other.ownRecord).toEqual([])
  const young = await debt(house, '100000', 'Récent')
  house.stand('2026-07-25')
  const { ownRecord } = await deskOf(house, young.clientId)
  expect(ownRecord).toMatchObject([{ way: 'remind', trials: 6, paid: 1, ownShare: 0.6 }])
  const [own] = ownRecord
  expect(own?.chance).toBeCloseTo((4 * (own?.assumed ?? 0) + 1) / 10, 6)
})

test('B13: a reminder that the next one followed after ten days counts for a third of its month; a talk keeps the minutes it took', async () => {
  const { clientId, invoiceId } = await debt(house)
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-07-10', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-07-20', tone: 2, invoiceIds: [invoiceId] },
  ])
  const place = await placeOn(house, '2026-09-01')
  const times = { startedOn: day('2026-07-25'), startedAt: '2026-07-25T09:00:00.000Z', endedAt: '2026-07-25T09:40:00.000Z' }
  await record(house.store, place.by, 'a talk of before', pen =>
    pen.add('call', { ...times, clientId, kind: 'call', effectiveOn: times.startedOn, ending: 'no-plan', floor: {} }),
  )
  await house.owner.post('/api/v1/acts/run', {})
  const { facts } = await house.owner.get<{ facts: { way: string; minutes: number; cost: string; predicted: string; seenMilli: number; paid: boolean }[] }>('/api/v1/facts/trial') // biome-ignore format: one line
  const kept = (way: string) => facts.filter(t => t.way === way).map(({ minutes, cost, seenMilli, paid }) => ({ minutes, cost, seenMilli, paid })) // biome-ignore format: one line
  expect(kept('remind')).toEqual([
    { minutes: 1, cost: '1.00', seenMilli: 333, paid: false },
    { minutes: 1, cost: '1.00', seenMilli: 167, paid: false },
  ])
  expect(kept('call')).toEqual([{ minutes: 40, cost: '32.00', seenMilli: 1000, paid: false }])
  for (const { predicted } of facts) expect(Number(predicted)).toBeGreaterThan(0)
  house.stand('2026-07-25')
  const { ownRecord } = await deskOf(house, (await debt(house, '100000', 'Récent')).clientId)
  expect(ownRecord.find(o => o.way === 'remind')?.ownShare).toBeCloseTo(0.5 / 4.5, 6)
})

test('B13: what the desk starts from is never a rate over 100 %, a negative one or no number: each is named and nothing is kept', async () => {
  for (const [field, value] of [
    ['marginPercent', 101],
    ['retentionPercent', -1],
    ['capitalPercent', 1e9],
    ['settleFloorPercent', 100.5],
    ['minutesPerChase', -5],
    ['costPerMinute', -0.1],
    ['marginPercent', null],
  ] as const)
    expect(await house.owner.ask('POST', '/api/v1/settings', { key: 'desk', value: { [field]: value } })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ field }] } },
    })
  const { settings } = await house.owner.get<{ settings: { desk: object } }>('/api/v1/settings')
  expect(settings.desk).toMatchObject({ marginPercent: 30, retentionPercent: 80 })
})

test('B13: lots are drawn between equals only where the firm has said so, once, and what was drawn is kept', async () => {
  const { clientId } = await debt(house)
  const refused = await house.owner.ask('POST', '/api/v1/acts/draw-lot', { client: clientId })
  expect(refused.status).toBe(422)
  await house.owner.post('/api/v1/settings', { key: 'desk', value: { drawLots: true } })
  const { lot } = await deskOf(house, clientId)
  expect(lot.among.length).toBeGreaterThan(1)
  const first = await house.owner.post<{ way: string }>('/api/v1/acts/draw-lot', { client: clientId })
  expect(lot.among).toContain(first.way)
  for (let n = 0; n < 5; n += 1)
    expect((await house.owner.post<{ way: string }>('/api/v1/acts/draw-lot', { client: clientId })).way).toBe(first.way)
  expect((await deskOf(house, clientId)).lot.drawn).toBe(first.way)
})
