import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { refuse } from '../core/fault.ts'
import { openStore } from './cli/open.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Config, configFrom } from './config.ts'
import { type App, type AppSettings, openApp } from './http/app.ts'
import { type Door, openDoor } from './http/door.ts'
import { type Fetch, listen } from './http/serve.ts'
import { buildWebWhereNeeded } from './http/web-build.ts'
import { seedSample } from './sample/sample.ts'
import type { Store } from './store/store.ts'
import { loadWords } from './words.ts'

type Env = Readonly<Record<string, string | undefined>>

interface Asked {
  readonly sample: boolean
  readonly port: number
}

/** Reads `npm start -- [--sample] [--port N]`. @throws Refusal on anything else. */
export function askedFrom(args: readonly string[], config: Config): Asked {
  const { values } = parseArgs({ args: [...args], options: { sample: { type: 'boolean' }, port: { type: 'string' } }, strict: true })
  const port = values.port === undefined ? config.port : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse('port-wrong', `"${values.port ?? config.port}" is not a port.`, { mend: 'Give a number from 1024 to 65535: --port 4747' })
  return { sample: values.sample ?? false, port }
}

export interface Running {
  /** The whole one-time sign-in link. */
  readonly link: string
  readonly origin: string
  /** Where the public pages are answered on this machine; none without a public address. */
  readonly publicOrigin: string | undefined
  stop(): Promise<void>
}

/** Opens the store, builds the app where needed, listens on loopback. @returns the one-time link and how to stop. */
export async function start(args: readonly string[], env: Env, say: (line: string) => void, clock: Clock = systemClock): Promise<Running> {
  const config = configFrom(env)
  const asked = askedFrom(args, config)
  await buildWebWhereNeeded(say)
  const listening = await listen(asked.port, say)
  const host = hostFor(config, env, listening.origin, await loadWords(), clock)
  const first = asked.sample ? await host.sample() : await host.firm()
  listening.answerWith(host.fetch)
  const pages = asked.sample ? undefined : first.publicFetch
  const outside = pages && (await listen(config.publicPort, say))
  if (pages && outside) {
    outside.answerWith(pages)
    say(`Private pages of ${config.publicUrl} are answered at ${outside.origin}`)
    if (!(await first.deps.links?.probe()))
      say(`${config.publicUrl} does not reach this machine yet: until it does, messages carry mail answers instead of links.`)
  }
  return {
    link: `${listening.origin}${await first.enterPath()}`,
    origin: listening.origin,
    publicOrigin: outside?.origin,
    stop: async () => {
      await outside?.stop()
      await listening.stop()
      await host.close()
    },
  }
}

const SAMPLE_COOKIE = /(?:^|; )dunwell-place=sample(?:;|$)/

/** The firm’s own app and, once asked for, the sample firm’s beside it: a cookie says which of the two a browser is in. */
function hostFor(config: Config, env: Env, origin: string, words: AppSettings['words'], clock: Clock) {
  const stores: Store[] = []
  const apps: App[] = []
  const doors: Door[] = []
  const folder = dirname(config.store)
  const shared = { origin, config, clock, words, secretFile: join(folder, 'secret') }
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
