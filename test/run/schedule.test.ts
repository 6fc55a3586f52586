import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { changeSetting } from '../../src/shell/acts/settings.ts'
import { type Clock, clockOn } from '../../src/shell/clock.ts'
import { type Schedule, startSchedule } from '../../src/shell/run/schedule.ts'
import type { SweepReport } from '../../src/shell/run/sweep.ts'
import { sweepAside } from '../../src/shell/run/sweep-aside.ts'
import { aDebtor, aFirm, deeds, longLive, looked, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

let firm: TestFirm
let mail: MailServer
let schedule: Schedule
let swept: SweepReport[]
let faults: unknown[]
let clock: Clock
const at = (on: string, hour: number): void => {
  clock = clockOn(day(on), 'Europe/Paris', hour)
}
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  mail = await startMailServer()
  await longLive(firm, '2026-03-10')
  swept = []
  faults = []
  at('2026-03-10', 7)
  const moving: Clock = { now: () => clock.now(), today: zone => clock.today(zone) }
  const events = { onSwept: (report: SweepReport) => void swept.push(report), onFault: (fault: unknown) => void faults.push(fault) }
  schedule = startSchedule({ ...firm.on('2026-03-10'), clock: moving }, firm.config(mail.url), events)
})
afterEach(async () => {
  await schedule.stop()
  await mail.stop()
  await firm.close()
  expect(faults).toEqual([])
})

test('it runs by itself at the set hour, once a day, and sends within the hours', async () => {
  await aDebtor(firm.on('2026-03-09'), { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(firm.on('2026-03-10'))
  await schedule.look()
  expect(swept).toEqual([])
  at('2026-03-10', 8)
  await schedule.look()
  await schedule.look()
  expect(swept).toMatchObject([{ on: '2026-03-10', acts: 1, queued: 1 }])
  expect(await deeds(firm.on('2026-03-10'))).toEqual([]) // nothing leaves before nine
  at('2026-03-10', 9)
  await schedule.look()
  expect(await deeds(firm.on('2026-03-10'))).toMatchObject([{ step: 'first-reminder', doneOn: '2026-03-10' }])
})

test('after days off it catches up as soon as the machine is on, one step a client', async () => {
  await aDebtor(firm.on('2026-03-01'), { name: 'Librairie', dueOn: '2026-01-20' })
  at('2026-03-17', 15) // off for a week, and past the hour of today
  await looked(firm.on('2026-03-17'))
  await schedule.look()
  expect(swept.map(s => s.on)).toEqual(['2026-03-17'])
  at('2026-03-17', 16)
  await schedule.look()
  expect((await deeds(firm.on('2026-03-17'))).map(d => d.step)).toEqual(['first-reminder'])
})

test('the hour is the firm’s own choice', async () => {
  await changeSetting(firm.on('2026-03-10'), { key: 'run-at', value: { hour: 6 } })
  await schedule.look()
  expect(swept.map(s => s.on)).toEqual(['2026-03-10'])
})

test('the sweep runs beside the main thread and says how far it is', async () => {
  for (let n = 0; n < 5; n++) await aDebtor(firm.on('2026-03-09'), { name: `Client ${n}`, dueOn: '2026-03-01' })
  await looked(firm.on('2026-03-10'))
  const progress: number[] = []
  let ticks = 0
  const timer = setInterval(() => {
    ticks += 1
  }, 5)
  const report = await sweepAside(firm.on('2026-03-10'), clients => progress.push(clients))
  clearInterval(timer)
  expect(report).toMatchObject({ on: '2026-03-10', clients: 5, acts: 5, queued: 5, dryRun: false })
  expect(progress.at(-1)).toBe(5)
  expect(ticks).toBeGreaterThan(3)
})
