import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly outcome?: string
  readonly note?: string
}

export function define(program: Command): void {
  common(
    program
      .command('done')
      .argument('<task>', 'its id from dunwell tasks')
      .option('--outcome <outcome>', 'done or attempted')
      .option('--note <text>', 'what came of it'),
  ).action(async (task: string, options: Options) => {
    const { taskDone } = await import('../../acts/by-hand.ts')
    await inPlace(
      'done',
      options,
      place => taskDone(place, { task, outcome: options.outcome, note: options.note }),
      () => 'Done.',
    )
  })
}
