import { holdGate } from '../gate.ts'

/** A vulnerable person is spoken to by a person only. Until its last day, or its next review. */
export const vulnerablePerson = holdGate('vulnerable-person', 'vulnerable', false)
