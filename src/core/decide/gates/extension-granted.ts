import type { Gate } from '../case.ts'
import { obstacle } from '../gate.ts'
import { nextTurn } from '../turns.ts'

const NAME = 'extension-granted'

/** We granted a later day: until then it is not late. */
export const extensionGranted: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  explains: (c, item) => {
    if (item.lateMinor > 0n || !item.extended) return undefined
    return obstacle(NAME, nextTurn(c, item), { invoice: item.account.invoice.number, dueOn: item.dueOn }, NAME, item.id)
  },
}
