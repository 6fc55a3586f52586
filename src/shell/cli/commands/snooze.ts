import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly until: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('snooze')
      .argument('<client>', 'id, reference or name')
      .requiredOption('--until <day>', 'last day of peace')
      .option('--reason <text>', 'why'),
  ).action(async (client: string, options: Options) => {
    const { snooze } = await import('../../acts/hold.ts')
    await inPlace(
      'snooze',
      options,
      place => snooze(place, { client, until: options.until, reason: options.reason }),
      () => `Left in peace until ${options.until}.`,
    )
  })
}
