import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly to: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('extend')
      .argument('<invoice>', 'number or id')
      .requiredOption('--to <day>', 'the new due day')
      .option('--reason <text>', 'why'),
  ).action(async (invoice: string, options: Options) => {
    const { extend } = await import('../../acts/extend.ts')
    await inPlace(
      'extend',
      options,
      place => extend(place, { invoice, to: options.to, reason: options.reason }),
      () => `Due on ${options.to}.`,
    )
  })
}
