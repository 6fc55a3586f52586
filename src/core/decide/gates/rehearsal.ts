import type { Gate } from '../case.ts'

const NAME = 'rehearsal'

/** Everything is decided and shown, nothing leaves. */
export const rehearsal: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  remarks: c => (c.world.phase === 'rehearsal' ? { code: NAME, params: {} } : undefined),
}
