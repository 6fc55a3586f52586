import { afterEach, beforeEach, expect, test } from 'vitest'
import { confirmReply } from '../../src/shell/acts/confirm-reply.ts'
import { run } from '../../src/shell/acts/run.ts'
import { changeSetting } from '../../src/shell/acts/settings.ts'
import { ownerMail } from '../../src/shell/mail/owner-mail.ts'
import { parseMail } from '../../src/shell/replies/parse.ts'
import { receive } from '../../src/shell/replies/receive.ts'
import type { OutboxRow } from '../../src/shell/run/lease.ts'
import { record } from '../../src/shell/store/record.ts'
import { inboxView } from '../../src/shell/views/inbox.ts'
import { loadWords } from '../../src/shell/words.ts'
import { aDebtor, aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'
import { startMailServer } from '../support/mail-server.ts'
import { aMail } from '../support/mails.ts'

const TODAY = '2026-03-10'
const words = await loadWords()
let firm: TestFirm
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
})
afterEach(() => firm.close())

test('the owner’s mail speaks the firm’s language, and names each step as the language does', async () => {
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Dues', dueOn: TODAY })
  await aDebtor(place, { name: 'Lates', dueOn: '2026-03-01' })
  await looked(place)
  await run(place, firm.config(), { send: false, wholeDay: true })
  const row = { key: `owner/daily-mail/${TODAY}` } as OutboxRow // the mail of a day reads no more of its row than the key
  const said: Record<string, string> = {}
  for (const language of words.languages) {
    const mail = await ownerMail({ ...place, firm: { ...place.firm, language } }, row)
    expect(mail).toMatchObject({ language, to: ['ada@atelier.example'], attachments: [] })
    expect(mail?.text).not.toMatch(/first-reminder|due-today|owner\.|undefined/)
    expect(mail?.html).toContain('Lates')
    said[language] = `${mail?.subject}\n${mail?.text}`
  }
  expect(said.en).toContain('- Lates: €1,200.00 (First reminder)')
  expect(said.fr).toContain('Premier rappel')
  expect(said.ro).toContain('Prima reamintire')
  expect(said.ro).toContain('Scadente astăzi (1 factură)')
  expect(said.pl).toContain('Pierwsze przypomnienie')
  expect(said.pl).toContain('Do kontaktu (2 klientów)')
  expect(said.ja).toContain('最初のご案内')
  expect(said.ja).toContain('Atelier：本日 2026年3月10日')
})

test('a message that did not leave stands in the mail of the day in every language, whatever else it is to tell', async () => {
  const mail = await startMailServer()
  const place = firm.on(TODAY)
  try {
    mail.manners = { onRecipient: to => (to.startsWith('billing@refused') ? { code: 550, text: 'no such user' } : undefined) }
    await longLive(firm, TODAY)
    await aDebtor(place, { name: 'Refused', dueOn: '2026-03-01' })
    await looked(place)
    const quiet = { waitingReplies: false, dueToday: false, newlyLate: false, brokenPromises: false, goingOut: false, ranOut: false }
    await changeSetting(place, { key: 'daily-mail', value: quiet })
    await run(place, firm.config(mail.url), { send: true, wholeDay: true })
    const [daily] = mail.received.filter(m => m.to.includes('ada@atelier.example'))
    const { text } = await parseMail(Buffer.from(daily?.raw ?? ''))
    expect(text).toContain('Did not leave (1 message): the reason stands on Today\n- Refused: First reminder')
    for (const language of words.languages) {
      const said = await ownerMail({ ...place, firm: { ...place.firm, language } }, { key: `owner/daily-mail/${TODAY}` } as OutboxRow) // as above
      expect(said?.text).toContain(words.say(language, 'owner.failed.heading', { count: 1 }))
    }
  } finally {
    await mail.stop()
  }
})

test('a reply that holds and that nobody has read for a working day stands in the mail that leaves; over the weekend nobody is blamed', async () => {
  const mail = await startMailServer()
  const received = async (on: string, text: string) =>
    receive(firm.on(on), aMail({ from: 'billing@alpha.example', date: `${on}T10:00:00+01:00`, text }))
  const daily = async (on: string): Promise<string> => {
    const place = firm.on(on)
    await looked(place)
    await run(place, firm.config(mail.url), { send: true, wholeDay: true })
    const to = mail.received.filter(m => m.to.includes('ada@atelier.example'))
    return (await parseMail(Buffer.from(to.at(-1)?.raw ?? ''))).text
  }
  try {
    await longLive(firm, '2026-03-06')
    await aDebtor(firm.on('2026-03-06'), { name: 'Alpha', dueOn: '2026-03-01' })
    await received('2026-03-06', 'The price is wrong.') // a Friday
    await aDebtor(firm.on('2026-03-06'), { name: 'Dues', dueOn: '2026-03-06' })
    await aDebtor(firm.on('2026-03-06'), { name: 'Dues too', dueOn: '2026-03-07' })
    expect(await daily('2026-03-06')).not.toContain('The price is wrong')
    expect(await daily('2026-03-07')).not.toContain('The price is wrong')
    const monday = await daily('2026-03-09')
    expect(monday).toContain('Replies that wait (1 reply)')
    expect(monday).toContain('Alpha, 6 March 2026: The price is wrong.')
    const [waiting] = (await inboxView(firm.on('2026-03-09'))).replies
    await confirmReply(firm.on('2026-03-09'), { reply: waiting?.id ?? '' })
    await aDebtor(firm.on('2026-03-10'), { name: 'Later', dueOn: '2026-03-10' })
    const tuesday = await daily('2026-03-10')
    expect(tuesday).toContain('Later')
    expect(tuesday).not.toContain('The price is wrong')
  } finally {
    await mail.stop()
  }
})

test('whoever chose a language in the app reads the mail in it; each kind is a heading with its lines, nothing of a name is markup', async () => {
  const place = firm.on(TODAY)
  await record(place.store, place.by, 'owner named', pen =>
    pen.add('membership', { userId: 'u1', name: 'Ada', email: 'ada@atelier.example', role: 'owner', language: 'ja' }),
  )
  await aDebtor(place, { name: '<b>Dues</b> & Co', dueOn: TODAY })
  await looked(place)
  await run(place, firm.config(), { send: false, wholeDay: true })
  const mail = await ownerMail(place, { key: `owner/daily-mail/${TODAY}` } as OutboxRow) // as above
  expect(mail).toMatchObject({ language: 'ja' })
  expect(mail?.text).toContain('本日が期日')
  expect(mail?.html).toMatch(/^<div lang="ja"/)
  expect(mail?.html).toMatch(/<h2[^>]*>本日が期日/)
  expect(mail?.html).toContain('&lt;b&gt;Dues&lt;/b&gt; &amp; Co')
  expect(mail?.html).not.toContain('<b>')
})
