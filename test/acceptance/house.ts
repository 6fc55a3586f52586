import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Day, day } from '../../src/core/day/day.ts'
import { oneTimeToken, userWith } from '../../src/shell/auth/auth.ts'
import { type Clock, clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { type App, openApp } from '../../src/shell/http/app.ts'
import type { Store } from '../../src/shell/store/store.ts'
import type { TodayView } from '../../src/shell/views/today-view.ts'
import { loadWords } from '../../src/shell/words.ts'
import { createWorkspace } from '../../src/shell/workspace.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { newStore } from '../support/new-store.ts'

const ORIGIN = 'http://127.0.0.1:4747'
const ZONE = 'Europe/Paris'

/** Somebody signed in: requests as their browser makes them. */
export interface Person {
  /** Bytes as they are, such as a mail. */
  bytes(path: string, body: Uint8Array): Promise<{ status: number; body: unknown }>
  readonly userId: string
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: object): Promise<T>
  patch<T>(path: string, body: object): Promise<T>
  /** A form with files that must be taken. */
  send<T>(path: string, form: FormData): Promise<T>
  /** Any request, with its status: for what must be refused. */
  ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{
    status: number
    body: unknown
  }>
  /** A file as it is downloaded. */
  raw(path: string): Promise<Uint8Array>
  /** A form with files, with its status. */
  form(path: string, form: FormData): Promise<{ status: number; body: unknown }>
}

/** A firm of its own for one test: a store in a temporary folder, the whole HTTP application, a real mail server, a clock that the test moves. */
export interface House {
  readonly owner: Person
  readonly store: Store
  readonly workspaceId: string
  readonly app: App
  readonly mail: MailServer
  colleague(email: string, name: string): Promise<Person>
  /** The clock stands on this day at this hour of the firm’s zone. */
  stand(on: string, hour?: number): void
  /** The daily run on a day; approved messages leave. */
  run(on: string, hour?: number): Promise<void>
  today(): Promise<TodayView>
  close(): Promise<void>
}

async function signIn(app: App, email: string, name: string): Promise<Person> {
  const user = await userWith(app.deps.auth, email, name)
  const entered = await app.fetch(
    new Request(`${ORIGIN}/enter/${await oneTimeToken(app.deps.auth, email)}`, { headers: { host: '127.0.0.1' } }),
  )
  const cookie = entered.headers
    .getSetCookie()
    .map(c => c.split(';', 1)[0])
    .join('; ')
  const ask = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const headers = { cookie, origin: ORIGIN, host: '127.0.0.1:4747', ...(body ? { 'content-type': 'application/json' } : {}) }
    const answer = await app.fetch(new Request(`${ORIGIN}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }))
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }
  const form = async (path: string, parts: FormData): Promise<{ status: number; body: unknown }> => {
    const headers = { cookie, origin: ORIGIN, host: '127.0.0.1:4747' }
    const answer = await app.fetch(new Request(`${ORIGIN}${path}`, { method: 'POST', headers, body: parts }))
    return { status: answer.status, body: await answer.json() }
  }
  const must = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await ask(method, path, body)
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T // the test states what it expects and checks it
  }
  return {
    userId: user.id,
    ask,
    raw: async path => {
      const answer = await app.fetch(new Request(`${ORIGIN}${path}`, { headers: { cookie, origin: ORIGIN, host: '127.0.0.1:4747' } }))
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
    bytes: async (path, body) => {
      const headers = { cookie, origin: ORIGIN, host: '127.0.0.1:4747', 'content-type': 'message/rfc822' }
      const answer = await app.fetch(new Request(`${ORIGIN}${path}`, { method: 'POST', headers, body: new Uint8Array(body) }))
      return { status: answer.status, body: await answer.json() }
    },
    form,
    send: async <T>(path: string, parts: FormData) => {
      const { status, body } = await form(path, parts)
      if (status >= 400) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`)
      return body as T // as above
    },
    get: path => must('GET', path),
    post: (path, body) => must('POST', path, body),
    patch: (path, body) => must('PATCH', path, body),
  }
}

