import { holdGate } from '../gate.ts'

/** We owe them too: settled against each other first. Until its last day, or its next review. */
export const mutualBalance = holdGate('mutual-balance', 'mutual-balance', false)
