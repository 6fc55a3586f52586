import { randomBytes, timingSafeEqual } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { DOOR_PATH, doorFile, type Handed, type Said } from '../cli/door.ts'
import type { GuestOrder } from '../cli/guest-worker.ts'
import { processName } from '../run/worker-name.ts'

/** Through which the command line reaches a store that the app holds. */
export interface Door {
  /** Answers requests for the door; undefined: it is none. */
  answer(request: Request): Promise<Response> | undefined
  close(): Promise<void>
}

/** What the app was started with: its guests see the same. */
type Env = Readonly<Record<string, string | undefined>>

const BODY_BYTES_MAX = 20_000_000
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]']
/** What only browsers and proxies send. Neither has any business here. */
const FOREIGN = ['origin', 'referer', 'cookie', 'sec-fetch-site', 'forwarded', 'x-forwarded-for', 'x-forwarded-host']

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function mayEnter(request: Request, key: string): boolean {
  const host = (request.headers.get('host') ?? new URL(request.url).host).replace(/:\d+$/, '')
  return (
    request.method === 'POST' &&
    OWN_NAMES.includes(host) &&
    !FOREIGN.some(name => request.headers.has(name)) &&
    isSame(request.headers.get('authorization') ?? '', `Bearer ${key}`)
  )
}

const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === 'string')

async function handedIn(request: Request): Promise<Handed | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return undefined
  try {
    const { args, folder, user, stdin } = (await request.json()) as Partial<Record<keyof Handed, unknown>> // checked on the next line
    const sound = isTextList(args) && typeof folder === 'string' && typeof user === 'string'
    return sound ? { args, folder, user, stdin: typeof stdin === 'string' ? stdin : null } : undefined
  } catch {
    return undefined // no JSON: not our command line
  }
}

/** Does the command in a thread of its own; what it prints is passed on as it comes. */
function work(
  order: GuestOrder,
  env: Env,
  guests: Map<Worker, Promise<void>>,
  afterwards: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  const worker = new Worker(new URL(`../cli/guest-worker${ending}`, import.meta.url), {
    workerData: order,
    stdout: true,
    stderr: true,
    env: { ...env, DUNWELL_STORE: order.store, DUNWELL_DATABASE_URL: '', DUNWELL_PROCESS_NAME: processName },
  })
  const done = Promise.withResolvers<void>()
  guests.set(worker, done.promise)
  const encoder = new TextEncoder()
  let isHeard = true
  return new ReadableStream({
    start(out) {
      const say = (said: Said): void => {
        if (isHeard) out.enqueue(encoder.encode(`${JSON.stringify(said)}\n`))
      }
      let code = 1
      worker.stdout.setEncoding('utf8').on('data', (text: string) => say({ out: text }))
      worker.stderr.setEncoding('utf8').on('data', (text: string) => say({ err: text }))
      worker.on('message', (given: number) => {
        code = given
      })
      worker.on('error', (error: Error) => say({ err: `dunwell: ${error.stack ?? error.message}\n` }))
      worker.on('exit', () => {
        void afterwards()
          .catch((error: Error) => say({ err: `dunwell: ${error.message}\n` }))
          .finally(() => {
            say({ code })
            if (isHeard) out.close()
            guests.delete(worker)
            done.resolve()
          })
      })
    },
    cancel: () => {
      isHeard = false
      void worker.terminate() // whoever typed it has gone away; what was not committed is not done
    },
  })
}

/**
 * Opens the door: leaves this app's address and a fresh key beside the store, readable by its owner alone, and does the commands that come in
 * with that key. Whoever can read the key can read the store itself.
 */
export async function openDoor(store: string, origin: string, env: Env, afterwards: () => Promise<void>): Promise<Door> {
  const key = randomBytes(32).toString('base64url')
  const file = doorFile(store)
  const guests = new Map<Worker, Promise<void>>()
  await rm(file, { force: true }) // one that is there keeps its own mode
  await writeFile(file, `${JSON.stringify({ origin, key })}\n`, { mode: 0o600, flag: 'wx' })
  const enter = async (request: Request): Promise<Response> => {
    if (!mayEnter(request, key)) return new Response('Not found', { status: 404 })
    const handed = await handedIn(request)
    if (!handed) return new Response('Not found', { status: 404 })
    return new Response(work({ ...handed, store }, env, guests, afterwards), { headers: { 'content-type': 'application/x-ndjson' } })
  }
  return {
    answer: request => (new URL(request.url).pathname === DOOR_PATH ? enter(request) : undefined),
    close: async () => {
      await rm(file, { force: true })
      await Promise.all([...guests].map(([guest, done]) => guest.terminate().then(() => done)))
    },
  }
}
