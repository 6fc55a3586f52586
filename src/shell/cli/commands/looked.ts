import type { Command } from 'commander'
import { printJson } from '../command.ts'

interface Options {
  readonly account?: string
  readonly paid?: string[]
  readonly yes?: true
  readonly json?: true
  readonly workspace?: string
  readonly on?: string
}

export function define(program: Command): void {
  program
    .command('looked')
    .argument('[day]', 'every payment up to this day is recorded; else today')
    .option('--account <iban>', 'which account')
    .option('--paid <client...>', 'who has paid all that had fallen due by then: the payments are recorded too')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--on <day>', 'as if today were this day')
    .action(async (upTo: string | undefined, { account, paid, json, workspace, on }: Options) => {
      const { withPlace } = await import('../open.ts')
      const { looked } = await import('../../acts/looked.ts')
      await withPlace({ workspace, on, what: 'looked' }, async place => {
        const seen = await looked(place, upTo ?? place.by.today, account, paid)
        if (json) printJson(seen)
        else {
          const { length } = seen.paymentIds
          if (length > 0) process.stdout.write(`Recorded ${length} ${length === 1 ? 'payment' : 'payments'}.\n`)
          process.stdout.write(`Payments are recorded up to ${seen.upTo}.\n`)
        }
      })
    })
}
