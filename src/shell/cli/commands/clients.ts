import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'
import { plainAmounts } from '../print.ts'

interface Options extends Common {
  readonly open?: true
}

export function define(program: Command): void {
  common(program.command('clients').option('--open', 'only those with something open')).action(async (options: Options) => {
    const { clientList } = await import('../../views/lists.ts')
    await inPlace(
      'clients',
      options,
      async place => (await clientList(place, { sort: 'name', show: options.open ? 'open' : 'all', offset: 0, limit: Infinity })).rows,
      rows =>
        rows.map(r => `${r.name} (${r.id}): ${plainAmounts(r.open) || '0'}${r.lateDays ? `, ${r.lateDays} days late` : ''}`).join('\n'),
    )
  })
}
