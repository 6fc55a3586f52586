import { holdGate } from '../gate.ts'

/** We paused it ourselves. Until its last day, or its next review. */
export const pausedByUs = holdGate('paused-by-us', 'paused-by-us', true)
