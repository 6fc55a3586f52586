import { compose } from '../mail/mail.ts'
import type { Channel } from '../run/channel.ts'
import { channel as draft } from './draft.ts'

/** E-mail through the firm's own server; without one, a draft that a person sends. */
export const channel: Channel = {
  task: 'follow-up',
  form: 'mail',
  handsOver: means => means.smtp !== undefined,
  deliver: async (outgoing, means) => {
    const { smtp, dkim } = means
    if (!smtp) return draft.deliver(outgoing, means)
    const { from, to, bytes } = await compose(outgoing, dkim)
    return () => smtp.deliver(from, to, bytes)
  },
}
