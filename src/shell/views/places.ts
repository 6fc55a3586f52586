import { answerDue } from '../../core/desk/dispute.ts'
import type { Fact, NounName } from '../../core/facts/nouns.ts'
import { openWork } from '../acts/draft.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { bounceReport } from './arrivals.ts'
import { unplacedMails, waitingReplies } from './inbox.ts'
import { outboxCounts } from './work-lists.ts'

/** What waits at a desk for a person; none: it has had no case yet, and stays out of the menu. */
type Waiting = number | undefined

const has = async ({ store, workspaceId }: Place, noun: NounName): Promise<boolean> =>
  (await factsOf(store.db, workspaceId, noun).limit(1).executeTakeFirst()) !== undefined

const hasOneOf = async (place: Place, nouns: readonly NounName[]): Promise<boolean> =>
  (await Promise.all(nouns.map(noun => has(place, noun)))).includes(true)

const tasksOf = ({ store, workspaceId }: Place, kinds: readonly Fact<'task'>['kind'][]) =>
  factsOf(store.db, workspaceId, 'task').where('kind' as 'id', 'in', kinds) // a column of this noun

/** The desks in the order of the menu, each with what waits there. */
const DESKS = {
  bank: async place => ((await has(place, 'statement')) ? 0 : undefined),
  /** Replies that nobody has dealt with. */
  inbox: async place => {
    const { length } = await waitingReplies(place)
    const isThere = length > 0 || (await unplacedMails(place)).length > 0 || (await bounceReport(place)).some(b => b.hard && b.inUse)
    return isThere ? length : undefined
  },
  outbox: async place => (Object.keys(await outboxCounts(place)).length > 0 ? 0 : undefined),
  /** Decisions that stand on Today. */
  decisions: async place => {
    const { length } = await tasksOf(place, ['decide'])
      .where('doneOn' as 'id', 'is', null)
      .execute() // a column of this noun
    return length > 0 || (await hasOneOf(place, ['settlementOffer', 'handOver', 'writeOff'])) ? length : undefined
  },
  calls: async place => {
    const isThere = (await has(place, 'call')) || (await tasksOf(place, ['call', 'meeting']).limit(1).executeTakeFirst()) !== undefined
    return isThere ? 0 : undefined
  },
  plans: async place => ((await has(place, 'plan')) ? 0 : undefined),
  /** Answers we owe and are late with. */
  disputes: async place => {
    const open = (await factsOf(place.store.db, place.workspaceId, 'dispute')
      .where('closedOn' as 'id', 'is', null) // a column of this noun
      .execute()) as unknown as Fact<'dispute'>[] // the columns selected are the noun’s own
    return open.length > 0 ? open.filter(d => d.answeredOn === null && answerDue(d) < place.by.today).length : undefined
  },
  /** Clients who could be invoiced now. */
  unbilled: async place =>
    (await hasOneOf(place, ['work', 'invoiceDraft'])) ? new Set((await openWork(place)).map(w => w.clientId)).size : undefined,
  /** Clients who do not know of our error yet. */
  corrections: async place => {
    if (!(await hasOneOf(place, ['agreement', 'correction']))) return undefined
    const untold = factsOf(place.store.db, place.workspaceId, 'correction').where('announcedOn' as 'id', 'is', null) // a column of this noun
    return (await untold.where('closedOn' as 'id', 'is', null).execute()).length // as above
  },
} as const satisfies Readonly<Record<string, (place: Place) => Promise<Waiting>>>

export interface DeskPlace {
  readonly desk: keyof typeof DESKS
  /** How many things wait there for a person. */
  readonly waiting: number
}

/** The desks that have had their first case, in the order of the menu: read from a few rows each, cheap enough for every page. */
export async function deskPlaces(place: Place): Promise<DeskPlace[]> {
  const names = Object.keys(DESKS) as (keyof typeof DESKS)[] // its own keys
  const waiting = await Promise.all(names.map(name => DESKS[name](place)))
  return names.flatMap((desk, at) => {
    const waits = waiting[at]
    return waits === undefined ? [] : [{ desk, waiting: waits }]
  })
}
