import type { Command } from 'commander'

/**
 * One file in `commands/` is one command of the same name: it exports `define`. Its manual page stands beside it as `NAME.md`,
 * whose first line (`# dunwell NAME: what it does`) is the summary in `dunwell --help`.
 */
export interface CommandModule {
  /** Adds the command (arguments, options, action) to the program. Heavy libraries are imported inside the action. */
  define(program: Command): void
}

/** Prints a value as JSON: amounts (bigint) as decimal strings of minor units must be converted before. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
