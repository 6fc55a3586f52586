import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { verifyChain } from '../../src/shell/store/record.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { aDebtor, aFirm } from '../support/firm.ts'
import { aMail } from '../support/mails.ts'

const CHILD = fileURLToPath(new URL('../support/reply-child.ts', import.meta.url))
const ON = '2026-03-11'
const ROUNDS = Number(process.env.DUNWELL_CRASH_ROUNDS ?? 6)
const MAILS = Number(process.env.DUNWELL_CRASH_ROUNDS ?? 0) > 50 ? 1000 : 150
const CLIENTS = 20

/** A small seeded generator, so that a failing round can be run again. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** One process that reads the mails, killed so long after its store was open. @returns whether it was killed. */
async function round(folder: string, env: NodeJS.ProcessEnv, killAfterMs: number | undefined): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, ON, folder], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let timer: NodeJS.Timeout | undefined
  child.stdout.once('data', () => {
    if (killAfterMs !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  const [code, signal] = (await ended) as [number | null, string | null]
  clearTimeout(timer)
  if (signal === null && code !== 0) throw new Error(`a round ended with ${code}`)
  return signal === 'SIGKILL'
}

test('killed at random moments while replies come in: none lost, none twice', async () => {
  const firm = await aFirm('2026-01-05')
  const chance = chanceFrom(11)
  const place = firm.on(ON)
  for (let n = 0; n < CLIENTS; n++) await aDebtor(place, { name: `Client ${n}`, dueOn: '2026-03-01' })
  const folder = join(firm.folder, 'mails')
  mkdirSync(folder)
  const texts = ['We will pay by 20 March.', 'The price is wrong.', 'Paid yesterday.', 'Who are you?']
  const deliver = (from: number, to: number): void => {
    for (let n = from; n < to; n++) {
      const name = `mail-${String(n).padStart(5, '0')}`
      const bytes = aMail({ from: `billing@client-${n % CLIENTS}.example`, subject: name, text: `${texts[n % 4]} ${n}` })
      writeFileSync(join(folder, name), bytes)
    }
  }
  await firm.store.close()
  const env = { ...process.env, DUNWELL_STORE: firm.file }
  let killed = 0
  try {
    for (let n = 0; n < ROUNDS; n++) {
      deliver(Math.floor((n * MAILS) / ROUNDS), Math.floor(((n + 1) * MAILS) / ROUNDS))
      if (await round(folder, env, Math.floor(chance() * 900))) killed += 1
      const store = await openFileStore(firm.file)
      const broken = await verifyChain(store.db, place.workspaceId)
      const rows = await store.db.selectFrom('mailIn').select(['subject', 'replyId']).execute()
      const replies = await store.db.selectFrom('reply').select(['id', 'subject']).where('supersededAt', 'is', null).execute()
      await store.close()
      expect(broken).toBeUndefined()
      expect(new Set(rows.map(r => r.subject)).size).toBe(rows.length) // none twice
      expect(replies.map(r => r.subject).sort()).toEqual(rows.map(r => r.subject).sort()) // each whole: noted and laid on its case
    }
    await round(folder, env, undefined)
    const store = await openFileStore(firm.file)
    const replies = await store.db.selectFrom('reply').select('subject').where('supersededAt', 'is', null).execute()
    const tasks = await store.db
      .selectFrom('task')
      .select('id')
      .where('supersededAt', 'is', null)
      .where('title', '=', 'mail-reply')
      .execute()
    await store.close()
    expect(replies).toHaveLength(MAILS) // none lost
    expect(new Set(replies.map(r => r.subject)).size).toBe(MAILS)
    expect(tasks).toHaveLength(MAILS)
    if (process.env.DUNWELL_CRASH_ROUNDS) process.stdout.write(`${JSON.stringify({ rounds: ROUNDS, killed, mails: MAILS })}\n`)
    expect(killed).toBeGreaterThan(ROUNDS / 4)
  } finally {
    const { rmSync } = await import('node:fs')
    rmSync(firm.folder, { recursive: true })
  }
}, 3_600_000)
