import { describeFault } from '../../core/fault.ts'
import type { AnswerLinks } from '../answers/link.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { openNodeAside } from '../run/node-aside.ts'
import type { Node } from '../run/nodes.ts'
import { type Schedule, startSchedule } from '../run/schedule.ts'
import type { Store } from '../store/store.ts'
import { storeTrouble } from '../store/trouble.ts'
import { enterWorkspace } from '../workspace.ts'

/** The daily run of every firm in the store, by itself, while the app is open. */
export interface Schedules {
  /** Begins for firms that have none yet, and looks at once. */
  begin(): Promise<void>
  /** Looks again soon: long enough for a second thought, then what was approved leaves. */
  lookSoon(): void
  stop(): Promise<void>
}

/** Nothing runs by itself: for whoever drives the days by hand. */
export const NO_SCHEDULES: Schedules = { begin: async () => undefined, lookSoon: () => undefined, stop: async () => undefined }

/** What is wrong with the store is said in words; anything else is ours, in full. The next look tries again. */
function sayFault(error: unknown): void {
  const trouble = storeTrouble(error)
  console.error(trouble ? `dunwell: the daily run: ${describeFault(trouble)}` : error)
}

/** Time for a second thought after an approval. */
const SECOND_THOUGHT_MS = 15_000

export function schedulesOf(store: Store, config: Config, clock: Clock, links?: AnswerLinks): Schedules {
  const running = new Map<string, Schedule>()
  const onFault = (error: unknown): void => sayFault(error)
  const { databaseUrl } = config
  const shares = store.flavour === 'postgres' && databaseUrl !== undefined
  let node: Node | undefined
  return {
    begin: async () => {
      if (shares) node ??= openNodeAside(databaseUrl, { clock, onFault })
      for (const { id } of await store.db.selectFrom('workspace').select('id').execute()) {
        if (running.has(id)) continue
        const place = await enterWorkspace(store, clock, 'system:schedule', 'daily run', id)
        const schedule = startSchedule({ ...place, links }, config, { onFault, askForSweep: node?.askForSweep })
        running.set(id, schedule)
        void schedule.look()
      }
    },
    lookSoon: () => {
      setTimeout(() => {
        for (const schedule of running.values()) void schedule.look()
      }, SECOND_THOUGHT_MS).unref()
    },
    stop: async () => {
      const stopping = [...running.values()]
      running.clear() // a look that was asked for before finds nobody
      await Promise.all([...stopping.map(schedule => schedule.stop()), node?.stop()])
      node = undefined
    },
  }
}
