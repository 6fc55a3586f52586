import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly to: string
  readonly step?: string
  readonly note?: string
}

export function define(program: Command): void {
  common(
    program
      .command('assign')
      .argument('<client>', 'id, reference or name')
      .requiredOption('--to <colleague>', 'user id, name or address')
      .option('--step <id>', 'this step only')
      .option('--note <text>', 'what they should know'),
  ).action(async (client: string, options: Options) => {
    const { assign } = await import('../../acts/assign.ts')
    await inPlace(
      'assign',
      options,
      place => assign(place, { client, to: options.to, step: options.step, note: options.note }),
      ({ toUser }) => `Assigned to ${toUser}.`,
    )
  })
}
