import type { Day } from '../../core/day/day.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import { limitedPolicy, ownLimits } from '../../core/decide/limits.ts'
import type { Policy } from '../../core/decide/policy.ts'
import { type Pressure, pressureOf } from '../../core/decide/pressure.ts'
import { loadDecider } from '../run/decider.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

type Numbers = Pick<Policy, 'gapDays' | 'contactsPerWeek' | 'contactsPer30Days' | 'hours'>
/** One change of a client’s own limits: who, when, why. */
export interface LimitChange {
  readonly on: Day
  readonly at: string
  readonly who: string
  readonly reason: string
  readonly gapDays: number | null
  readonly contactsPerWeek: number | null
  readonly contactsPer30Days: number | null
  readonly hoursFrom: number | null
  readonly hoursTo: number | null
  readonly ended: boolean
}
/** How much of a client’s patience is used, under which limits, and who set them. */
export interface PressureView extends Pressure {
  readonly standing: 'good' | 'even' | 'worn'
  readonly limits: Numbers & { readonly zone: string; readonly isOwn: boolean }
  /** The same by the policy alone. */
  readonly byPolicy: Numbers & { readonly name: string }
  readonly changes: readonly LimitChange[]
}

const numbersOf = ({ gapDays, contactsPerWeek, contactsPer30Days, hours }: Policy): Numbers => ({
  gapDays,
  contactsPerWeek,
  contactsPer30Days,
  hours,
})

/** Every version of a client’s own limits, newest first. */
async function changesOf(place: Place, clientId: string): Promise<LimitChange[]> {
  const [rows, members] = await Promise.all([
    place.store.db
      .selectFrom('contactLimit')
      .selectAll()
      .where('workspaceId', '=', place.workspaceId)
      .where('clientId', '=', clientId)
      .orderBy('journalSeq', 'desc')
      .execute(),
    workspaceFacts(place.store.db, place.workspaceId, 'membership'),
  ])
  const nameOf = (actor: string): string => members.find(m => m.userId === actor)?.name ?? actor
  return rows.map(r => ({
    on: r.effectiveOn,
    at: r.recordedAt,
    who: nameOf(r.actor),
    reason: r.reason,
    gapDays: r.gapDays,
    contactsPerWeek: r.contactsPerWeek,
    contactsPer30Days: r.contactsPer30Days,
    hoursFrom: r.hoursFrom,
    hoursTo: r.hoursTo,
    ended: r.endedOn !== null,
  }))
}

/** From here on goodwill is good, and below here it is worn. */
const GOOD_FROM = 0
const WORN_BELOW = -3

export async function pressureView(place: Place, clientId: string): Promise<PressureView> {
  const facts = await clientFactsOf(place, clientId)
  const { today } = place.by
  const decider = await loadDecider(place)
  const policy = decider.policyOf(facts)
  const limited = limitedPolicy(policy, facts, today)
  const law = lawFor(decider.lawOf(facts), facts.client)
  const pressure = pressureOf(facts, limited, law.contactsPerWeek, today)
  const { points } = pressure.goodwill
  return {
    ...pressure,
    standing: points >= GOOD_FROM ? 'good' : points < WORN_BELOW ? 'worn' : 'even',
    limits: { ...numbersOf(limited), zone: facts.client.zone ?? place.firm.zone, isOwn: ownLimits(facts, today) !== undefined },
    byPolicy: { ...numbersOf(policy), name: policy.name },
    changes: await changesOf(place, clientId),
  }
}
