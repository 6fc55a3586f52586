import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { ownerMail } from '../../src/shell/mail/owner-mail.ts'
import type { SmtpLine } from '../../src/shell/mail/smtp.ts'
import { renderMessage } from '../../src/shell/message/render.ts'
import type { Means } from '../../src/shell/run/channel.ts'
import { keptDecider } from '../../src/shell/run/decider.ts'
import { perform } from '../../src/shell/run/perform.ts'
import { aDebtor, aFirm, deeds, longLive, looked, type TestFirm } from '../support/firm.ts'

const TODAY = '2026-03-10'
let firm: TestFirm
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
})
afterEach(() => firm.close())

test.each([1, 3])('with %i lines a crash at any moment leaves at most one message unsure for each', async lines => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  for (let n = 0; n < 12; n++) await aDebtor(place, { name: `Client ${n}`, dueOn: '2026-03-01' })
  await looked(place)
  await run(place, firm.config('smtp://127.0.0.1:1'), {})
  const other = new DatabaseSync(firm.store.location, { readOnly: true })
  const begun = other.prepare(`select count(*) as n from outbox where state = 'leased' and "sendingSince" is not null`)
  const seen: number[] = []
  const smtp: SmtpLine = {
    deliver: async () => {
      seen.push(Number(begun.get()?.n)) // what a kill at this moment would leave unsure
      await setTimeout(30) // long enough for the next one to be ready and wait
      return { kind: 'sent', response: '250 ok', rejected: [] }
    },
    close: () => undefined,
  }
  const means = Array.from({ length: lines }, (): Means => ({ smtp, draftFolder: join(firm.store.location, '../drafts') }))
  try {
    await perform(place, { render: renderMessage, ownerMail, means, decider: keptDecider(place) })
  } finally {
    other.close()
  }
  expect(await deeds(place)).toHaveLength(12)
  expect(seen.length).toBeGreaterThanOrEqual(12)
  expect(Math.max(...seen)).toBeLessThanOrEqual(lines)
  expect(Math.min(...seen)).toBe(1) // what is under way is known before its words leave
})
