import type { Channel } from '../run/channel.ts'

/** A letter on paper: it lies on the pile until a batch is printed and a person says that it was posted. Until then it counts as unsent. */
export const channel: Channel = {
  task: 'follow-up',
  form: 'letter',
  hours: 'any',
  deliver: async outgoing => async () =>
    outgoing.to.length === 0
      ? { kind: 'refused', stage: 'message', response: 'There is no postal address to write to.', rejected: [] }
      : { kind: 'drafted', file: '' },
}
