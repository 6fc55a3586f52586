import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly state?: string
}

export function define(program: Command): void {
  common(program.command('outbox').option('--state <state>', 'only these')).action(async (options: Options) => {
    const { outboxList } = await import('../../views/work-lists.ts')
    await inPlace(
      'outbox',
      options,
      place => outboxList(place, { state: options.state }),
      lines => lines.map(l => `${l.state} ${l.client}: ${l.step} (${l.key})${l.lastError ? ` ${l.lastError}` : ''}`).join('\n'),
    )
  })
}
