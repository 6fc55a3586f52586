import { expect, test } from 'vitest'
import { fetchMail } from '../../src/shell/acts/fetch-mail.ts'
import { configFrom } from '../../src/shell/config.ts'
import { startSchedule } from '../../src/shell/run/schedule.ts'
import { inboxView } from '../../src/shell/views/inbox.ts'
import { type Dovecot, hasDovecot, startDovecot } from '../support/dovecot.ts'
import { aDebtor, aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'
import { startMailServer } from '../support/mail-server.ts'
import { aMail } from '../support/mails.ts'

const ON = '2026-03-11'

async function withMailbox(work: (firm: TestFirm, mailbox: Dovecot) => Promise<void>): Promise<void> {
  const firm = await aFirm('2026-01-05')
  const mailbox = await startDovecot()
  try {
    await longLive(firm, ON)
    await work(firm, mailbox)
  } finally {
    await mailbox.stop()
    await firm.close()
  }
}
const configOf = (firm: TestFirm, mailbox: Dovecot, smtpUrl?: string) => ({ ...firm.config(smtpUrl), imapUrl: mailbox.url })

test.skipIf(!hasDovecot())('a real Dovecot: what came is read once, oldest first, and nothing is marked or moved there', async () =>
  withMailbox(async (firm, mailbox) => {
    const place = firm.on(ON)
    await aDebtor(place, { name: 'Alpha', dueOn: '2026-03-01' })
    const config = configOf(firm, mailbox)
    expect((await fetchMail(place, config)).received).toHaveLength(0)
    mailbox.file('INBOX', aMail({ text: 'We will pay by 20 March.' }).toString())
    mailbox.file('INBOX', aMail({ from: 'aunt@family.example', text: 'Cake?' }).toString())
    const first = await fetchMail(place, config)
    expect(first.received.map(r => [r.state, r.reading])).toEqual([
      ['placed', 'promise'],
      ['unplaced', null],
    ])
    expect(await fetchMail(place, config)).toMatchObject({ looked: 0, received: [] })
    mailbox.file('INBOX', aMail({ text: 'Transfer was made this morning.' }).toString())
    expect((await fetchMail(place, config)).received.map(r => r.reading)).toEqual(['paid-already'])
    // the position lost, as after the server numbered its mails anew: read again, known again
    await place.store.db.deleteFrom('mailbox').execute()
    const again = await fetchMail(place, config)
    expect(again.received.every(r => r.known)).toBe(true)
    expect((await inboxView(place)).replies).toHaveLength(2)
    const [row] = await place.store.db.selectFrom('mailbox').selectAll().execute()
    expect(row).toMatchObject({ lastUid: 3, lastError: null })
  }),
)

test.skipIf(!hasDovecot())('who has written is not reminded: mail comes in before anything leaves', async () =>
  withMailbox(async (firm, mailbox) => {
    const place = firm.on(ON)
    await looked(place)
    await aDebtor(place, { name: 'Alpha', dueOn: '2026-03-01' })
    mailbox.file('INBOX', aMail({ text: 'The price is wrong.' }).toString())
    const smtp = await startMailServer()
    try {
      const faults: unknown[] = []
      const schedule = startSchedule(place, configOf(firm, mailbox, smtp.url), { onFault: f => faults.push(f) })
      await schedule.look()
      await schedule.stop()
      expect(faults).toEqual([])
      expect(smtp.received).toHaveLength(0)
      expect((await inboxView(place)).replies).toMatchObject([{ client: 'Alpha', suggested: { reading: 'dispute' } }])
    } finally {
      await smtp.stop()
    }
  }),
)

test('a mailbox that does not answer says so, is noted, and stops no run', async () => {
  const firm = await aFirm('2026-01-05')
  try {
    const place = firm.on(ON)
    await aDebtor(place, { name: 'Alpha', dueOn: '2026-03-01' })
    await expect(fetchMail(place, firm.config())).rejects.toThrow(/No mailbox/)
    const config = { ...configFrom({ DUNWELL_STORE: firm.file }), imapUrl: 'imap://ada:x@127.0.0.1:1?security=none' }
    await expect(fetchMail(place, config)).rejects.toThrow(/127\.0\.0\.1:1/)
    const [row] = await place.store.db.selectFrom('mailbox').selectAll().execute()
    expect(row?.lastError).toBeTruthy()
    const faults: unknown[] = []
    const schedule = startSchedule(place, config, { onFault: f => faults.push(f) })
    await schedule.look()
    await schedule.stop()
    expect(faults).toHaveLength(1)
    expect(await place.store.db.selectFrom('sweep').selectAll().execute()).toHaveLength(1)
  } finally {
    await firm.close()
  }
})
