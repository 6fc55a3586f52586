import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWebWhereNeeded } from '../src/shell/http/web-build.ts'

/** From the start of the process to what a person sees: the app’s first page, a command’s answer. The web app is built before. */
export const name = 'start'

const ROOT = join(import.meta.dirname, '..')
const ROUNDS = 5
const NODE = process.execPath
const START = ['src/bin/start.ts']
const DUNWELL = ['src/bin/dunwell.ts']

type Env = Readonly<Record<string, string>>

/** `detached`: npm’s children end with it. */
const begun = (command: string, args: readonly string[], env: Env): ChildProcess =>
  spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'], detached: true })

/** The link that the app prints once it is open. */
async function linkOf(app: ChildProcess): Promise<string> {
  let said = ''
  for await (const part of app.stdout ?? []) {
    said += part
    const link = /http:\S+/.exec(said)?.[0]
    if (link) return link
  }
  throw new Error(`the app did not start: ${said}`)
}

/** Goes in by the one-time link, as a browser does: the page and the first two things that it asks for. */
async function enter(link: string): Promise<void> {
  const entered = await fetch(link, { redirect: 'manual' })
  const cookie = entered.headers
    .getSetCookie()
    .map(c => c.split(';', 1)[0])
    .join('; ')
  for (const path of ['/', '/api/v1/session', '/api/v1/words/en']) {
    const answer = await fetch(new URL(path, link), { headers: { cookie } })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    await answer.arrayBuffer()
  }
}

/** Milliseconds until the first page and what it asks for are there. */
async function startApp(command: string, args: readonly string[], env: Env): Promise<number> {
  const began = performance.now()
  const app = begun(command, args, env)
  const gone = once(app, 'exit')
  await enter(await linkOf(app))
  const took = performance.now() - began
  if (app.pid !== undefined) process.kill(-app.pid, 'SIGTERM')
  await gone
  return took
}

/** Milliseconds until a command is done. */
async function command(args: readonly string[], env: Env): Promise<number> {
  const began = performance.now()
  const child = begun(NODE, [...DUNWELL, ...args], env)
  child.stdout?.resume()
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`dunwell ${args.join(' ')} ended with ${code}`)
  return performance.now() - began
}

async function best(round: () => Promise<number>): Promise<string> {
  const took: number[] = []
  for (let at = 0; at < ROUNDS; at++) took.push(await round())
  return `${(Math.min(...took) / 1000).toFixed(2)} s`
}

export async function run(): Promise<{ what: string; value: string }[]> {
  await buildWebWhereNeeded(console.error)
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  let firms = 0
  const newFirm = (): Env => ({ DUNWELL_STORE: join(folder, String(++firms), 'store.sqlite'), DUNWELL_PORT: '0' })
  const kept = newFirm()
  const uncompiled = (): Env => ({ ...newFirm(), NODE_COMPILE_CACHE: join(folder, `cache-${firms}`) })
  try {
    const cold = await startApp(NODE, START, uncompiled())
    await startApp(NODE, START, kept) // Node keeps what it compiled
    const rows = [
      { what: 'npm start, a new firm: the first page', value: await best(() => startApp('npm', ['start'], newFirm())) },
      { what: 'the same without npm', value: await best(() => startApp(NODE, START, newFirm())) },
      { what: 'the same, second start', value: await best(() => startApp(NODE, START, kept)) },
      { what: 'the same, nothing compiled yet', value: `${(cold / 1000).toFixed(2)} s` },
      { what: 'npm start -- --sample: the first page', value: await best(() => startApp('npm', ['start', '--', '--sample'], newFirm())) },
      { what: 'dunwell --help', value: await best(() => command(['--help'], kept)) },
    ]
    await command(['init', '--name', 'Bench', '--country', 'FR', '--language', 'fr', '--currency', 'EUR'], kept)
    return [...rows, { what: 'dunwell today', value: await best(() => command(['today'], kept)) }]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
