import { holdGate } from '../gate.ts'

/** Contacted by a named person only. Until its last day, or its next review. */
export const importantClient = holdGate('important-client', 'vip', true)
