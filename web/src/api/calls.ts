// The view models of the call desk, as the server makes them: types only.
export type { CallBrief } from '../../../src/shell/call/brief.ts'
export type { CheckView } from '../../../src/shell/call/check.ts'
export type { DraftWire } from '../../../src/shell/call/draft-wire.ts'
export type { CallView } from '../../../src/shell/call/view.ts'
export type { CallDeskView, CallLine } from '../../../src/shell/views/call-desk.ts'
export type { DisputeView } from '../../../src/shell/views/disputes.ts'
export type { PlanView } from '../../../src/shell/views/plans.ts'
