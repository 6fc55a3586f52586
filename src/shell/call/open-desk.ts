import type { Excuse } from '../../core/call/excuse.ts'
import type { Day } from '../../core/day/day.ts'
import { addBankDays } from '../../core/decide/case.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { setting } from '../acts/settings.ts'
import { pressFor } from '../message/render.ts'
import { loadExcuses } from '../packs/excuses.ts'
import { type Decider, loadDecider } from '../run/decider.ts'
import type { Place } from '../workspace.ts'
import { type BriefTools, type CallBrief, callBrief } from './brief.ts'
import type { Desk } from './check.ts'
import { interestUpTo } from './plan-interest.ts'

/** Everything the call desk needs, read once a request. */
export interface CallDesk {
  readonly tools: Omit<BriefTools, 'missedOn'>
  readonly decider: Decider
  readonly excuses: readonly Excuse[]
  /** A day on which no bank works, by the firm's own calendar. */
  readonly isHoliday: (day: Day) => boolean
  brief(facts: ClientFacts): CallBrief
  /** What the closing rule is asked with. */
  deskFor(language: string): Desk
}

export async function openDesk(place: Place): Promise<CallDesk> {
  const [{ words, law }, decider, excuses, habit] = await Promise.all([
    pressFor(place),
    loadDecider(place),
    loadExcuses(),
    setting(place, 'call-floor'),
  ])
  const { firm } = place
  const { today } = place.by
  const { world } = decider
  const tools = { words, law, firm, today, moneySeenUpTo: world.moneySeenUpTo, habit, excuses }
  const isHoliday = (day: Day): boolean => world.isHoliday(firm.country, day)
  return {
    tools,
    decider,
    excuses,
    isHoliday,
    brief: facts => callBrief({ ...tools, missedOn: promised => addBankDays(world, promised, decider.policyOf(facts).bankDays) }, facts),
    deskFor: language => ({
      words,
      language,
      today,
      isHoliday,
      interest: (facts, invoiceIds) => interestUpTo(law, firm.country, facts, invoiceIds, today),
    }),
  }
}
