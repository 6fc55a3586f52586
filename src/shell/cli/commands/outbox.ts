import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly state?: string
}

export function define(program: Command): void {
  common(program.command('outbox').option('--state <state>', 'only these')).action(async (options: Options) => {
    const { outboxList } = await import('../../views/work-lists.ts')
    const { OUTBOX_STATES } = await import('../../store/tables.ts')
    const { state } = options
    if (state !== undefined && !OUTBOX_STATES.some(known => known === state))
      refuse('field-wrong', `No message is "${state}".`, { field: '--state', mend: `One of ${OUTBOX_STATES.join(', ')}.` })
    await inPlace(
      'outbox',
      options,
      place => outboxList(place, { state: options.state }),
      lines => lines.map(l => `${l.state} ${l.client}: ${l.step} (${l.key})${l.lastError ? ` ${l.lastError}` : ''}`).join('\n'),
    )
  })
}
