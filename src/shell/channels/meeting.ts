import type { Channel } from '../run/channel.ts'

/** A meeting: a person goes there. */
export const channel: Channel = { task: 'meeting' }
