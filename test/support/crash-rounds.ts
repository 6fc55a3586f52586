import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { day } from '../../src/core/day/day.ts'
import { run } from '../../src/shell/acts/run.ts'
import { standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { recoverLeases } from '../../src/shell/run/recover.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

export interface CrashReport {
  readonly rounds: number
  readonly killed: number
  readonly imported: number
  readonly copies: number
  readonly deeds: number
  readonly queued: number
  readonly unsure: number
  /** The most messages that one kill left unsure. */
  readonly unsureMost: number
}

const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url))
const ON = '2026-03-10'

async function oneRound(env: NodeJS.ProcessEnv, args: readonly string[], killAfterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let timer: NodeJS.Timeout | undefined
  child.stdout.once('data', () => {
    timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  const [code, signal] = (await ended) as [number | null, string | null]
  clearTimeout(timer)
  if (signal === null && code !== 0) throw new Error(`a round ended with ${code}`)
  return signal === 'SIGKILL'
}

/** What must hold of every message, whatever happened. @returns the counts. @throws naming the first message for which it does not. */
async function audit(file: string, mail: MailServer) {
  const store = await openFileStore(file)
  try {
    const place = standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON)
    await recoverLeases({ ...place, by: place.by })
    const broken = await verifyChain(store.db, place.workspaceId)
    if (broken) throw new Error(`the journal is broken at ${broken.seq}: ${broken.why}`)
    const rows = (await store.db.selectFrom('outbox').selectAll().execute()).filter(r => r.clientId !== '')
    const deeds = await store.db.selectFrom('deed').selectAll().where('supersededAt', 'is', null).execute()
    const tasks = await store.db.selectFrom('task').selectAll().where('supersededAt', 'is', null).execute()
    const clients = await store.db.selectFrom('client').select('id').execute()
    const invoices = await store.db.selectFrom('invoice').select('clientId').execute()
    if (clients.length !== invoices.length) throw new Error('half a client was imported')
    for (const row of rows) {
      const copies = mail.received.filter(m => m.messageId === row.messageId).length
      const own = deeds.filter(d => d.outboxKey === row.key)
      const outcome = own[0]?.outcome
      const fine =
        (row.state === 'sent' && copies === 1 && own.length === 1 && outcome === 'sent') ||
        (row.state === 'queued' && copies === 0 && own.length === 0) ||
        (row.state === 'unsure' &&
          copies <= 1 &&
          own.length === 1 &&
          outcome === 'unsure' &&
          row.messageId !== null &&
          tasks.some(t => t.id === `unsure:${row.key}`))
      if (!fine) throw new Error(`${row.key}: ${row.state}, ${copies} copies, ${own.length} deeds (${outcome})`)
    }
    const count = (state: string): number => rows.filter(r => r.state === state).length
    return {
      imported: clients.length,
      copies: mail.received.filter(m => !m.to.includes('ada@atelier.example')).length,
      deeds: deeds.length,
      queued: count('queued'),
      unsure: count('unsure'),
    }
  } finally {
    await store.close()
  }
}

/** Kills a working process at random moments of import, sweep and sending, and looks after each kill. */
export async function crashRounds(file: string, rounds: number, workers: number, chance: () => number): Promise<CrashReport> {
  const mail = await startMailServer()
  mail.manners = { delayMs: 2 }
  const env = { ...process.env, DUNWELL_STORE: file, DUNWELL_SMTP_URL: mail.url }
  let killed = 0
  let unsureMost = 0
  let last = { imported: 0, copies: 0, deeds: 0, queued: 0, unsure: 0 }
  try {
    for (let round = 0; round < rounds; round++) {
      const args = [ON, String(round * 10), '6', String(workers)]
      if (await oneRound(env, args, Math.floor(chance() * 450))) killed += 1
      const now = await audit(file, mail)
      unsureMost = Math.max(unsureMost, now.unsure - last.unsure)
      if (now.unsure - last.unsure > workers) throw new Error(`${now.unsure - last.unsure} unsure after one kill of ${workers} workers`)
      last = now
    }
    // left in peace, everything that is still queued leaves
    const store = await openFileStore(file)
    const place = standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON)
    await run(place, configFrom(env), { send: true, wholeDay: true, workers })
    await store.close()
    const end = await audit(file, mail)
    if (end.queued > 0) throw new Error(`${end.queued} are still queued`)
    return { rounds, killed, ...end, unsureMost }
  } finally {
    await mail.stop()
  }
}
