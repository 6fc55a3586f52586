import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { day } from '../../src/core/day/day.ts'
import { openAmounts } from '../../src/shell/acts/open-amounts.ts'
import { run } from '../../src/shell/acts/run.ts'
import { openStore, standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { type Config, configFrom } from '../../src/shell/config.ts'
import { recoverLeases } from '../../src/shell/run/recover.ts'
import { streamClients } from '../../src/shell/store/load.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const PHASES = ['import', 'sweep', 'perform'] as const
type Phase = (typeof PHASES)[number]
/** How long each phase lasts on this machine, learned from round to round: kills then fall all over it, however slow the machine is. */
type Lengths = Record<Phase, number>
const LENGTHS_AT_FIRST: Readonly<Lengths> = { import: 150, sweep: 150, perform: 300 }
/** Some kills come after the phase, in what follows. */
const BEYOND = 1.2

export interface CrashReport {
  readonly rounds: number
  /** Kills by what the process had begun last. */
  readonly killed: Readonly<Record<Phase, number>>
  readonly imported: number
  readonly copies: number
  readonly deeds: number
  readonly queued: number
  readonly unsure: number
  /** The most messages that one kill left unsure. */
  readonly unsureMost: number
}

const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url))
export const ON = '2026-03-10'
const CLIENTS_PER_ROUND = 6

/** @returns what the process had begun when it was killed; none: it was done before. */
async function oneRound(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  from: Phase,
  share: number,
  lengths: Lengths,
): Promise<Phase | undefined> {
  const child = spawn(process.execPath, [CHILD, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let phase: Phase = 'import'
  let began = performance.now()
  let timer: NodeJS.Timeout | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    const now = performance.now()
    if (line !== 'import') lengths[phase] = now - began
    began = now
    phase = PHASES.find(p => p === line) ?? phase
    if (line === from) timer = setTimeout(() => child.kill('SIGKILL'), share * lengths[from] * BEYOND)
  }
  const [code, signal] = (await ended) as [number | null, string | null]
  clearTimeout(timer)
  if (signal === null && code !== 0) throw new Error(`a round ended with ${code}`)
  // killed in a phase that goes on for longer than was known
  if (signal === 'SIGKILL') lengths[phase] = Math.max(lengths[phase], performance.now() - began)
  return signal === 'SIGKILL' ? phase : undefined
}

export async function inStore<T>(config: Config, work: (place: Place) => Promise<T>): Promise<T> {
  const store = await openStore(config, 'audit')
  try {
    return await work(standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON))
  } finally {
    await store.close()
  }
}

/** On PostgreSQL a dead process's lease ends by its time alone: as if that time had passed. */
export const letLeasesEnd = (place: Place): Promise<unknown> =>
  place.store.db.updateTable('outbox').set({ leaseUntil: '2000-01-01T00:00:00.000Z' }).where('state', '=', 'leased').execute()

/** Every client has the one invoice it came with, all of it open. */
async function checkBalances(place: Place): Promise<number> {
  let clients = 0
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) {
      clients += 1
      const open = [...openAmounts(facts).byInvoice.values()]
      if (open.length !== 1 || open[0] !== 120_000n) throw new Error(`${facts.client.name} owes ${open.join(' + ')}`)
    }
  if (clients % CLIENTS_PER_ROUND !== 0) throw new Error(`half a list was imported: ${clients} clients`)
  return clients
}

/** What must hold of every message, whatever happened. @returns the counts. @throws naming the first message for which it does not. */
export async function audit(place: Place, mail: MailServer) {
  const { db } = place.store
  await letLeasesEnd(place)
  await recoverLeases(place)
  const broken = await verifyChain(db, place.workspaceId)
  if (broken) throw new Error(`the journal is broken at ${broken.seq}: ${broken.why}`)
  const rows = (await db.selectFrom('outbox').selectAll().execute()).filter(r => r.clientId !== '')
  const deeds = Map.groupBy(await db.selectFrom('deed').selectAll().where('supersededAt', 'is', null).execute(), d => d.outboxKey)
  const tasks = new Set((await db.selectFrom('task').select('id').where('supersededAt', 'is', null).execute()).map(t => t.id))
  const copiesOf = Map.groupBy(mail.received, m => m.messageId)
  for (const row of rows) {
    const copies = copiesOf.get(row.messageId ?? '')?.length ?? 0
    const own = deeds.get(row.key) ?? []
    const outcome = own[0]?.outcome
    const isUnsure = copies <= 1 && own.length === 1 && outcome === 'unsure' && row.messageId !== null && tasks.has(`unsure:${row.key}`)
    const fine =
      (row.state === 'sent' && copies === 1 && own.length === 1 && outcome === 'sent') ||
      (row.state === 'queued' && copies === 0 && own.length === 0) ||
      (row.state === 'unsure' && isUnsure)
    if (!fine) throw new Error(`${row.key}: ${row.state}, ${copies} copies, ${own.length} deeds (${outcome})`)
  }
  const count = (state: string): number => rows.filter(r => r.state === state).length
  return {
    imported: await checkBalances(place),
    copies: mail.received.filter(m => !m.to.includes('ada@atelier.example')).length,
    deeds: [...deeds.values()].flat().length,
    queued: count('queued'),
    unsure: count('unsure'),
  }
}

/** Kills a working process at random moments of import, sweep and sending, and looks after each kill. @param store as the environment names it. */
export async function crashRounds(
  store: Readonly<Record<string, string>>,
  rounds: number,
  workers: number,
  chance: () => number,
): Promise<CrashReport> {
  const mail = await startMailServer()
  mail.manners = { delayMs: 2 }
  const env = { ...process.env, ...store, DUNWELL_SMTP_URL: mail.url }
  const config = configFrom(env)
  const killed = { import: 0, sweep: 0, perform: 0 }
  const lengths = { ...LENGTHS_AT_FIRST }
  let unsureMost = 0
  let last = { imported: 0, copies: 0, deeds: 0, queued: 0, unsure: 0 }
  try {
    for (let round = 0; round < rounds; round++) {
      const args = [ON, String(round * CLIENTS_PER_ROUND), String(CLIENTS_PER_ROUND), String(workers)]
      const from = PHASES[Math.floor(chance() * PHASES.length)] ?? 'import'
      const phase = await oneRound(env, args, from, chance(), lengths)
      if (phase) killed[phase] += 1
      const now = await inStore(config, place => audit(place, mail))
      const left = now.unsure - last.unsure
      unsureMost = Math.max(unsureMost, left)
      if (left > workers) throw new Error(`${left} unsure after one kill of ${workers} workers`)
      last = now
    }
    // left in peace, everything that is still queued leaves
    const end = await inStore(config, async place => {
      await run(place, config, { send: true, wholeDay: true, workers })
      return audit(place, mail)
    })
    if (end.queued > 0) throw new Error(`${end.queued} are still queued`)
    if (end.copies + end.unsure < end.imported)
      throw new Error(`${end.imported} clients, but ${end.copies} copies and ${end.unsure} unsure`)
    return { rounds, killed, ...end, unsureMost }
  } finally {
    await mail.stop()
  }
}
