import type { Command } from 'commander'
import type { WholeRecord } from '../../desk/own-record.ts'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('learned')).action(async (options: Common) => {
    const { wholeRecordOf } = await import('../../desk/own-record.ts')
    const { trialCounts } = await import('../../desk/trials.ts')
    await inPlace('learned', options, async place => wholeRecordOf(await trialCounts(place)), textOf)
  })
}

const textOf = ({ lines }: WholeRecord): string =>
  lines
    .map(
      l =>
        `${l.way} from ${l.from} days: ${l.paid} of ${l.trials} paid${l.drawn.trials > 0 ? `; drawn by lot ${l.drawn.paid} of ${l.drawn.trials}` : ''}`,
    )
    .join('\n') || 'Nothing has come to its end yet.'
