import { afterEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { record } from '../../src/shell/store/record.ts'
import { byChannel } from '../support/by-channel.ts'
import { startMailServer } from '../support/mail-server.ts'
import { startReceiver } from '../support/receiver.ts'

let undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const work of undo.reverse()) await work()
  undo = []
})

const NAMES = [
  ['10,000 characters', 'Société '.repeat(1250)],
  ['right to left', 'شركة النور \u202eltd\u202c'],
  ['emoji and joined families', 'Café 👩‍👩‍👧‍👦 & Söhne 🏳️‍🌈'],
  ['what looks like a template', '{{ firm.iban }} {% for i in (1..999999999) %}x{% endfor %} {name} #{7*7} <%= 1 %>'],
  ['what looks like a page', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
] as const

test.each(NAMES)('a name of %s leaves as its own words, in a mail and in one line', async (_what, name) => {
  const mail = await startMailServer()
  undo.push(mail.stop)
  const one = await byChannel('email', { smtpUrl: mail.url })
  undo.push(() => one.firm.close())
  await record(one.place.store, one.place.by, 'renamed', pen => pen.amend('client', one.debtor.clientId, { name }))
  await run(one.place, one.config, { send: true, wholeDay: true })
  expect(await one.row()).toMatchObject({ state: 'sent' })
  const raw = mail.received.find(m => m.to.includes('billing@halles.example'))?.raw ?? ''
  expect(raw).not.toMatch(/<script>|<img/)
  expect((raw.match(/^Subject:/gm) ?? []).length).toBe(1)
  for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998) // RFC 5322, 2.1.1
})

test('in one line even a number of 10,000 characters is cut, and turns no reading direction', async () => {
  const receiver = await startReceiver(() => ({ status: 200, body: '{"id":"1"}' }))
  undo.push(receiver.stop)
  const one = await byChannel('sms', { receiver })
  undo.push(() => one.firm.close())
  await record(one.place.store, one.place.by, 'renumbered', pen =>
    pen.amend('invoice', one.debtor.invoiceId, { number: `\u202eF-${'9'.repeat(10_000)}` }),
  )
  await run(one.place, one.config, { send: true, wholeDay: true })
  const { text } = JSON.parse(receiver.asked[0]?.body ?? '{}') as { text: string }
  expect(text.length).toBeLessThan(460)
  expect(text).not.toMatch(/\p{Bidi_Control}/u)
})
