import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { resolveUnsure } from '../../src/shell/acts/by-hand.ts'
import { run } from '../../src/shell/acts/run.ts'
import { settleUnsure } from '../../src/shell/acts/settle-unsure.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { type Dovecot, hasDovecot, startDovecot } from '../support/dovecot.ts'
import { aDebtor, aFirm, deeds, longLive, looked, outbox, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

const ON = '2026-03-10'
let dovecot: Dovecot | undefined
let firm: TestFirm
let mail: MailServer
beforeAll(async () => {
  if (hasDovecot()) dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  mail = await startMailServer()
  await longLive(firm, ON)
  await aDebtor(firm.on(ON), { name: 'Librairie', dueOn: '2026-03-01' })
  await aDebtor(firm.on(ON), { name: 'Menuiserie', dueOn: '2026-03-01' })
  await looked(firm.on(ON))
})
afterEach(async () => {
  await mail.stop()
  await firm.close()
})
const config = () => ({ ...firm.config(mail.url), imapUrl: dovecot?.url })
const sending = () => run(firm.on(ON), config(), { send: true, wholeDay: true })
const openTasks = async () => {
  const rows = await firm.store.db.selectFrom('task').selectAll().where('supersededAt', 'is', null).execute()
  return rows.filter(task => task.kind === 'verify' && task.doneOn === null)
}

test.skipIf(!hasDovecot())(
  'a copy in the folder of what was sent settles a message of unknown fate; without one a person looks',
  async () => {
    // the server takes both, files one, and hangs up each time without an answer
    mail.manners = {
      onMessage: ({ raw, to }) => {
        if (to.some(address => address.includes('librairie'))) dovecot?.file('Sent', raw)
        return to.some(address => address.includes('billing')) ? 'drop' : 'take'
      },
    }
    await sending()
    const found = (await outbox(firm.on(ON))).map(row => row.state).sort()
    expect(found).toEqual(['sent', 'unsure'])
    const settled = (await deeds(firm.on(ON))).find(deed => deed.outcome === 'sent')
    expect(settled?.evidence).toMatchObject({ settledBy: 'system:mailbox', finding: 'left', folder: 'Sent' })
    expect((await openTasks()).map(task => task.id)).toHaveLength(1)
    expect(await settleUnsure(firm.on(ON), config())).toMatchObject({ sent: [], open: [expect.stringContaining('first-reminder')] })
    await sending()
    expect(mail.received.filter(m => m.to.some(to => to.includes('librairie')))).toHaveLength(1)
    expect(await verifyChain(firm.store.db, firm.on(ON).workspaceId)).toBeUndefined()
  },
)

test.skipIf(!hasDovecot())('a message with another or a longer Message-ID proves nothing', async () => {
  mail.manners = { onMessage: ({ to }) => (to.some(address => address.includes('billing')) ? 'drop' : 'take') }
  await sending()
  const [row] = await outbox(firm.on(ON))
  dovecot?.file('Sent', `Message-ID: ${row?.messageId?.replace('<', '<x')}\r\nSubject: another\r\n\r\nwords\r\n`)
  dovecot?.file('INBOX', `Message-ID: ${row?.messageId}\r\nSubject: in the wrong folder\r\n\r\nwords\r\n`)
  expect((await settleUnsure(firm.on(ON), config())).sent).toEqual([])
  dovecot?.file('Sent', `Message-ID: ${row?.messageId}\r\nSubject: the copy\r\n\r\nwords\r\n`)
  expect((await settleUnsure(firm.on(ON), config())).sent).toEqual([row?.key])
  await expect(resolveUnsure(firm.on(ON), { key: row?.key ?? '', finding: 'not-left' })).rejects.toThrow('nothing to settle')
})

test('a mailbox that is away holds up nothing and is named', async () => {
  mail.manners = { onMessage: ({ to }) => (to.some(address => address.includes('billing')) ? 'drop' : 'take') }
  const away = { ...firm.config(mail.url), imapUrl: 'imap://ada:x@127.0.0.1:1?security=none' }
  const { performed } = await run(firm.on(ON), away, { send: true, wholeDay: true })
  expect(performed.flatMap(p => p.problems).some(problem => problem.startsWith('mailbox: '))).toBe(true)
  expect((await outbox(firm.on(ON))).map(row => row.state)).toEqual(['unsure', 'unsure'])
  expect(await openTasks()).toHaveLength(2)
})
