import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly how?: string
}

export function define(program: Command): void {
  common(program.command('sent').argument('<key>', 'the message').option('--how <text>', 'how it went')).action(
    async (key: string, options: Options) => {
      const { confirmSent } = await import('../../acts/by-hand.ts')
      await inPlace(
        'sent',
        options,
        place => confirmSent(place, { key, how: options.how }),
        () => 'Sent.',
      )
    },
  )
}
