import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly currency?: string
  readonly worth?: string
  readonly margin?: string
  readonly retention?: string
  readonly reputation?: string
}

export function define(program: Command): void {
  common(
    program
      .command('relation')
      .argument('<client>', 'whose relation')
      .option('--worth <amount>', 'what the relation is worth')
      .option('--margin <amount>', 'what it leaves in a year')
      .option('--retention <percent>', 'how likely it stays a year')
      .option('--reputation <amount>', 'what an enemy would cost the name of the firm')
      .option('--currency <code>', 'of these figures; else that of the firm'),
  ).action(async (client: string, options: Options) => {
    const { setRelation } = await import('../../acts/desk-words.ts')
    const { currency, worth, margin, retention, reputation } = options
    await inPlace(
      'relation',
      options,
      place => setRelation(place, { client, currency, worth, margin, retention, reputation }),
      () => 'Kept.',
    )
  })
}
