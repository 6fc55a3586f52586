import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly finding: string
}

export function define(program: Command): void {
  common(program.command('unsure').argument('<key>', 'the message').requiredOption('--finding <finding>', 'left or not-left')).action(
    async (key: string, options: Options) => {
      const { resolveUnsure } = await import('../../acts/by-hand.ts')
      const { refuse } = await import('../../../core/fault.ts')
      const finding =
        options.finding === 'left' || options.finding === 'not-left'
          ? options.finding
          : refuse('finding-unknown', 'Say left or not-left.', { field: '--finding' })
      await inPlace(
        'unsure',
        options,
        place => resolveUnsure(place, { key, finding }),
        ({ state }) => `It is ${state}.`,
      )
    },
  )
}
