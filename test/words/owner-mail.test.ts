import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { ownerMail } from '../../src/shell/mail/owner-mail.ts'
import type { OutboxRow } from '../../src/shell/run/lease.ts'
import { loadWords } from '../../src/shell/words.ts'
import { aDebtor, aFirm, looked, type TestFirm } from '../support/firm.ts'

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
