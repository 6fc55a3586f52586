import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly invoice?: string
  readonly until?: string
  readonly reason?: string
  readonly kind?: string
  readonly channel?: string
}

export function define(program: Command): void {
  common(
    program
      .command('hold')
      .argument('[client]', 'id, reference or name')
      .option('--invoice <number>', 'this invoice only')
      .option('--kind <kind>', 'why, by kind')
      .option('--until <day>', 'last day')
      .option('--channel <name>', 'the channel that is forbidden')
      .requiredOption('--reason <text>', 'why'),
  ).action(async (client: string | undefined, options: Options) => {
    const { hold } = await import('../../acts/hold.ts')
    await inPlace(
      'hold',
      options,
      place =>
        hold(place, {
          client,
          invoice: options.invoice,
          kind: options.kind,
          until: options.until,
          channel: options.channel,
          reason: options.reason,
        }),
      () => 'Held.',
    )
  })
}
