import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly to: string
  readonly step?: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('postpone')
      .argument('<client>', 'id, reference or name')
      .option('--step <id>', 'the policy’s step; else the one that is due')
      .requiredOption('--to <day>', 'the new day')
      .option('--reason <text>', 'why'),
  ).action(async (client: string, options: Options) => {
    const { postpone } = await import('../../acts/steer.ts')
    await inPlace(
      'postpone',
      options,
      place => postpone(place, { client, to: options.to, step: options.step, reason: options.reason }),
      ({ step }) => `Postponed: ${step ?? 'the next step'} to ${options.to}`,
    )
  })
}
