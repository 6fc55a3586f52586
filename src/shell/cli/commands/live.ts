import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly ceiling?: string
}

export function define(program: Command): void {
  common(program.command('live').option('--ceiling <n>', 'messages a day at most')).action(async (options: Options) => {
    const { live } = await import('../../acts/live.ts')
    await inPlace(
      'live',
      options,
      place => live(place, { ceiling: options.ceiling === undefined ? undefined : Number(options.ceiling) }),
      phase => `Live. Messages a day at most: ${phase.ceilingPerDay ?? 'no limit'}.`,
    )
  })
}
