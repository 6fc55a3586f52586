import { holdGate } from '../gate.ts'

/** A day on which a reminder would hurt. Until its last day, or its next review. */
export const sensitiveDay = holdGate('sensitive-day', 'sensitive-day', true)
