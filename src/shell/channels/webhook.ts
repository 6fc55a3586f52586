import type { Channel } from '../run/channel.ts'

/** What was decided, as data, to a receiver of the firm’s own. It wakes nobody, and may be repeated: the receiver knows it by its id. */
export const channel: Channel = {
  task: 'follow-up',
  form: 'data',
  hours: 'any',
  deliver: async (outgoing, means) => async () =>
    means.webhook
      ? means.webhook.send(outgoing.text, outgoing.messageId.slice(1, 33), outgoing.at)
      : { kind: 'refused', stage: 'message', response: 'No receiver is set under Settings, Sending.', rejected: [] },
}
