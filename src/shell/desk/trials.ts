import { sql } from 'kysely'
import { addDays } from '../../core/day/day.ts'
import { unitsOf } from '../../core/desk/claim.ts'
import { HANDED_OVER_DAYS, type JudgedTrial, judgedTrials, TRIAL_DAYS } from '../../core/desk/trials.ts'
import type { Assumptions, Way } from '../../core/economics/assumptions.ts'
import { recordOf, type TrialRecord } from '../../core/economics/learning.ts'
import { movesAt } from '../../core/economics/moves.ts'
import { scaledMoney } from '../../core/economics/scale.ts'
import type { ClientFacts, NounName } from '../../core/facts/nouns.ts'
import { DEFAULTS } from '../../packs/economics/defaults.ts'
import { unitsOfCost } from '../../packs/economics/units.ts'
import { inParts } from '../store/in-parts.ts'
import { factsOf, loadClients } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** Where trials are found: the noun, its day, and how many days after it its time is over. */
const SOURCES = [
  { noun: 'deed', day: 'doneOn', time: TRIAL_DAYS, only: { class: 'chase', outcome: 'sent' } },
  { noun: 'call', day: 'startedOn', time: TRIAL_DAYS, only: {} },
  { noun: 'settlementOffer', day: 'deadline', time: 0, only: {} },
  { noun: 'handOver', day: 'startedOn', time: HANDED_OVER_DAYS, only: {} },
] as const satisfies readonly { noun: NounName; day: string; time: number; only: Readonly<Record<string, string>> }[]
/** Days after the end of its time in which one is still found: the machine may have been off. */
const CATCH_UP_DAYS = 30

/** Who had something done about them lately of which nothing has been learned yet. */
async function clientsToJudge({ store, workspaceId, by }: Place): Promise<string[]> {
  const found = new Set<string>()
  for (const { noun, day, time, only } of SOURCES) {
    const upTo = addDays(by.today, -time)
    const known = sql<boolean>`not exists (select 1 from ${sql.table('trial')} as t where ${sql.ref('t.workspaceId')} = ${workspaceId}
      and ${sql.ref('t.id')} = 'trial:' || ${sql.ref(`${noun}.id`)})`
    const rows = await factsOf(store.db, workspaceId, noun)
      .clearSelect()
      .select('clientId')
      .distinct()
      .where(day as 'effectiveOn', '>=', addDays(upTo, -CATCH_UP_DAYS))
      .where(day as 'effectiveOn', '<', upTo)
      .where(eb => eb.and(Object.entries(only).map(([column, value]) => eb(column as 'id', '=', value))))
      .where(known)
      .execute() // columns of these nouns
    for (const { clientId } of rows) found.add(clientId)
  }
  return [...found].sort()
}

/** The chance, the cost and the minutes that were assumed for a way. */
function assumedFor(trial: Pick<JudgedTrial, 'way' | 'age' | 'currency' | 'owedMinor'>): { chance: number; cost: number; minutes: number } {
  const assumptions: Assumptions = scaledMoney(DEFAULTS, unitsOfCost(trial.currency))
  const owed = unitsOf(trial.owedMinor, trial.currency)
  const move = movesAt({ owed, age: trial.age }, assumptions, trial.age).find(m => m.way === trial.way)
  return { chance: move?.chance ?? 0, cost: move?.cost ?? 0, minutes: minutesOf(assumptions, trial.way) }
}

function minutesOf(a: Assumptions, way: Way): number {
  const prices: Readonly<Partial<Record<Way, { readonly minutes: number }>>> = a
  return prices[way]?.minutes ?? 0
}

const bodyOf = (facts: ClientFacts, trial: JudgedTrial) => {
  const assumed = assumedFor(trial)
  const { seen, minutes: lasted, ...kept } = trial
  const minutes = lasted ?? assumed.minutes
  const cost = assumed.minutes > 0 ? (assumed.cost * minutes) / assumed.minutes : assumed.cost
  return {
    ...kept,
    seenMilli: Math.round(seen * 1000),
    id: `trial:${trial.ofFact}`,
    ofClient: facts.client.id,
    effectiveOn: trial.judgedOn,
    predicted: assumed.chance.toFixed(4),
    cost: cost.toFixed(2),
    minutes: Math.round(minutes),
  }
}

/** Keeps what has come to its end since the last run: what was done, what it was expected to bring, and whether money came. @returns how many. */
export async function keepTrials(place: Place): Promise<number> {
  const ids = await clientsToJudge(place)
  let kept = 0
  for (const part of inParts(ids)) {
    const clients = await loadClients(place.store.db, place.workspaceId, part)
    const made = clients.flatMap(facts => judgedTrials(facts, place.by.today).map(trial => bodyOf(facts, trial)))
    const known = await knownOf(
      place,
      made.map(t => t.id),
    )
    const fresh = made.filter(t => !known.has(t.id))
    if (fresh.length === 0) continue
    await record(place.store, place.by, 'outcomes learned', async pen => {
      for (const trial of fresh) await pen.add('trial', trial)
    })
    kept += fresh.length
  }
  return kept
}

async function knownOf({ store, workspaceId }: Place, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const part of inParts(ids)) {
    const rows = await factsOf(store.db, workspaceId, 'trial').clearSelect().select('id').where('id', 'in', part).execute()
    for (const { id } of rows) known.add(id)
  }
  return known
}

/** So many trials alike, as the store counts them. */
export interface TrialCount {
  readonly way: Way
  readonly age: number
  readonly reason: string
  readonly paid: boolean
  readonly drawn: boolean
  readonly times: number
  /** Shares of their time that were seen, summed. */
  readonly seen: number
}

/** Every trial of the firm, counted by way, age, reason and outcome. */
export async function trialCounts({ store, workspaceId }: Place): Promise<TrialCount[]> {
  const rows = await store.db
    .selectFrom('trial')
    .select(['way', 'age', 'reason', 'paid', 'drawn'])
    .select(eb => [
      eb.fn.countAll<number | bigint | string>().as('times'),
      eb.fn.sum<number | bigint | string>(eb.fn.coalesce('seenMilli', eb.lit(1000))).as('seenMilli'),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .groupBy(['way', 'age', 'reason', 'paid', 'drawn'])
    .execute()
  return rows.map(row => ({
    ...row,
    paid: Boolean(row.paid),
    drawn: Boolean(row.drawn),
    times: Number(row.times),
    seen: Number(row.seenMilli) / 1000,
  }))
}

export const learnedFrom = (counts: readonly TrialCount[]): TrialRecord => recordOf(counts)
