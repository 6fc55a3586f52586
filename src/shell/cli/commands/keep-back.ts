import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly amount?: string
  readonly until: string
}

export function define(program: Command): void {
  common(
    program
      .command('keep-back')
      .argument('<invoice>', 'number or id')
      .option('--amount <amount>', 'how much; none: as it stands, for another day')
      .requiredOption('--until <day>', 'the day from which it is owed'),
  ).action(async (invoice: string, options: Options) => {
    const { keepBack } = await import('../../acts/keep-back.ts')
    await inPlace(
      'keep-back',
      options,
      place => keepBack(place, { invoice, amount: options.amount, until: options.until }),
      () => `Due on ${options.until}.`,
    )
  })
}
