import { Refusal } from '../../core/fault.ts'
import { fetchWherePossible } from '../acts/fetch-mail.ts'
import { send } from '../acts/run.ts'
import { setting } from '../acts/settings.ts'
import { hourIn } from '../clock.ts'
import type { Config } from '../config.ts'
import { FolderWatch } from '../inbound/folder.ts'
import { queueForewarning } from '../mail/owner-mail.ts'
import type { Place } from '../workspace.ts'
import { afterSweep } from './after-sweep.ts'
import { loadDecider } from './decider.ts'
import type { PerformReport } from './perform.ts'
import type { SweepReport } from './sweep.ts'
import { sweepBest, toDecideNow } from './sweep-aside.ts'
import { rulesOf } from './sweep-since.ts'

export interface ScheduleEvents {
  /** Where several nodes share the work, the sweep is asked for, and whichever node is free does it; none: this process does it. */
  readonly askForSweep?: ((workspaceId: string) => Promise<void>) | undefined
  readonly onSwept?: (report: SweepReport) => void
  readonly onSent?: (report: PerformReport) => void
  /** A run that failed is tried again at the next look; nothing else stops. */
  readonly onFault?: (error: unknown) => void
}
export interface Schedule {
  /** Looks now whether anything is due: what the timer does every minute. */
  look(): Promise<void>
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 60_000

/** The same place with the time it is now. */
const now = (place: Place): Place => {
  const { clock, firm, by } = place
  return { ...place, by: { ...by, actor: 'system:schedule', source: 'daily run', at: clock.now(), today: clock.today(firm.zone) } }
}

async function sweptToday(place: Place): Promise<boolean> {
  const found = await place.store.db
    .selectFrom('sweep')
    .select('id')
    .where('workspaceId', '=', place.workspaceId)
    .where('on', '=', place.by.today)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** After an import, or a change of the firm's own, more clients are to be decided anew than Today decides on the spot. */
const hasManyWaiting = async (place: Place): Promise<boolean> => (await toDecideNow(place, rulesOf(await loadDecider(place)))) === 'many'

/**
 * Runs the day by itself: the sweep at the set hour of the firm, or as soon after it as the machine is on (days off are caught up by the
 * sweep itself, one step a client), and after that what may leave, as its hours come. Where much was brought in since, it is decided soon.
 */
export function startSchedule(place: Place, config: Config, events: ScheduleEvents = {}): Schedule {
  const folder = new FolderWatch()
  let working: Promise<void> = Promise.resolve()
  // replies come in before anything leaves: who has written is not reminded. A mailbox that cannot be opened stops nothing else
  const fetchOnce = async (): Promise<void> => {
    try {
      await fetchWherePossible(now(place), config)
    } catch (error) {
      events.onFault?.(error)
    }
  }
  const sweepNow = async (today: Place): Promise<void> => {
    const report = await sweepBest(today) // not inside the call: nobody may listen
    events.onSwept?.(report)
  }
  const lookOnce = async (): Promise<void> => {
    try {
      const report = await folder.look(now(place), config)
      if (report.faults.length > 0) events.onFault?.(new Refusal(report.faults))
    } catch (error) {
      events.onFault?.(error) // the day runs without the folder
    }
    try {
      const today = now(place)
      const { hour } = await setting(today, 'run-at')
      const isDue = hourIn(today.by.at, place.firm.zone) >= hour
      const isSwept = await sweptToday(today)
      if (isDue && !isSwept && events.askForSweep) await events.askForSweep(place.workspaceId)
      else if (isDue && !isSwept) {
        await sweepNow(today)
        await afterSweep(today)
      } else if (isSwept && (await hasManyWaiting(today))) await sweepNow(today)
      await fetchOnce()
      const evening = await setting(today, 'forewarning')
      if (evening.on && hourIn(today.by.at, place.firm.zone) >= evening.hour) await queueForewarning(today)
      const report = await send(now(place), config)
      if (Object.values(report.counts).some(n => n > 0)) events.onSent?.(report)
    } catch (error) {
      events.onFault?.(error)
    }
  }
  const look = (): Promise<void> => {
    working = working.then(lookOnce) // one at a time
    return working
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    stop: async () => {
      clearInterval(timer)
      await working
    },
  }
}
