import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openStore } from '../cli/open.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { seedSample } from '../sample/sample.ts'
import type { Store } from '../store/store.ts'
import { loadWords } from '../words.ts'
import { type App, type AppSettings, openApp } from './app.ts'
import { type Door, openDoor } from './door.ts'
import type { Fetch } from './serve.ts'

const SAMPLE_COOKIE = /(?:^|; )dunwell-place=sample(?:;|$)/

type Env = Readonly<Record<string, string | undefined>>

export interface Host {
  /** The firm’s own app, opened when it is first asked for. */
  firm(): Promise<App>
  /** The sample firm’s app, seeded anew when it is first asked for. */
  sample(): Promise<App>
  readonly fetch: Fetch
  close(): Promise<void>
}

/** The firm’s own app and, once asked for, the sample firm’s beside it: a cookie says which of the two a browser is in. */
export async function hostFor(config: Config, env: Env, origin: string, clock: Clock): Promise<Host> {
  const stores: Store[] = []
  const apps: App[] = []
  const doors: Door[] = []
  const folder = dirname(config.store)
  const shared = { origin, config, clock, words: await loadWords(), secretFile: join(folder, 'secret') }
  const opened = async (file: string, settings: AppSettings): Promise<App> => {
    const store = await openStore({ ...config, store: file }, `the app at ${origin}`)
    stores.push(store)
    if (settings.isSample) await seedSample(store, settings.clock)
    const app = await openApp(store, settings)
    apps.push(app)
    return app
  }
  let firmApp: Promise<App> | undefined
  let sampleApp: Promise<App> | undefined
  const sample = (): Promise<App> => {
    sampleApp ??= (async () => {
      const file = join(folder, 'sample.sqlite')
      for (const ending of ['', '-wal', '-shm']) await rm(`${file}${ending}`, { force: true })
      // invented clients must never be written to
      return opened(file, {
        ...shared,
        config: { ...config, store: file, smtpUrl: undefined, imapUrl: undefined, publicUrl: undefined, neverSends: true },
        isSample: true,
      })
    })()
    return sampleApp
  }
  const firm = (): Promise<App> => {
    firmApp ??= (async () => {
      const app = await opened(config.store, { ...shared, isSample: false, openSample: async () => (await sample()).enterPath() })
      const { flavour, location } = app.deps.store
      // a database lets the command line in beside the app; of an embedded store this process is the only one
      if (flavour === 'sqlite') doors.push(await openDoor(location, origin, env, () => app.takeIn()))
      return app
    })()
    return firmApp
  }
  const fetch: Fetch = async request => {
    for (const door of doors) {
      const answer = door.answer(request)
      if (answer) return answer
    }
    const inSample = sampleApp !== undefined && (firmApp === undefined || SAMPLE_COOKIE.test(request.headers.get('cookie') ?? ''))
    return (await (inSample ? sample() : firm())).fetch(request)
  }
  const close = async (): Promise<void> => {
    await Promise.all(doors.map(door => door.close()))
    await Promise.all(apps.map(app => app.deps.schedules.stop()))
    await Promise.all(stores.map(store => store.close()))
  }
  return { firm, sample, fetch, close }
}
