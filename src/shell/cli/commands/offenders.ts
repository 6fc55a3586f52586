import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('offenders')).action(async (options: Common) => {
    const { offendersView } = await import('../../views/offenders.ts')
    await inPlace(
      'offenders',
      options,
      async place => (await offendersView(place)).lines,
      lines =>
        lines
          .map(l => {
            const costs = l.costs.map(c => `${c.days} days, ${c.capitalMinor} ${c.currency} (minor units) of capital`).join('; ')
            return `${l.name}: ${l.lateInvoices} of ${l.dueInvoices} invoices late, ${l.averageDays} days on average; ${costs}; ${l.minutes} minutes`
          })
          .join('\n') || 'Nobody has the habit of paying late.',
    )
  })
}
