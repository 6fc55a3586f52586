import { holdGate } from '../gate.ts'

/** A lawyer or court has the case: nothing is said beside it. Until its last day, or its next review. */
export const legalHold = holdGate('legal-hold', 'legal', false)
