import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { channel } from '../src/shell/channels/email.ts'
import type { Delivery } from '../src/shell/mail/smtp.ts'
import { openSmtpLine } from '../src/shell/mail/smtp.ts'
import type { Means, Outgoing } from '../src/shell/run/channel.ts'
import { turnsAt } from '../src/shell/run/turns.ts'
import { aFirm } from '../test/support/firm.ts'
import { startMailServer } from '../test/support/mail-server.ts'

export const name = 'mail'

const MESSAGES = 300
const ROUNDS = 3
const PDF_BYTES = 60_000
/** As a run has them at one line: one message leaves while the next is put together. */
const HANDS = 2

const perSecond = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await work()
  return (MESSAGES * 1000) / (performance.now() - began)
}

/** Messages with a 60 kB PDF each, put together and sent over one connection, beside the mail library alone over one, in the same run. */
export async function run(): Promise<{ what: string; value: string }[]> {
  const server = await startMailServer()
  const firm = await aFirm('2026-03-10')
  const place = firm.on('2026-03-10')
  const pdf = randomBytes(PDF_BYTES)
  const attachment = { filename: 'letter.pdf', contentType: 'application/pdf', content: pdf }
  const message = { subject: 'Invoice F-1: a short reminder', text: 'Dear Sir or Madam,\n\nstill open.\n', html: '<p>still open</p>' }
  const outgoing = (n: string): Outgoing => ({
    ...{ ...message, language: 'en', to: ['a@b.example'], cc: [], attachments: [attachment], firm: place.firm, at: place.by.at },
    messageId: `<${n}@atelier.example>`,
  })
  const best = { ours: 0, library: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const means: Means = { smtp: openSmtpLine({ url: server.url }), draftFolder: firm.folder }
    best.ours = Math.max(
      best.ours,
      await perSecond(async () => {
        const inTurn = turnsAt(() => false)
        let next = 0
        const hand = async (): Promise<void> => {
          while (next < MESSAGES) {
            const letLeave = await channel.deliver?.(outgoing(`ours-${round}-${next++}`), means)
            const delivery: Delivery | 'down' | undefined = letLeave && (await inTurn(letLeave))
            if (typeof delivery !== 'object' || delivery.kind !== 'sent') throw new Error(JSON.stringify(delivery))
          }
        }
        await Promise.all(Array.from({ length: HANDS }, hand))
      }),
    )
    means.smtp?.close()
    const { hostname, port } = new URL(server.url)
    const one = { host: hostname, port: Number(port), pool: true, maxConnections: 1, maxMessages: Number.POSITIVE_INFINITY }
    const transport = createTransport(one)
    best.library = Math.max(
      best.library,
      await perSecond(async () => {
        for (let n = 0; n < MESSAGES; n += 1)
          await transport.sendMail({ ...message, from: 'ada@atelier.example', to: 'a@b.example', attachments: [{ ...attachment }] })
      }),
    )
    transport.close()
  }
  await firm.close()
  await server.stop()
  return [
    { what: 'messages with a 60 kB PDF, put together and sent', value: `${Math.round(best.ours)}/s` },
    { what: 'the mail library alone, same run', value: `${Math.round(best.library)}/s` },
    { what: 'share', value: `${Math.round((best.ours * 100) / best.library)} %` },
  ]
}
