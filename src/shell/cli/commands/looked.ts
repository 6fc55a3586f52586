import type { Command } from 'commander'
import { printJson } from '../command.ts'

interface Options {
  readonly account?: string
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
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--on <day>', 'as if today were this day')
    .action(async (upTo: string | undefined, { account, json, workspace, on }: Options) => {
      const { withPlace } = await import('../open.ts')
      const { looked } = await import('../../acts/looked.ts')
      await withPlace({ workspace, on, what: 'looked' }, async place => {
        const seen = await looked(place, upTo ?? place.by.today, account)
        if (json) printJson(seen)
        else process.stdout.write(`Payments are recorded up to ${seen.upTo}.\n`)
      })
    })
}
