import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'
import { plainAmounts } from '../print.ts'

export function define(program: Command): void {
  common(program.command('client').argument('<client>', 'id, reference or name')).action(async (client: string, options: Common) => {
    const { clientView } = await import('../../views/client.ts')
    const { findClient } = await import('../../acts/find.ts')
    await inPlace(
      'client',
      options,
      async place => clientView(place, (await findClient(place, client)).id),
      view =>
        [
          `${view.name} (${view.id})`,
          ...view.balances.map(b => `  open ${plainAmounts([b.open])}, late ${plainAmounts([b.late])}`),
          ...view.timeline.map(t => `  ${t.on} ${t.what}`),
        ].join('\n'),
    )
  })
}
