import type { Command } from 'commander'
import type { InvoiceRow } from '../../views/overview.ts'
import { type Common, common, inPlace } from '../in-place.ts'
import { plainAmounts } from '../print.ts'

interface Options extends Common {
  readonly open?: true
}

/** Amounts beside their currency, so that `--json` writes them as decimal text. */
function lineOf({ totalMinor, openMinor, currency, ...row }: InvoiceRow) {
  return { ...row, total: { minor: totalMinor, currency }, open: { minor: openMinor, currency } }
}

export function define(program: Command): void {
  common(program.command('invoices').option('--open', 'only those with something open')).action(async (options: Options) => {
    const { invoiceList } = await import('../../views/lists.ts')
    await inPlace(
      'invoices',
      options,
      async place =>
        (await invoiceList(place, { sort: 'due', show: options.open ? 'open' : 'all', offset: 0, limit: Infinity })).rows.map(lineOf),
      rows =>
        rows
          .map(r => `${r.number} ${r.clientName}: due ${r.dueOn}, ${plainAmounts([r.open])} of ${plainAmounts([r.total])}, ${r.state}`)
          .join('\n'),
    )
  })
}
