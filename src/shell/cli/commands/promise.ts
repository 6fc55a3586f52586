import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly by: string
  readonly amount?: string
  readonly means?: string
  readonly givenBy?: string
}

export function define(program: Command): void {
  common(
    program
      .command('promise')
      .argument('<invoices...>', 'numbers of one client’s invoices')
      .requiredOption('--by <day>', 'the day the money leaves them')
      .option('--amount <decimal>', 'else all that is open')
      .option('--means <text>', 'how')
      .option('--given-by <name>', 'by whom'),
  ).action(async (invoices: string[], options: Options) => {
    const { promise } = await import('../../acts/promise.ts')
    await inPlace(
      'promise',
      options,
      place => promise(place, { invoices, by: options.by, amount: options.amount, means: options.means, givenBy: options.givenBy }),
      () => `Promised for ${options.by}.`,
    )
  })
}
