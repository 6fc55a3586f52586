import { setImmediate as immediate } from 'node:timers/promises'
import type { Day } from '../../core/day/day.ts'
import type { Decision } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { newId } from '../store/ids.ts'
import { newestLink } from '../store/journal-head.ts'
import { loadClients, type Stretch, streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { channels } from './channel.ts'
import type { Decider } from './decider.ts'
import { batchesOf, type Hands, readPage, type Verdict, verdictOf, writeBatch } from './sweep-page.ts'
import { rulesOf, toDecide } from './sweep-since.ts'

export interface SweepOptions {
  /** Says everything, writes nothing. */
  readonly dryRun?: boolean
  /** Clients read at once. */
  readonly pageSize?: number
  /** A stretch of the firm's clients: another sweep decides the others, and whoever cut it into parts sums it up. */
  readonly among?: Stretch
  /** Called after each page with the clients done so far. */
  readonly onProgress?: (clients: number) => void
}
export interface SweepFault {
  readonly clientId: string
  readonly name: string
  readonly message: string
}
export interface SweepReport {
  readonly startedAt: string
  readonly endedAt: string
  readonly on: Day
  readonly dryRun: boolean
  readonly clients: number
  readonly acts: number
  readonly holds: number
  /** Decision rows written. */
  readonly changed: number
  /** Outbox rows written or taken up again. */
  readonly queued: number
  readonly withdrawn: number
  readonly tasks: number
  /** Clients that could not be decided, with why; nobody else was stopped by them. */
  readonly faults: readonly SweepFault[]
  /** Only in a dry run: what is decided for each client with something open or promised. */
  readonly decisions: readonly { readonly name: string; readonly decision: Decision }[]
}

const CLIENTS_PER_PAGE = 1000
/** Rows that one transaction writes at most: others who write wait no longer than for these. */
const ROWS_PER_TRANSACTION = 1500

export interface Tally {
  clients: number
  acts: number
  holds: number
  changed: number
  queued: number
  withdrawn: number
  tasks: number
  readonly faults: SweepFault[]
  readonly decisions: { name: string; decision: Decision }[]
}

/** Decides one client; a fault is kept and stops nobody else. */
function decideOne(place: Place, decider: Decider, facts: ClientFacts, tally: Tally): Verdict | undefined {
  try {
    return verdictOf(place, decider, facts)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    tally.faults.push({ clientId: facts.client.id, name: facts.client.name, message })
    return undefined
  }
}

const within = (ids: ReadonlySet<string>, { fromId, toId }: Stretch): string[] => [...ids].filter(id => id >= fromId && id <= toId)

/** Some clients' facts in pages. */
async function* pagesOf(place: Place, ids: readonly string[], size: number): AsyncGenerator<ClientFacts[]> {
  const sorted = ids.toSorted()
  for (let at = 0; at < sorted.length; at += size) yield await loadClients(place.store.db, place.workspaceId, sorted.slice(at, at + size))
}

/** Counts what stands, where only some clients were decided anew. */
export async function countStanding(place: Place, tally: Tally): Promise<void> {
  const { db } = place.store
  const { n } = await db
    .selectFrom('client')
    .select(eb => eb.fn.countAll<bigint>().as('n'))
    .where('workspaceId', '=', place.workspaceId)
    .where('supersededAt', 'is', null)
    .executeTakeFirstOrThrow()
  const kinds = await db
    .selectFrom('decision')
    .select(eb => ['kind', eb.fn.countAll<bigint>().as('n')])
    .where('workspaceId', '=', place.workspaceId)
    .where('supersededAt', 'is', null)
    .groupBy('kind')
    .execute()
  const of = (kind: string): number => Number(kinds.find(k => k.kind === kind)?.n ?? 0)
  Object.assign(tally, { clients: Number(n), acts: of('act'), holds: of('hold') })
}

/**
 * The daily sweep: decides every client whose answer can have changed since the last one, writes a decision row where it did and the
 * outbox row or task that follows from it in the same transaction. Running it again changes nothing.
 */
export async function sweep(place: Place, decider: Decider, options: SweepOptions = {}): Promise<SweepReport> {
  const { store, workspaceId, clock } = place
  const hands: Hands = { decider, channels: await channels() }
  const today = place.by.today
  const startedAt = clock.now()
  const by = { ...place.by, at: startedAt, actor: 'system:sweep', source: 'sweep' }
  const tally: Tally = { clients: 0, acts: 0, holds: 0, changed: 0, queued: 0, withdrawn: 0, tasks: 0, faults: [], decisions: [] }
  const size = options.pageSize ?? CLIENTS_PER_PAGE
  const known = { journalSeq: await newestLink(store.db, workspaceId), rulesHash: rulesOf(decider) }
  const { among } = options
  const which = options.dryRun ? 'all' : await toDecide(place, today, known.rulesHash)
  const pages =
    which === 'all'
      ? streamClients(store.db, workspaceId, size, {}, among)
      : pagesOf(place, among ? within(which, among) : [...which], size)
  for await (const page of pages) {
    const verdicts = page.flatMap(facts => decideOne(place, decider, facts, tally) ?? [])
    tally.clients += page.length
    for (const { facts, decision } of verdicts) {
      if (decision.outcome.kind === 'act') tally.acts += 1
      else if (decision.reviewOn !== null) tally.holds += 1
      if (options.dryRun && decision.reviewOn !== null) tally.decisions.push({ name: facts.client.name, decision })
    }
    if (!options.dryRun) await writePage({ ...place, by }, hands, verdicts, tally)
    options.onProgress?.(tally.clients)
    await immediate() // nothing here waits by itself: other threads' progress, or a page that is asked for, has its turn
  }
  if (which !== 'all' && among === undefined) await countStanding(place, tally)
  const report: SweepReport = { ...tally, startedAt, endedAt: clock.now(), on: today, dryRun: options.dryRun ?? false }
  if (!options.dryRun && among === undefined) await keepSummary(place, report, newId(), known)
  return report
}

async function writePage(place: Place, hands: Hands, verdicts: readonly Verdict[], tally: Tally): Promise<void> {
  const changes = await readPage(place, hands, verdicts)
  for (const batch of batchesOf(changes, ROWS_PER_TRANSACTION)) {
    await writeBatch(place, hands, batch)
    for (const change of batch) {
      if (change.decisionChanged) tally.changed += 1
      if (change.outbox) tally.queued += change.outbox.how === 'insert' || change.outbox.how === 'revive' ? 1 : 0
      tally.withdrawn += change.withdraw.length
      if (change.task) tally.tasks += 1
    }
  }
}

/** What a sweep was measured against when it began. */
export interface Known {
  readonly journalSeq: number
  readonly rulesHash: string
}

/** Writes down what a sweep came to, once. */
export async function keepSummary(place: Place, report: SweepReport, id: string, known: Known): Promise<void> {
  const { startedAt, endedAt, on, clients, acts, holds, changed, queued, faults } = report
  await place.store.transaction(place.workspaceId, tx =>
    tx
      .insertInto('sweep')
      .values({
        workspaceId: place.workspaceId,
        id,
        startedAt,
        endedAt,
        on,
        clients,
        acts,
        holds,
        changed,
        queued,
        ...known,
        faults: JSON.stringify(faults) as never, // the store keeps JSON as its text
      })
      .onConflict(c => c.columns(['workspaceId', 'id']).doNothing())
      .execute(),
  )
}
