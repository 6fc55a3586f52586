import { holdGate } from '../gate.ts'

/** Insolvency: only the administrator is written to, by hand. Until its last day, or its next review. */
export const insolvency = holdGate('insolvency', 'insolvency', false)
