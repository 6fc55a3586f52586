import type { Kysely } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Clock } from '../clock.ts'
import { grantAll } from '../store/postgres-owner.ts'
import type { Db } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { afterSweep } from './after-sweep.ts'
import { cutIntoParts, type Part, sweepOnePart } from './sweep-parts.ts'

/** One node among several on one database: it asks for the sweep of a day, and decides whatever parts fall to it. */
export interface Node {
  /** Asks that the place's day be swept, by whichever nodes there are. Asked twice, it is swept once. */
  askForSweep(workspaceId: string): Promise<void>
  stop(): Promise<void>
}
export interface NodeOptions {
  readonly clock: Clock
  readonly onFault: (error: unknown) => void
  /** Seconds without a sign of life after which another node takes a part over; 10 at least. */
  readonly silenceSeconds?: number
  readonly clientsPerPart?: number
}

const SCHEMA = 'pgboss'
const DAY = 'sweep-day'
const PART = 'sweep-part'
const SILENCE_SECONDS = 20
const EXPIRE_SECONDS = 3600

/** The tables and queues of pg-boss, made as the owner of the database; the app itself only reads and writes them. */
async function makeQueues(store: Store, silenceSeconds: number): Promise<void> {
  await store.asOwner(async (db, url) => {
    const boss = new PgBoss({ connectionString: url, schema: SCHEMA, supervise: false, schedule: false, max: 2 })
    boss.on('error', () => undefined) // what is under way says so itself
    await boss.start()
    const rest = {
      retryLimit: 50,
      retryDelay: 1,
      expireInSeconds: EXPIRE_SECONDS,
      heartbeatSeconds: silenceSeconds,
      deleteAfterSeconds: 86_400,
    }
    for (const queue of [DAY, PART]) await boss.createQueue(queue, { policy: 'exclusive', ...rest })
    await boss.stop({ graceful: false })
    await grantAll(db, SCHEMA)
  })
}

/** pg-boss over the app's own connections: as weak as they are. */
const executor = (db: Kysely<unknown>) => fromKysely(db)

export async function openNode(store: Store, options: NodeOptions): Promise<Node> {
  const { clock, onFault, silenceSeconds = SILENCE_SECONDS } = options
  await makeQueues(store, silenceSeconds)
  const db = store.db as unknown as Kysely<unknown> // the queues are not in the catalogue
  const boss = new PgBoss({
    db: executor(db),
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', onFault)
  await boss.start()
  const placeOf = (workspaceId: string): Promise<Place> => enterWorkspace(store, clock, 'system:schedule', 'daily run', workspaceId)
  const hand = async (tx: Db, parts: readonly Part[]): Promise<void> => {
    const jobs = parts.map(part => ({ data: part, singletonKey: part.id }))
    if (jobs.length > 0) await boss.insert(PART, jobs, { db: executor(tx as unknown as Kysely<unknown>) }) // as above
  }
  const work = { pollingIntervalSeconds: 1 }
  await boss.work<{ workspaceId: string }>(DAY, work, async jobs => {
    for (const { data } of jobs) await cutIntoParts(await placeOf(data.workspaceId), hand, options.clientsPerPart)
  })
  await boss.work<Part>(PART, work, async jobs => {
    for (const { data } of jobs) {
      const place = await placeOf(data.workspaceId)
      if ((await sweepOnePart(place, data.id)) !== undefined) await afterSweep(place)
    }
  })
  return {
    askForSweep: async workspaceId => void (await boss.send(DAY, { workspaceId }, { singletonKey: workspaceId })),
    stop: () => boss.stop({ graceful: true, timeout: 30_000 }),
  }
}
