import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly ceiling?: string
}

const NO_ACCOUNT = `Your messages name no account to pay to. Enter it: dunwell record firm '{"iban": "…"}'`

export function define(program: Command): void {
  common(program.command('live').option('--ceiling <n>', 'messages a day at most')).action(async (options: Options) => {
    const { live } = await import('../../acts/live.ts')
    await inPlace(
      'live',
      options,
      async place => {
        const phase = await live(place, { ceiling: options.ceiling === undefined ? undefined : Number(options.ceiling) })
        return { ...phase, namesAccount: place.firm.iban !== null }
      },
      ({ ceilingPerDay, namesAccount }) =>
        `Live. Messages a day at most: ${ceilingPerDay ?? 'no limit'}.${namesAccount ? '' : `\n${NO_ACCOUNT}`}`,
    )
  })
}
