import { mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { day, isDay } from '../../core/day/day.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { linksFrom } from '../answers/link.ts'
import { clockOn, systemClock } from '../clock.ts'
import { type Config, configFrom } from '../config.ts'
import { withVault } from '../store/contents.ts'
import { lockStore, type StoreLock } from '../store/lock.ts'
import { openFileStore, type Store } from '../store/store.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { doorOf, HeldByApp } from './door.ts'
import { at, isHeldHere, userAtKeyboard } from './held.ts'

export interface OpenOptions {
  /** Name or id of the firm, where the store holds several. */
  readonly workspace?: string | undefined
  /** A civil day on which the clock stands. */
  readonly on?: string | undefined
  /** What the process does, for others that find the store in use. */
  readonly what?: string | undefined
  /** Nobody else may be in the store, not even the running app. */
  readonly alone?: boolean | undefined
}
/** A place that owns its store. */
export interface OpenPlace extends Place {
  close(): Promise<void>
}

/** The lock of a store. @throws HeldByApp where the running app holds it and would do the command itself. */
function lockFor(file: string, what: string, alone: boolean): StoreLock {
  if (isHeldHere(file) && !alone) return { release: () => undefined }
  try {
    return lockStore(file, what, systemClock.now())
  } catch (error) {
    const door = error instanceof Refusal && !alone ? doorOf(file) : undefined
    if (error instanceof Refusal && door) throw new HeldByApp(error.faults, door)
    throw error
  }
}

/**
 * Opens the store that the environment names; an embedded one keeps other processes out until it is closed.
 * @param alone nobody else may be in it, not even the app that would do the command for us.
 */
export async function openStore(config: Config = configFrom(process.env), what = 'dunwell', alone = false): Promise<Store> {
  const vault = config.papers === undefined ? undefined : (await import('../papers/vault.ts')).vaultFrom(config)
  if (config.databaseUrl !== undefined)
    return withVault(await (await import('../store/postgres.ts')).openPostgresStore(config.databaseUrl), vault)
  const file = at(config.store)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const lock = lockFor(file, what, alone)
  try {
    const store = await openFileStore(file)
    const close = async (): Promise<void> => {
      await store.close()
      lock.release()
    }
    return withVault({ ...store, close }, vault)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Who is at the keyboard: `cli:ada`. */
export const cliActor = (): string => `cli:${userAtKeyboard() ?? userInfo().username}`

/** Opens the firm a command works in. @throws Refusal where there is none, several, or the store is in use. */
export async function openPlace(options: OpenOptions = {}, config: Config = configFrom(process.env)): Promise<OpenPlace> {
  const store = await openStore(config, options.what, options.alone)
  try {
    const actor = cliActor()
    const place = await enterWorkspace(store, systemClock, actor, 'command line', options.workspace)
    const links = await linksFrom(config)
    return { ...(options.on === undefined ? place : standingOn(place, options.on)), links, close: () => store.close() }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Days on which anybody can stand: far enough from the ends of the calendar that what is reckoned from them is a day too. */
const FIRST_DAY = day('1970-01-01')
const LAST_DAY = day('2199-12-31')

/** The same place on another civil day, at `hour` o’clock of the firm. */
export function standingOn(place: Place, on: string, hour = 10): Place {
  const params = { value: on }
  if (!isDay(on)) return refuse('day-unreadable', `"${on}" is not a day.`, { params, field: '--on', mend: 'Write it as 2026-02-28.' })
  if (on < FIRST_DAY || on > LAST_DAY)
    return refuse('day-unreadable', `${on} is too far away.`, { params, field: '--on', mend: `A day from ${FIRST_DAY} to ${LAST_DAY}.` })
  const clock = clockOn(on, place.firm.zone, hour)
  return { ...place, clock, by: { ...place.by, at: clock.now(), today: on } }
}

/** Opens the place, works, closes it whatever happens. */
export async function withPlace<T>(options: OpenOptions, work: (place: Place) => Promise<T>): Promise<T> {
  const place = await openPlace(options)
  try {
    return await work(place)
  } finally {
    await place.close()
  }
}
