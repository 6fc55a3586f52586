import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly propose?: string
  readonly days?: string
  readonly deposit?: string
}

export function define(program: Command): void {
  common(
    program
      .command('terms')
      .argument('<client>', 'whose terms')
      .option('--propose <what>', 'keep, relax, tighten, deposit or prepay; else what their own record proposes')
      .option('--days <days>', 'days to pay')
      .option('--deposit <percent>', 'part that is paid beforehand'),
  ).action(async (client: string, options: Options) => {
    const { setTerms } = await import('../../acts/desk-words.ts')
    const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
    await inPlace(
      'terms',
      options,
      place => setTerms(place, { client, proposal: options.propose, days: number(options.days), depositPercent: number(options.deposit) }),
      ({ proposal, termsDays, letter }) => `${proposal}: ${termsDays} days from now on.\n\n${letter.text}`,
    )
  })
}
