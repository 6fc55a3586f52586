import type { Channel } from '../run/channel.ts'

/** A call: a person makes it. */
export const channel: Channel = { task: 'call' }
