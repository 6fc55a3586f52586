import { refuse } from '../../core/fault.ts'
import { mailAccessOf } from '../acts/mail-server.ts'
import { meansFor } from '../acts/run.ts'
import type { Config } from '../config.ts'
import { channels } from '../run/channel.ts'
import type { Place } from '../workspace.ts'
import { messageIdOf } from './mail.ts'

export interface TestMail {
  readonly to: string
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

/** Sends one message by the firm’s own line to whoever asks for it, and says what the server answered. No client is involved. */
export async function sendTestMail(place: Place, config: Config, mail: TestMail): Promise<{ sent: true }> {
  if ((await mailAccessOf(place, config)) === undefined)
    return refuse('no-smtp', 'No mail server is set: messages become drafts.', {
      mend: 'Set one first, or start with DUNWELL_SMTP_URL=smtp://user:password@host:587',
    })
  const { firm, by, workspaceId } = place
  const [means] = await meansFor(place, config)
  const { to, language, subject, text, html = '' } = mail
  const messageId = messageIdOf(workspaceId, `test/${by.at}`, firm.email)
  const outgoing = { language, subject, text, html, to: [to], cc: [], attachments: [], firm, messageId, at: by.at }
  try {
    const email = (await channels()).get('email')
    const answer = means && (await email?.deliver?.(outgoing, means))
    if (answer?.kind !== 'sent') return refuse('test-failed', `The mail server did not take it: ${JSON.stringify(answer)}`, { field: 'to' })
    return { sent: true }
  } finally {
    means?.smtp?.close()
  }
}
