import { join } from 'node:path'
import { day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { openApp } from '../../src/shell/http/app.ts'
import { loadWords } from '../../src/shell/words.ts'
import type { TestFirm } from './firm.ts'

export interface TestApp {
  /** One request to the API as the owner. @returns the answer's JSON. */
  ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
  /** The same, with the status. */
  raw(method: string, path: string, body?: unknown): Promise<Response>
  /** A path that signs a browser in. */
  enterPath(): Promise<string>
  fetch(request: Request): Response | Promise<Response>
}

/** The HTTP application over a test firm, on a day of its own, with its owner signed in. */
export async function anApp(firm: TestFirm, on: string, origin = 'http://127.0.0.1:4747', smtpUrl?: string): Promise<TestApp> {
  const app = await openApp(firm.store, {
    origin,
    config: firm.config(smtpUrl),
    clock: clockOn(day(on), 'Europe/Paris'),
    words: await loadWords(),
    secretFile: join(firm.folder, 'secret'),
    isSample: false,
    runsByItself: false,
  })
  const { host } = new URL(origin)
  const fetch = async (request: Request): Promise<Response> => app.fetch(request)
  const entered = await fetch(new Request(`${origin}${await app.enterPath()}`, { redirect: 'manual', headers: { host } }))
  const cookie = entered.headers
    .getSetCookie()
    .map(c => c.split(';', 1)[0])
    .join('; ')
  const raw = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(
      new Request(`${origin}/api/v1${path}`, {
        method,
        headers: { cookie, host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return {
    raw,
    fetch,
    enterPath: () => app.enterPath(),
    ask: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await raw(method, path, body)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return JSON.parse(text) as T // the test names what it expects
    },
  }
}
