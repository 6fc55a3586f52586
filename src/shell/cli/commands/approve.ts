import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly all?: true
  readonly subject?: string
  readonly body?: string
}

export function define(program: Command): void {
  common(
    program
      .command('approve')
      .argument('[key]', 'the message')
      .option('--all', 'every message that waits')
      .option('--subject <text>', 'another subject line')
      .option('--body <text>', 'other words'),
  ).action(async (key: string | undefined, options: Options) => {
    const { approve } = await import('../../acts/approve.ts')
    const { refuse } = await import('../../../core/fault.ts')
    if ((key === undefined) === (options.all !== true)) refuse('which-message', 'Name one message, or say --all.', { field: 'KEY' })
    await inPlace(
      'approve',
      options,
      place => approve(place, { key, subject: options.subject, body: options.body }),
      ({ approved }) => `Approved: ${approved.length}`,
    )
  })
}
