import { daysBetween } from '../../core/day/day.ts'
import { loadDecider } from '../run/decider.ts'
import { owedIn, STANDING } from '../run/standing.ts'
import { hasFewClients, toDecideNow } from '../run/sweep-aside.ts'
import { rulesOf } from '../run/sweep-since.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { overviewOf } from './kept-overview.ts'
import { type ClientRow, rowsOf } from './overview.ts'

/** Every client in one line, from what the sweep wrote beside its decisions. @param anew clients whose facts are read instead. */
export async function decidedRows({ store, workspaceId, by }: Place, anew: ReadonlySet<string>): Promise<ClientRow[]> {
  const all = await store.db
    .selectFrom('client')
    .leftJoin('decision', join =>
      join
        .onRef('decision.clientId', '=', 'client.id')
        .onRef('decision.workspaceId', '=', 'client.workspaceId')
        .on('decision.supersededAt', 'is', null),
    )
    .select(['client.id', 'client.name', 'client.kind', 'client.country'])
    .select(STANDING.map(column => `decision.${column}` as const))
    .where('client.workspaceId', '=', workspaceId)
    .where('client.supersededAt', 'is', null)
    .execute()
  const rows = all
    .filter(row => !anew.has(row.id))
    .map(({ id, name, kind, country, ...standing }): ClientRow => {
      const { currency, openMinor, lateMinor, lateSince, owed } = standing
      const { open, late } = owedIn({ currency, openMinor, lateMinor, lateSince, owed })
      return { id, name, kind, country, open, late, lateDays: lateSince === null ? 0 : daysBetween(lateSince, by.today) }
    })
  for (const facts of await loadClients(store.db, workspaceId, [...anew].sort())) rows.push(rowsOf(facts, by.today).client)
  return rows
}

/** Every client in one line: of a large firm without reading its facts, wherever the sweep is done. */
export async function clientRows(place: Place): Promise<readonly ClientRow[]> {
  if (!(await hasFewClients(place))) {
    const anew = await toDecideNow(place, rulesOf(await loadDecider(place)))
    if (anew !== 'all' && anew !== 'many') return decidedRows(place, anew)
  }
  return (await overviewOf(place)).clients
}
