import type { Reason } from './decision.ts'

/** Why a step comes, and why it comes as it does. Obstacles and remarks are named by the gates. */
export const ACT_REASONS = [
  'arrival-unknown',
  'due-soon',
  'due-today',
  'overdue',
  'deadline-passed',
  'promise-broken',
  'instalment-missed',
  'repeats',
  'repeat-asked',
  'moved-by-person',
  'softened',
  'reason-known',
  'other-oldest',
  'restarted',
  'person-step-passed',
  'promise-kept',
  'paid-in-part',
] as const
export type ActReason = (typeof ACT_REASONS)[number]

export const because = (code: ActReason, params: Reason['params'] = {}): Reason => ({ code, params })
