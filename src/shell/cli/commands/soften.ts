import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly tone: string
  readonly step?: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('soften')
      .argument('<client>', 'id, reference or name')
      .option('--step <id>', 'the policy’s step; else the one that is due')
      .requiredOption('--tone <n>', '1 gentle … 5 final')
      .option('--reason <text>', 'why'),
  ).action(async (client: string, options: Options) => {
    const { soften } = await import('../../acts/steer.ts')
    await inPlace(
      'soften',
      options,
      place => soften(place, { client, tone: Number(options.tone), step: options.step, reason: options.reason }),
      ({ step }) => `Softened: ${step ?? 'the next step'}`,
    )
  })
}
