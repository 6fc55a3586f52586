import { sql } from 'kysely'
import type { ClientFacts, ClientNoun, Fact, Frame, NounName, WorkspaceNoun } from '../../core/facts/nouns.ts'
import { clientFacts, clientNouns, nouns } from '../../core/facts/nouns.ts'
import { among } from './among.ts'
import type { Db } from './schema.ts'

/** As of which knowledge: none reads what is current. An ISO instant reads what was known then. */
export interface AsKnown {
  readonly at?: string
  /** Only these nouns, where the reader needs no others; a client’s other facts are then empty. */
  readonly only?: readonly ClientNoun[]
}

/** Clients whose ids lie between two, both included. */
export interface Stretch {
  readonly fromId: string
  readonly toId: string
}

const FRAME = ['factId', 'id', 'clientId', 'effectiveOn', 'recordedAt', 'actor', 'source'] as const
const columnsOf = (noun: NounName): string[] => [...FRAME, ...Object.keys(nouns[noun].columns)]

/** A query over the current (or then known) facts of one noun in one workspace. */
export function factsOf<N extends NounName>(db: Db, workspaceId: string, noun: N, known: AsKnown = {}) {
  // Kysely cannot type a table chosen at run time: every noun’s table has the columns of `client`’s frame.
  const query = db
    .selectFrom(noun as 'client')
    .select(columnsOf(noun) as ['id'])
    .where('workspaceId', '=', workspaceId)
  const { at } = known
  return at === undefined
    ? query.where('supersededAt', 'is', null)
    : query.where('recordedAt', '<=', at).where(eb => eb.or([eb('supersededAt', 'is', null), eb('supersededAt', '>', at)]))
}

/** All current facts of one of the workspace’s own nouns, oldest first. */
export async function workspaceFacts<N extends WorkspaceNoun>(
  db: Db,
  workspaceId: string,
  noun: N,
  known: AsKnown = {},
): Promise<Fact<N>[]> {
  const rows = await factsOf(db, workspaceId, noun, known).orderBy('effectiveOn').orderBy('factId').execute()
  return rows as unknown as Fact<N>[] // the columns selected are the noun’s own
}

const IS_USED = clientNouns.map(noun => `exists (select 1 from "${noun}" where "workspaceId" = w."id") as "${noun}"`).join(', ')

/** Nouns of which this workspace holds anything at all: nobody need ask for the others. One question, whatever the number of nouns. */
export async function nounsInUse(db: Db, workspaceId: string): Promise<ClientNoun[]> {
  const { rows } = await sql<Record<ClientNoun, boolean | bigint>>`
    select ${sql.raw(IS_USED)} from (select cast(${workspaceId} as text) as "id") as w`.execute(db)
  return clientNouns.filter(noun => Boolean(rows[0]?.[noun])) // SQLite answers in numbers
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Range = { readonly from: string; readonly to: string } | { readonly ids: readonly string[] }

/** In no order: to have every page sorted by the database costs more than to look whether each client's few facts stand in theirs. */
async function rowsIn<N extends NounName>(db: Db, workspaceId: string, noun: N, range: Range, known: AsKnown): Promise<Fact<N>[]> {
  const query = factsOf(db, workspaceId, noun, known)
  const ranged =
    'ids' in range
      ? query.where(among(db, 'clientId', range.ids))
      : query.where('clientId', '>=', range.from).where('clientId', '<=', range.to)
  return (await ranged.execute()) as unknown as Fact<N>[] // the columns selected are the noun’s own
}

/** A client's facts while they are gathered. */
type Gathered = Record<ClientNoun, Frame[]>

/** @returns the clients' facts, in the order of the clients given; each noun's in the order in which they were learned. */
async function assemble(
  db: Db,
  workspaceId: string,
  clients: readonly Fact<'client'>[],
  range: Range,
  inUse: readonly ClientNoun[],
  known: AsKnown,
): Promise<ClientFacts[]> {
  const all = clients.map(client => clientFacts(client))
  const byClient = new Map(all.map(facts => [facts.client.id, facts as unknown as Gathered])) // nobody else has them yet
  const astray = new Set<Frame[]>()
  for (const noun of inUse)
    for (const fact of (await rowsIn(db, workspaceId, noun, range, known)) as readonly Frame[]) {
      const of = byClient.get(fact.clientId)
      if (!of) continue // a fact of a client that was taken back
      const list = of[noun]
      const last = list.at(-1)
      if (last === undefined)
        of[noun] = [fact] // what is empty is shared
      else {
        list.push(fact)
        if (last.factId > fact.factId) astray.add(list)
      }
    }
  for (const list of astray) list.sort((a, b) => byText(a.factId, b.factId))
  return all
}

/** The facts of some clients, in the order of their ids. Never one query a client. */
export async function loadClients(db: Db, workspaceId: string, ids: readonly string[], known: AsKnown = {}): Promise<ClientFacts[]> {
  if (ids.length === 0) return []
  const clients = (await rowsIn(db, workspaceId, 'client', { ids }, known)).sort((a, b) => byText(a.clientId, b.clientId))
  return assemble(db, workspaceId, clients, { ids }, await nounsInUse(db, workspaceId), known)
}

/** All clients’ facts, or those of a stretch, in pages of `size` clients, by keyset: memory stays flat whatever the size of the workspace. */
export async function* streamClients(
  db: Db,
  workspaceId: string,
  size = 1000,
  known: AsKnown = {},
  stretch?: Stretch,
): AsyncGenerator<ClientFacts[]> {
  const { only } = known
  const inUse = (await nounsInUse(db, workspaceId)).filter(noun => only === undefined || only.includes(noun))
  const clients = factsOf(db, workspaceId, 'client', known).orderBy('clientId').limit(size)
  const within = stretch === undefined ? clients : clients.where('clientId', '>=', stretch.fromId).where('clientId', '<=', stretch.toId)
  for (let after = ''; ; ) {
    const page = (await within.where('clientId', '>', after).execute()) as unknown as Fact<'client'>[] // as above
    const last = page.at(-1)
    if (!last) return
    yield await assemble(db, workspaceId, page, { from: page[0]?.id ?? last.id, to: last.id }, inUse, known)
    after = last.id
  }
}
