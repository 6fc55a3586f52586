import type { Command } from 'commander'
import { printJson } from '../command.ts'

interface Options {
  readonly amount?: string
  readonly reason?: string
  readonly evidence?: readonly string[]
  readonly propose?: true
  readonly undo?: true
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('write-off')
    .argument('<invoice>', 'number or id')
    .option('--amount <amount>', 'how much; else all that is open')
    .option('--reason <words>', 'why')
    .option('--evidence <document>', 'id of a paper that proves it (again for more)', collect)
    .option('--propose', 'ask somebody else to approve it')
    .option('--undo', 'take a write-off back, whole or the amount given')
    .option('--on <day>', 'as things stand, on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (invoice: string, options: Options) => {
      const [{ withPlace }, acts, { plain }] = await Promise.all([
        import('../open.ts'),
        import('../../acts/write-off.ts'),
        import('../print.ts'),
      ])
      await withPlace({ ...options, what: 'write-off' }, async place => {
        const input = { invoice, ...options }
        const result = options.undo
          ? await acts.undoWriteOff(place, input)
          : options.propose
            ? await acts.proposeWriteOff(place, input)
            : await acts.writeOff(place, input)
        if (options.json) printJson(plain(result))
        else process.stdout.write(textOf(result))
      })
    })
}

const textOf = (result: object): string =>
  `${Object.entries(result)
    .map(
      ([key, value]) =>
        `${key}: ${typeof value === 'object' && value !== null ? JSON.stringify(value, (_k, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)) : value}`,
    )
    .join('\n')}\n`
