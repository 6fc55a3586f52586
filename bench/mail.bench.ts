import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { compose } from '../src/shell/mail/mail.ts'
import { openSmtpLine } from '../src/shell/mail/smtp.ts'
import { aFirm } from '../test/support/firm.ts'
import { startMailServer } from '../test/support/mail-server.ts'

export const name = 'mail'

const MESSAGES = 300
const ROUNDS = 3
const PDF_BYTES = 60_000

const perSecond = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await work()
  return (MESSAGES * 1000) / (performance.now() - began)
}

/** Messages with a 60 kB PDF each, put together and sent over one connection, beside the mail library alone in the same run. */
export async function run(): Promise<{ what: string; value: string }[]> {
  const server = await startMailServer()
  const firm = await aFirm('2026-03-10')
  const place = firm.on('2026-03-10')
  const pdf = randomBytes(PDF_BYTES)
  const attachment = { filename: 'letter.pdf', contentType: 'application/pdf', content: pdf }
  const message = { subject: 'Invoice F-1: a short reminder', text: 'Dear Sir or Madam,\n\nstill open.\n', html: '<p>still open</p>' }
  const best = { ours: 0, library: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const line = openSmtpLine({ url: server.url })
    const ours = await perSecond(async () => {
      for (let n = 0; n < MESSAGES; n += 1) {
        const id = `<ours-${round}-${n}@atelier.example>`
        const { from, to, bytes } = await compose({ ...message, language: 'en', to: ['a@b.example'], cc: [], attachments: [attachment], firm: place.firm, messageId: id, at: place.by.at }) // biome-ignore format: one message
        const delivery = await line.deliver(from, to, bytes)
        if (delivery.kind !== 'sent') throw new Error(JSON.stringify(delivery))
      }
    })
    line.close()
    const { hostname, port } = new URL(server.url)
    const transport = createTransport({
      host: hostname,
      port: Number(port),
      pool: true,
      maxConnections: 1,
      maxMessages: Number.POSITIVE_INFINITY,
    })
    const library = await perSecond(async () => {
      for (let n = 0; n < MESSAGES; n += 1)
        await transport.sendMail({ ...message, from: 'ada@atelier.example', to: 'a@b.example', attachments: [{ ...attachment }] })
    })
    transport.close()
    best.ours = Math.max(best.ours, ours)
    best.library = Math.max(best.library, library)
  }
  await firm.close()
  await server.stop()
  return [
    { what: 'messages with a 60 kB PDF, put together and sent', value: `${Math.round(best.ours)}/s` },
    { what: 'the mail library alone, same run', value: `${Math.round(best.library)}/s` },
    { what: 'share', value: `${Math.round((best.ours * 100) / best.library)} %` },
  ]
}
