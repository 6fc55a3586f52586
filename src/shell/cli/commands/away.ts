import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly standIn?: string
  readonly from?: string
  readonly until?: string
  readonly back?: true
}

export function define(program: Command): void {
  common(
    program
      .command('away')
      .argument('[colleague]', 'who is away: user id, name or address; none: list who is')
      .option('--stand-in <colleague>', 'who does their work meanwhile')
      .option('--until <day>', 'the last day of the absence')
      .option('--from <day>', 'its first day; else today')
      .option('--back', 'they are back before the day that was said'),
  ).action(async (who: string | undefined, options: Options) => {
    const { absences, away, back } = await import('../../acts/absence.ts')
    if (who === undefined)
      return inPlace(
        'away',
        options,
        async place => ({ absences: await absences(place) }),
        ({ absences: lines }) =>
          lines.map(a => `${a.name} is away from ${a.fromOn} until ${a.untilOn}; ${a.standIn} stands in (${a.id})`).join('\n') ||
          'Nobody is away.',
      )
    if (options.back)
      return inPlace(
        'away',
        options,
        async place => {
          const found = (await absences(place)).find(a => [a.id, a.userId, a.name].includes(who))
          return found ? back(place, { absence: found.id }) : refuse('not-found', `"${who}" is not away.`, { field: 'colleague' })
        },
        () => 'Back: their work is theirs again.',
      )
    const { standIn = '', until: untilOn = '', from: fromOn } = options
    return inPlace(
      'away',
      options,
      place => away(place, { who, standIn, fromOn, untilOn }),
      () => 'Noted: their work is on the list of whoever stands in.',
    )
  })
}
