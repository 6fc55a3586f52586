import { promiseCovers } from '../../promise/promise-state.ts'
import type { Gate } from '../case.ts'
import { holdInvoice } from '../gate.ts'

const NAME = 'promise-running'

/** They said when they pay: that invoice rests until the day counts as missed. The third promise after two that were not kept rests nothing. */
export const promiseRunning: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['promise'],
  holdsInvoice: (c, item) => {
    const found = c.promises.findLast(p => p.outcome === 'running' && p.pauses && promiseCovers(p.promise, item.id, item.currency))
    return found && holdInvoice(NAME, item, found.missedOn, { promisedOn: found.promise.promisedFor })
  },
}
