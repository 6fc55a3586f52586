import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly invoice?: string
  readonly kind?: string
}

export function define(program: Command): void {
  common(
    program
      .command('release')
      .argument('[client]', 'id, reference or name')
      .option('--invoice <number>', 'this invoice only')
      .option('--kind <kind>', 'holds of this kind only'),
  ).action(async (client: string | undefined, options: Options) => {
    const { release } = await import('../../acts/hold.ts')
    await inPlace(
      'release',
      options,
      place => release(place, { client, invoice: options.invoice, kind: options.kind }),
      ({ ended }) => `Ended: ${ended}`,
    )
  })
}
