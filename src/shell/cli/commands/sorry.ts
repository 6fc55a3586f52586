import type { Command } from 'commander'
import type { SorryLine } from '../../views/sorry.ts'
import { type Common, common, inPlace } from '../in-place.ts'
import { plainAmounts } from '../print.ts'

interface Options extends Common {
  readonly send?: true
  readonly said?: true
  readonly notNeeded?: true
}

export function define(program: Command): void {
  common(
    program
      .command('sorry')
      .argument('[client]', 'name or id')
      .option('--send', 'let the apology leave with the next run')
      .option('--said', 'you have apologised by phone')
      .option('--not-needed', 'no apology is needed; the reminder is taken back all the same'),
  ).action(run)
}

const sentence = (l: SorryLine): string =>
  `${l.name}: reminded on ${l.sentOn} of ${l.numbers.join(', ')}; ${plainAmounts(l.paid)} had come on ${l.paidOn} (${l.failed.gate}: ${l.failed.code})`

async function run(asked: string | undefined, options: Options): Promise<void> {
  const [{ sorryOffers }, { sendSorry, sorryPreview, sorrySaid }, { findClient }, { refuse }] = await Promise.all([
    import('../../views/sorry.ts'),
    import('../../acts/sorry.ts'),
    import('../../acts/find.ts'),
    import('../../../core/fault.ts'),
  ])
  if (asked === undefined) {
    if (options.send || options.said || options.notNeeded) refuse('field-missing', 'Say to whom.', { field: 'client' })
    return inPlace('sorry', options, sorryOffers, lines => lines.map(sentence).join('\n') || 'Nobody was reminded of money that had come.')
  }
  const client = async (place: Parameters<typeof findClient>[0]): Promise<string> => (await findClient(place, asked)).id
  if (options.send)
    return inPlace('sorry', options, async place => sendSorry(place, { client: await client(place) }), done => `The apology to ${done.client} leaves with the next run.`) // biome-ignore format: one line
  if (options.said || options.notNeeded) {
    const how = options.said ? 'phone' : 'not-needed'
    return inPlace('sorry', options, async place => sorrySaid(place, { client: await client(place), how }), () => 'The reminder is taken back.') // biome-ignore format: one line
  }
  return inPlace(
    'sorry',
    options,
    async place => {
      const { line, mail } = await sorryPreview(place, await client(place))
      return { line, subject: mail.subject, text: mail.text, to: mail.to }
    },
    shown => `${sentence(shown.line)}\n\n${shown.subject}\n\n${shown.text}`,
  )
}
