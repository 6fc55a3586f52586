import { holdGate } from '../gate.ts'

/** A person said: not before this day. Until its last day, or its next review. */
export const snoozed = holdGate('snoozed', 'snooze', true)