export async function openHouse(on: string, options: { live?: boolean; publicUrl?: string; isUnreachable?: boolean } = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-house-'))
  const mail = await startMailServer()
  let standing: Clock = clockOn(day(on), ZONE, 10)
  const clock: Clock = { now: () => standing.now(), today: zone => standing.today(zone) }
  const file = join(folder, 'store.sqlite')
  const store = await newStore(file)
  const firm = {
    name: 'Atelier Mérival',
    country: 'FR',
    language: 'fr',
    zone: ZONE,
    currency: 'EUR',
    address: ['14 quai des Forges', '44000 Nantes'],
    email: 'helene@atelier-merival.example',
    phone: '02 55 00 01 42',
    person: 'Hélène Caradec',
    iban: 'FR1420041010050500013M02606',
  }
  const workspaceId = await createWorkspace(store, firm, clock, 'test')
  const config = configFrom({ DUNWELL_STORE: file, DUNWELL_SMTP_URL: mail.url, DUNWELL_PUBLIC_URL: options.publicUrl })
  const app: App = await openApp(store, {
    origin: ORIGIN,
    config,
    clock,
    words: await loadWords(),
    secretFile: join(folder, 'secret'),
    isSample: false,
    runsByItself: false,
    reach: async url => {
      if (options.isUnreachable) return undefined
      const answer = await app.publicFetch?.(new Request(url))
      return answer?.ok ? answer.text() : undefined
    },
  })
  await app.deps.links?.probe()
  const owner = await signIn(app, 'owner@dunwell.invalid', 'Owner')
  if (options.live) await owner.post('/api/v1/acts/live', { ceiling: 20 })
  const stand = (to: string, hour = 10): void => {
    standing = clockOn(day(to), ZONE, hour)
  }
  return {
    owner,
    store,
    workspaceId,
    app,
    mail,
    stand,
    colleague: async (email, name) => {
      const person = await signIn(app, email, name)
      await owner.post('/api/v1/facts/membership', { userId: person.userId, name, email, role: 'collector' })
      return person
    },
    run: async (to, hour = 10) => {
      stand(to, hour)
      await owner.post('/api/v1/facts/looked', { upTo: to })
      await owner.post('/api/v1/acts/run', { send: true })
    },
    today: () => owner.get<TodayView>('/api/v1/today'),
    close: async () => {
      await app.deps.schedules.stop()
      await store.close()
      await mail.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

interface Owed {
  readonly name?: string
  readonly number?: string
  readonly issuedOn: string
  readonly dueOn: string
  readonly minor?: string
}

/** A business client with one invoice. @returns their ids. */
export async function owing(house: House, owed: Owed): Promise<{ clientId: string; invoiceId: string }> {
  const name = owed.name ?? 'Librairie L’Encrier bleu'
  const address = `compta@${name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()}.example`
  const { id: clientId } = await house.owner.post<{ id: string }>('/api/v1/facts/client', {
    name,
    kind: 'business',
    kindConfirmedBy: 'Hélène Caradec',
    country: 'FR',
    language: 'fr',
    termsDays: 30,
    email: address,
  })
  const invoiceId = await invoice(house, clientId, owed)
  return { clientId, invoiceId }
}

export async function invoice(house: House, clientId: string, owed: Owed): Promise<string> {
  const { id } = await house.owner.post<{ id: string }>('/api/v1/facts/invoice', {
    clientId,
    effectiveOn: owed.issuedOn as Day,
    number: owed.number ?? 'F-1',
    issuedOn: owed.issuedOn,
    dueOn: owed.dueOn,
    currency: 'EUR',
    totalMinor: owed.minor ?? '34800',
    orderNumber: 'BC-1',
    iban: 'FR1420041010050500013M02606',
  })
  return id
}

export async function paid(house: House, clientId: string, invoiceId: string, on: string, minor = '34800'): Promise<void> {
  await house.owner.post('/api/v1/facts/payment', {
    clientId,
    effectiveOn: on,
    amountMinor: minor,
    currency: 'EUR',
    paidOn: on,
    invoiceId,
    kind: 'payment',
  })
}
