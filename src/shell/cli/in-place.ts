import type { Command } from 'commander'
import type { Place } from '../workspace.ts'
import { printJson } from './command.ts'

/** What every command that works in a firm understands. */
export interface Common {
  readonly on?: string
  readonly workspace?: string
  readonly yes?: true
  readonly json?: true
}

/** Adds the options that every command in a firm has. */
export const common = (command: Command): Command =>
  command
    .option('--on <day>', 'stand on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')

/** Opens the firm, works, prints the result as JSON or in words. */
export async function inPlace<T>(
  what: string,
  options: Common,
  work: (place: Place) => Promise<T>,
  say: (result: T) => string,
): Promise<void> {
  const { withPlace } = await import('./open.ts')
  const { plain } = await import('./print.ts')
  const result = await withPlace({ on: options.on, workspace: options.workspace, what }, work)
  if (options.json) printJson(plain(result))
  else process.stdout.write(`${say(result)}\n`)
}
