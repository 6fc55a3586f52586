import type { Gate } from '../case.ts'
import { obstacle } from '../gate.ts'
import { nextTurn } from '../turns.ts'

const NAME = 'not-due'

/** It is not late yet. Looked at again when a note before or on the due day, or the first reminder, would come. */
export const notDue: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  explains: (c, item) => {
    if (item.lateMinor > 0n || item.extended) return undefined
    return obstacle(NAME, nextTurn(c, item), { invoice: item.account.invoice.number, dueOn: item.dueOn }, NAME, item.id)
  },
}
