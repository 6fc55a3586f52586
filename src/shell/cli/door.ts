import { readFileSync } from 'node:fs'
import { type Fault, Refusal } from '../../core/fault.ts'
import { standardInputRead, userAtKeyboard } from './held.ts'

/** Where the running app takes commands for its store, and the key that proves that whoever asks may read the store's own folder. */
export interface DoorSign {
  readonly origin: string
  readonly key: string
}
/** One command as it is handed over. */
export interface Handed {
  readonly args: readonly string[]
  readonly folder: string
  readonly user: string
  readonly stdin: string | null
}
/** What comes back, one JSON object a line. */
export type Said = { readonly out: string } | { readonly err: string } | { readonly code: number }

export const DOOR_PATH = '/cli'
/** Beside the store, for its owner's eyes only. */
export const doorFile = (store: string): string => `${store}.door`

/** The store is held by a process that takes commands for it. */
export class HeldByApp extends Refusal {
  readonly door: DoorSign
  constructor(faults: readonly Fault[], door: DoorSign) {
    super(faults)
    this.name = 'HeldByApp'
    this.door = door
  }
}

export function doorOf(store: string): DoorSign | undefined {
  try {
    const { origin, key } = JSON.parse(readFileSync(doorFile(store), 'utf8')) as Partial<DoorSign> // checked on the next line
    return typeof origin === 'string' && typeof key === 'string' ? { origin, key } : undefined
  } catch {
    return undefined // no app, or one that is only now opening: the refusal names who holds the store
  }
}

/** Has the running app do the command. @returns its exit code. @throws the refusal where nobody answers there any more. */
export async function handOver(held: HeldByApp, args: readonly string[]): Promise<number> {
  const { userInfo } = await import('node:os')
  const handed: Handed = { args, folder: process.cwd(), user: userAtKeyboard() ?? userInfo().username, stdin: standardInputRead() }
  const { origin, key } = held.door
  const answer = await fetch(`${origin}${DOOR_PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(handed),
  }).catch(() => undefined)
  if (!answer?.ok || !answer.body) throw held
  let code = 1
  let rest = ''
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line) as Said // the app writes nothing else
      if ('out' in said) process.stdout.write(said.out)
      else if ('err' in said) process.stderr.write(said.err)
      else code = said.code
    }
  }
  return code
}
