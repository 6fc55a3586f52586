import { type SqlBool, sql } from 'kysely'
import type { Day } from '../../core/day/day.ts'
import type { Act, Hold } from '../../core/decide/decision.ts'
import { channels } from '../run/channel.ts'
import { owedIn, STANDING } from '../run/standing.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** A case in which every step was taken: somebody decides how it goes on. */
export interface RanOut {
  readonly clientId: string
  readonly name: string
  readonly open: readonly { readonly minor: string; readonly currency: string }[]
  readonly lateSince: Day | null
  /** Since the decision row was written. */
  readonly since: Day
  readonly lookAgainOn: Day | null
}

const LINES_MAX = 500

/** Whether a row's outcome holds a word at all: what it stands for is seen when it is read. */
const tells = (word: string) => sql<SqlBool>`cast("outcome" as text) like ${`%"${word}"%`}`

/** Everybody whose ladder has ended, or who stands before its last step, a decision. Oldest debts first. */
export async function outOfSteps(place: Place): Promise<readonly RanOut[]> {
  const { store, workspaceId } = place
  const within = [...(await channels())].filter(([, c]) => c.task === 'decide').map(([name]) => name)
  const rows = await store.db
    .selectFrom('decision')
    .select(['clientId', 'kind', 'on', 'outcome', 'reviewOn', ...STANDING])
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .where(eb =>
      eb.or([
        eb.and([eb('kind', '=', 'hold'), tells('ladder-ended')]),
        ...within.map(name => eb.and([eb('kind', '=', 'act'), tells(name)])),
      ]),
    )
    .orderBy('lateSince')
    .limit(LINES_MAX)
    .execute()
  const ended = rows.filter(({ kind, outcome }) => {
    if (kind === 'act') return within.includes((outcome as unknown as Act).channel) // the store keeps outcomes as they were decided
    return (outcome as unknown as Hold).obstacles.some(o => o.code === 'ladder-ended') // as above
  })
  const ids = ended.map(row => row.clientId)
  const clients = ids.length === 0 ? [] : await factsOf(store.db, workspaceId, 'client').where('id', 'in', ids).execute()
  const names = new Map(clients.map(c => [c.id, String(c['name' as 'id'])])) // a column of this noun
  return ended.map(row => ({
    clientId: row.clientId,
    name: names.get(row.clientId) ?? row.clientId,
    open: owedIn(row).open,
    lateSince: row.lateSince,
    since: row.on,
    lookAgainOn: row.reviewOn,
  }))
}
