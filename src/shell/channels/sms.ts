import { segmentsOf } from '../../packs/sms-text/segments.ts'
import type { Channel } from '../run/channel.ts'

/** A text message through the firm’s provider; without one, a person sends it from their own phone. */
export const channel: Channel = {
  task: 'follow-up',
  form: 'line',
  hours: [9, 20],
  units: outgoing => segmentsOf(outgoing.text),
  handsOver: means => means.sms !== undefined,
  deliver: async (outgoing, means) => async () => {
    const [to] = outgoing.to
    if (to === undefined) return { kind: 'refused', stage: 'message', response: 'There is no mobile number to write to.', rejected: [] }
    if (!means.sms) return { kind: 'drafted', file: '' }
    return means.sms.send(to, outgoing.text, outgoing.messageId.slice(1, 33))
  },
}
