import type { REASONS_FOR_LATENESS } from '../../../src/core/facts/nouns/recovery.ts'

/** Why a client may be late, in the order of the choices. */
export const LATENESS_REASONS = [
  'cash-flow',
  'embarrassment',
  'dispute',
  'familiarity',
  'pays-others-first',
  'unappreciated',
  'forgot',
  'wrong-contact',
  'unknown',
] as const satisfies typeof REASONS_FOR_LATENESS
