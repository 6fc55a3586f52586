import type { AnswerLinks } from '../answers/link.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { type Schedule, startSchedule } from '../run/schedule.ts'
import type { Store } from '../store/store.ts'
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

/** Time for a second thought after an approval. */
const SECOND_THOUGHT_MS = 15_000

export function schedulesOf(store: Store, config: Config, clock: Clock, links?: AnswerLinks): Schedules {
  const running = new Map<string, Schedule>()
  const onFault = (error: unknown): void => console.error(error)
  return {
    begin: async () => {
      for (const { id } of await store.db.selectFrom('workspace').select('id').execute()) {
        if (running.has(id)) continue
        const place = await enterWorkspace(store, clock, 'system:schedule', 'daily run', id)
        const schedule = startSchedule({ ...place, links }, config, { onFault })
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
      await Promise.all(stopping.map(schedule => schedule.stop()))
    },
  }
}
