import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { changeSetting } from '../../src/shell/acts/settings.ts'
import { record } from '../../src/shell/store/record.ts'
import { anApp } from '../support/app.ts'
import { aDebtor, aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'
import { header, type MailServer, startMailServer } from '../support/mail-server.ts'

let firm: TestFirm
let mail: MailServer
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  mail = await startMailServer()
})
afterEach(async () => {
  await mail.stop()
  await firm.close()
})

const POLICY = `
name: rises
says: One word, then the boss writes to their head of finance, then a decision.
graceDays: 2
gapDays: 3
contactsPerWeek: 3
contactsPer30Days: 9
hours: [8, 21]
weekends: true
smallBalance: {}
smallBalanceDays: 1
moneyFreshDays: 400
bankDays: 2
announceDays: 3
reviewDays: 14
steps:
  - { id: word, days: 5, channel: email, tone: 1 }
  - { id: boss, days: 15, channel: email, tone: 2, deadlineDays: 7, signs: senior, toRole: finance-head }
`

/** Runs a day whole, as the schedule would. */
async function day(on: string): Promise<void> {
  const own = firm.on(on)
  const place = { ...own, firm: { ...own.firm, person: 'Ada Roy', seniorPerson: 'Noa Bertin' } }
  await looked(place)
  await run(place, firm.config(mail.url), { send: true, wholeDay: true })
}
const toClient = () => mail.received.filter(m => !m.to.includes('ada@atelier.example'))

test('C13: a step may be signed by the boss and go to their head of finance; the one before it is neither (B2: one level at a time)', async () => {
  await longLive(firm, '2026-03-10')
  const place = firm.on('2026-03-06')
  await record(place.store, place.by, 'policy', pen => pen.add('policyText', { name: 'rises', yaml: POLICY, hash: 'r' }))
  await changeSetting(place, { key: 'policy', value: { name: 'rises' } })
  const { clientId } = await aDebtor(place, { name: 'Halles', dueOn: '2026-03-01' })
  await record(place.store, place.by, 'people', async pen => {
    await pen.add('contact', { clientId, name: 'Mme Aubry', role: 'accounts-payable', email: 'compta@halles.example' })
    await pen.add('contact', { clientId, name: 'M. Leroux', role: 'finance-head', email: 'leroux@halles.example' })
  })
  await day('2026-03-06')
  await day('2026-03-16')
  const [word, boss] = toClient()
  expect([word?.to, boss?.to]).toEqual([['compta@halles.example'], ['leroux@halles.example']])
  const decoded = (raw = ''): string => raw.replaceAll('=\r\n', '')
  expect(decoded(word?.raw)).toContain('Ada Roy')
  expect(decoded(word?.raw)).not.toContain('Noa Bertin')
  expect(decoded(boss?.raw)).toContain('Noa Bertin')
  // one conversation: the second answers the first
  expect(header(boss?.raw ?? '', 'In-Reply-To')).toBe(word?.messageId)

  // the ladder has ended: on the list at once, and in the owner's mail on the first day of the week alone
  await day('2026-03-28')
  const app = await anApp(firm, '2026-03-28', undefined, mail.url)
  const { lines } = await app.ask<{ lines: { name: string; lateSince: string; lookAgainOn: string }[] }>('GET', '/out-of-steps')
  expect(lines).toMatchObject([{ name: 'Halles', lateSince: '2026-03-01' }])
  expect(lines[0]?.lookAgainOn).not.toBeNull()
  const told = () => mail.received.filter(m => m.to.includes('ada@atelier.example') && /ran out of steps/i.test(m.raw)).length
  const before = told()
  await day('2026-03-29') // a Sunday
  expect(told()).toBe(before)
  await day('2026-03-30')
  expect(told()).toBe(before + 1)
  await day('2026-03-31')
  expect(told()).toBe(before + 1)
})
