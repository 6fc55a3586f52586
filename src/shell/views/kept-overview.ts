import type { Day } from '../../core/day/day.ts'
import { aside } from '../aside/aside.ts'
import { hasFewClients } from '../run/sweep-aside.ts'
import { changedSince } from '../store/changed.ts'
import { inParts } from '../store/in-parts.ts'
import { newestLink } from '../store/journal-head.ts'
import { loadClients } from '../store/load.ts'
import type { Store } from '../store/store.ts'
import type { Place } from '../workspace.ts'
import { allLines, type Lines, type Overview, rowsOf } from './overview.ts'

interface Known {
  /** Newest link of the journal before anything was read. */
  readonly seq: number
  readonly today: Day
  readonly lines: ReadonlyMap<string, Lines>
  readonly overview: Overview
}
const knownOf = (seq: number, today: Day, lines: ReadonlyMap<string, Lines>): Known => {
  const all = [...lines.values()]
  return { seq, today, lines, overview: { clients: all.map(l => l.client), invoices: all.flatMap(l => l.invoices) } }
}

/** Of fewer clients all facts are read sooner than a worker has begun. */
const CLIENTS_HERE = 20_000

/** Everybody; of a large firm beside the main thread, so that pages go on being answered. */
async function readAll(place: Place): Promise<Known> {
  const seq = await newestLink(place.store.db, place.workspaceId)
  return knownOf(
    seq,
    place.by.today,
    (await hasFewClients(place, CLIENTS_HERE)) ? await allLines(place) : await aside(place, 'overview', null),
  )
}

/** The same, with only those clients read anew of whom something was recorded since. */
async function bringUp(place: Place, known: Known): Promise<Known> {
  const { db } = place.store
  const { workspaceId, by } = place
  if (known.today !== by.today) return readAll(place)
  const seq = await newestLink(db, workspaceId)
  if (seq === known.seq) return known
  const ids = [...(await changedSince(db, workspaceId, known.seq)).clients]
  const lines = new Map(known.lines)
  for (const id of ids) lines.delete(id) // a client that was taken back does not come again
  for (const part of inParts(ids))
    for (const facts of await loadClients(db, workspaceId, part)) lines.set(facts.client.id, rowsOf(facts, by.today))
  return knownOf(seq, by.today, lines)
}

const byStore = new WeakMap<Store, Map<string, Promise<Known>>>()

/** Every client and invoice in one line each. Read once; later only what was recorded since, until the day changes. */
export async function overviewOf(place: Place): Promise<Overview> {
  const firms = byStore.get(place.store) ?? new Map<string, Promise<Known>>()
  byStore.set(place.store, firms)
  const before = firms.get(place.workspaceId)
  const next = before === undefined ? readAll(place) : before.then(known => bringUp(place, known))
  firms.set(place.workspaceId, next)
  try {
    return (await next).overview
  } catch (error) {
    if (firms.get(place.workspaceId) === next) firms.delete(place.workspaceId)
    throw error
  }
}
