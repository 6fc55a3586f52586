import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly saidBy?: string
  readonly end?: string
}

export function define(program: Command): void {
  common(
    program
      .command('prevention')
      .argument('<client>', 'id, reference or name')
      .argument('[answer]', 'what they said')
      .option('--said-by <name>', 'who said so')
      .option('--end <id>', 'it is so no longer'),
  ).action(async (client: string, answer: string | undefined, options: Options) => {
    const { endPrevention, keepPrevention } = await import('../../acts/prevention.ts')
    const { clientFactsOf } = await import('../../views/client.ts')
    const { preventionOn } = await import('../../views/invoice.ts')
    const { findClient } = await import('../../acts/find.ts')
    await inPlace(
      'prevention',
      options,
      async place => {
        if (options.end !== undefined) await endPrevention(place, { id: options.end })
        else if (answer !== undefined) await keepPrevention(place, { client, answer, saidBy: options.saidBy })
        return preventionOn(await clientFactsOf(place, (await findClient(place, client)).id), place.by.today)
      },
      answers => answers.map(a => `${a.saidOn} ${a.saidBy ?? ''}: ${a.answer} (${a.id})`).join('\n') || 'Nothing was said yet.',
    )
  })
}
