import { refuse } from '../../core/fault.ts'
import { mailAccessOf } from '../acts/mail-server.ts'
import { meansFor } from '../acts/run.ts'
import type { Config } from '../config.ts'
import { channels } from '../run/channel.ts'
import type { Place } from '../workspace.ts'
import { messageIdOf } from './mail.ts'

export interface OwnMail {
  readonly to: string
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

/** @throws Refusal where no mail server is set: messages become drafts. */
export async function needsMailServer(place: Place, config: Config): Promise<void> {
  if ((await mailAccessOf(place, config)) === undefined)
    refuse('no-smtp', 'No mail server is set: messages become drafts.', {
      mend: 'Set one first, or start with DUNWELL_SMTP_URL=smtp://user:password@host:587',
    })
}

/**
 * Sends one message by the firm’s own line at once, to somebody of the firm’s own and to no client, and says where the server did not take it.
 * @param key names the message for ever: its Message-ID is made of it.
 */
export async function sendNow(place: Place, config: Config, key: string, mail: OwnMail): Promise<{ sent: true }> {
  await needsMailServer(place, config)
  const { firm, by, workspaceId } = place
  const [means] = await meansFor(place, config)
  const { to, language, subject, text, html = '' } = mail
  const messageId = messageIdOf(workspaceId, key, firm.email)
  const outgoing = { language, subject, text, html, to: [to], cc: [], attachments: [], firm, messageId, at: by.at }
  try {
    const email = (await channels()).get('email')
    const leave = means && (await email?.deliver?.(outgoing, means))
    const answer = await leave?.()
    if (answer?.kind !== 'sent')
      return refuse('test-failed', `The mail server did not take it: ${JSON.stringify(answer)}`, {
        field: 'to',
        params: { answer: JSON.stringify(answer) },
      })
    return { sent: true }
  } finally {
    means?.smtp?.close()
  }
}
