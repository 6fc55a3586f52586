import { parseArgs } from 'node:util'
import { refuse } from '../core/fault.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Config, configFrom } from './config.ts'
import type { App } from './http/app.ts'
import type { Host } from './http/host.ts'
import { type Listening, listen } from './http/serve.ts'
import { buildWebWhereNeeded } from './http/web-build.ts'

type Env = Readonly<Record<string, string | undefined>>

interface Asked {
  readonly sample: boolean
  readonly port: number
}

/** Reads `npm start -- [--sample] [--port N]`. @throws Refusal on anything else. */
export function askedFrom(args: readonly string[], config: Config): Asked {
  const values = optionsIn(args)
  const port = values.port === undefined ? config.port : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse('port-wrong', `"${values.port ?? config.port}" is not a port.`, { mend: 'Give a number from 1024 to 65535: --port 4747' })
  return { sample: values.sample ?? false, port }
}

function optionsIn(args: readonly string[]): { sample?: boolean; port?: string } {
  try {
    return parseArgs({ args: [...args], options: { sample: { type: 'boolean' }, port: { type: 'string' } } }).values
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return refuse('option-unknown', `${said.split('. ', 1)[0]}.`, { mend: 'npm start -- [--sample] [--port 4747]' })
  }
}

export interface Running {
  /** The whole one-time sign-in link. */
  readonly link: string
  readonly origin: string
  /** Where the public pages are answered on this machine; none without a public address. */
  readonly publicOrigin: string | undefined
  stop(): Promise<void>
}

/**
 * Listens on loopback, opens the store, meanwhile builds the web app where needed; a request that comes early waits.
 * @returns the one-time link and how to stop. @throws Refusal where the store cannot be opened; then nothing listens any more.
 */
export async function start(args: readonly string[], env: Env, say: (line: string) => void, clock: Clock = systemClock): Promise<Running> {
  const config = configFrom(env)
  const asked = askedFrom(args, config)
  const listening = await listen(asked.port, say)
  let stop = (): Promise<void> => listening.stop()
  const open = async (): Promise<Opened> => {
    const { hostFor } = await import('./http/host.ts') // nearly all of the program: read beside the build, not before it
    const host = await hostFor(config, env, listening.origin, clock)
    stop = async () => {
      await listening.stop()
      await host.close()
    }
    return { host, first: await (asked.sample ? host.sample() : host.firm()) }
  }
  try {
    const [{ host, first }] = await Promise.all([open(), buildWebWhereNeeded(say)])
    listening.answerWith(host.fetch)
    const outside = asked.sample ? undefined : await publicPages(first, config, say)
    return {
      link: `${listening.origin}${await first.enterPath()}`,
      origin: listening.origin,
      publicOrigin: outside?.origin,
      stop: async () => {
        await outside?.stop()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Opened {
  readonly host: Host
  /** The app that the link leads into. */
  readonly first: App
}

/** What clients reach from outside, on a port of its own. */
async function publicPages(app: App, config: Config, say: (line: string) => void): Promise<Listening | undefined> {
  if (!app.publicFetch) return undefined
  const outside = await listen(config.publicPort, say)
  outside.answerWith(app.publicFetch)
  say(`Private pages of ${config.publicUrl} are answered at ${outside.origin}`)
  if (!(await app.deps.links?.probe()))
    say(`${config.publicUrl} does not reach this machine yet: until it does, messages carry mail answers instead of links.`)
  return outside
}
