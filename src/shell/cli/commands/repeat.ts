import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly step?: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('repeat')
      .argument('<client>', 'id, reference or name')
      .option('--step <id>', 'the policy’s step; else the one that is due')
      .requiredOption('--reason <text>', 'why'),
  ).action(async (client: string, options: Options) => {
    const { repeat } = await import('../../acts/steer.ts')
    await inPlace(
      'repeat',
      options,
      place => repeat(place, { client, step: options.step, reason: options.reason }),
      ({ step }) => `Once more: ${step ?? 'the next step'}`,
    )
  })
}
