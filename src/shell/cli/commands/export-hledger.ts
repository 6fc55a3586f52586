import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { at } from '../held.ts'

interface Options {
  readonly to?: string
  readonly on?: string
  readonly workspace?: string
}

export function define(program: Command): void {
  program
    .command('export-hledger')
    .option('--to <file>', 'write it there; else it is printed')
    .option('--on <day>', 'the books up to this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .action(async (options: Options) => {
      const { withPlace } = await import('../open.ts')
      const { hledgerJournal } = await import('../../views/journal-hledger.ts')
      const journal = await withPlace({ ...options, what: 'export-hledger' }, place => hledgerJournal(place))
      if (options.to === undefined) process.stdout.write(journal)
      else await writeFile(at(options.to), journal)
    })
}
