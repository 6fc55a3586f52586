import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly by?: string
  readonly reason?: string
  readonly offered?: string | true
}

export function define(program: Command): void {
  common(
    program
      .command('untried')
      .argument('<client>', 'whose checklist')
      .argument('[item]', 'the line that is left out, as the desk names it')
      .option('--by <name>', 'who leaves it out')
      .option('--reason <words>', 'why')
      .option('--offered [words]', 'instead: another way to pay was offered in words'),
  ).action(async (client: string, item: string | undefined, options: Options) => {
    const { anotherWayOffered, skipUntried } = await import('../../acts/desk-words.ts')
    const { offered, by, reason } = options
    await inPlace(
      'untried',
      options,
      place => {
        if (offered !== undefined) return anotherWayOffered(place, { client, ...(offered === true ? {} : { note: offered }) })
        if (item === undefined) return refuse('field-missing', 'Say which line is left out, or --offered.', { field: 'item' })
        return skipUntried(place, { client, item, by, reason })
      },
      () => 'Kept.',
    )
  })
}
