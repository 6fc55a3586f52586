import type { Channel } from '../run/channel.ts'

/** A decision: it waits on a person's desk. */
export const channel: Channel = { task: 'decide' }
