import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly found?: readonly string[]
  readonly offer?: readonly string[]
  readonly note?: string
}

export function define(program: Command): void {
  common(
    program
      .command('turn')
      .argument('<client>', 'id, reference or name')
      .option('--found <item=state...>', 'what you looked at, and how it is')
      .option('--offer <way...>', 'other ways to pay that the next letter offers')
      .option('--note <text>', 'what was seen'),
  ).action(async (client: string, options: Options) => {
    const { turnRoles } = await import('../../acts/turn-roles.ts')
    const { turnedView } = await import('../../views/turned.ts')
    const { findClient } = await import('../../acts/find.ts')
    const { found = [], offer = [], note } = options
    const pairs = found.map(pair => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as const)
    await inPlace(
      'turn',
      options,
      async place => {
        if (pairs.length > 0) await turnRoles(place, { client, found: Object.fromEntries(pairs), offers: offer, note })
        return turnedView(place, (await findClient(place, client)).id)
      },
      ({ items, turned, ways }) =>
        [
          ...items.map(i => `${turned?.found[i.item] ?? `? (known: ${i.known})`}  ${i.item}`),
          turned
            ? `Looked at on ${turned.on}; the letter offers: ${turned.offers.join(', ') || 'nothing more'}.`
            : `Ways to offer: ${ways.join(', ')}.`,
        ].join('\n'),
    )
  })
}
