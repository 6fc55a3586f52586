import { answerLinks, type Reach } from '../answers/link.ts'
import { answerPages } from '../answers/server.ts'
import { oneTimeToken, openAuth, userWith } from '../auth/auth.ts'
import { secretIn } from '../auth/secret.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Words } from '../words.ts'
import { enterWorkspace } from '../workspace.ts'
import type { Deps } from './context.ts'
import { NO_SCHEDULES, schedulesOf } from './schedules.ts'
import type { Fetch } from './serve.ts'
import { createServer } from './server.ts'

/** Until the owner says an address of their own, the account carries one that can never receive mail. */
export const OWNER = { email: 'owner@dunwell.invalid', name: 'Owner' }

export interface AppSettings {
  readonly origin: string
  readonly config: Config
  readonly clock: Clock
  readonly words: Words
  readonly secretFile: string
  readonly isSample: boolean
  readonly openSample?: () => Promise<string>
  /** False: the day is run only when asked to (default: by itself while the app is open). */
  readonly runsByItself?: boolean
  /** How the public address is asked whether it reaches this installation (default: over the network). */
  readonly reach?: Reach | undefined
}

export interface App {
  readonly fetch: Fetch
  readonly deps: Deps
  /** What clients reach from outside; none where no public address is set. */
  readonly publicFetch: Fetch | undefined
  /** After something was done beside the app: takes in a firm that was made, and looks whether anything is due. */
  takeIn(): Promise<void>
  /** The path of a fresh one-time sign-in link for the owner. */
  enterPath(): Promise<string>
}

/** The HTTP application over one store, with its owner. */
export async function openApp(store: Store, settings: AppSettings): Promise<App> {
  const { origin, isSample, secretFile, runsByItself = true, ...rest } = settings
  const cookiePrefix = isSample ? 'dunwell-sample' : 'dunwell'
  const secret = await secretIn(secretFile)
  const auth = await openAuth(store, { origin, secret, cookiePrefix })
  const links = settings.config.publicUrl ? answerLinks(settings.config.publicUrl, secret, settings.reach) : undefined
  const owner = await userWith(auth, OWNER.email, OWNER.name)
  const schedules = runsByItself ? schedulesOf(store, settings.config, settings.clock, links) : NO_SCHEDULES
  const deps: Deps = { ...rest, store, auth, origin, isSample, schedules, links }
  await ownWhatNobodyOwns(deps, owner.id)
  await schedules.begin()
  const server = await createServer(deps)
  const pages = links && answerPages(deps, links)
  return {
    deps,
    fetch: request => server.fetch(request),
    takeIn: async () => {
      await ownWhatNobodyOwns(deps, owner.id)
      await schedules.begin()
      schedules.lookSoon()
    },
    publicFetch: pages && (request => pages.fetch(request)),
    enterPath: async () => `/enter/${await oneTimeToken(auth, OWNER.email)}`,
  }
}

/** A firm made on the command line has no owner yet, at most colleagues: the owner of this machine becomes its owner, under the name that signs its letters. */
async function ownWhatNobodyOwns(deps: Deps, userId: string): Promise<void> {
  for (const { id } of await deps.store.db.selectFrom('workspace').select('id').execute()) {
    const members = await workspaceFacts(deps.store.within(id).db, id, 'membership')
    if (members.some(m => (m.role === 'owner' || m.userId === userId) && m.endedOn === null)) continue
    const place = await enterWorkspace(deps.store, deps.clock, userId, 'start', id)
    await record(deps.store, place.by, 'owner named', pen =>
      pen.add('membership', { userId, name: place.firm.person ?? place.firm.name, role: 'owner' }),
    )
  }
}
