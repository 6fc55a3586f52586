import { resolve } from 'node:path'
import { env, cwd as ownFolder } from 'node:process'

/** What the running app hands to a thread that does one command for it. */
export interface Guest {
  /** The store whose lock the app holds. */
  readonly store: string
  /** Where the command was typed. */
  readonly folder: string
  /** Who typed it. */
  readonly user: string
  /** What was given on standard input, where a command asks for it. */
  readonly stdin: string | null
}

let guest: Guest | undefined

/** From here on this thread works inside the app: the store's lock is held, and paths mean what they meant where the command was typed. */
export function beGuest(of: Guest): void {
  guest = of
}

/** Whether the app in this process holds the lock of a store already. */
export const isHeldHere = (store: string): boolean => guest?.store === store

/** A path as the person at the keyboard means it. */
export const at = (path: string): string => resolve(guest?.folder ?? ownFolder(), path)

/** Who is at the keyboard, where it is not this process's own. */
export const userAtKeyboard = (): string | undefined => guest?.user ?? (env.DUNWELL_USER || undefined)

let given: string | undefined
/** All of standard input as text, read once: a command that is then done by the running app takes it along. */
export async function standardInput(): Promise<string> {
  if (guest) return guest.stdin ?? ''
  given ??= await (await import('node:stream/consumers')).text(process.stdin)
  return given
}
export const standardInputRead = (): string | null => given ?? null
