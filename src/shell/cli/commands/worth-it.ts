import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { WorthRequest } from '../../economics/worth-request.ts'
import { printJson } from '../command.ts'

interface Options extends WorthRequest {
  readonly currency: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('worth-it')
    .requiredOption('--owed <amount>', 'what is owed')
    .requiredOption('--age <days>', 'days past due')
    .option('--fee <rate>', "the agency's share of what it collects, 0.3 or 30%")
    .option('--collected <amount>', 'what an agency would collect')
    .option('--relation <amount>', 'what the relation is worth')
    .option('--margin <amount>', 'margin a year, from which that follows …')
    .option('--retention <rate>', '… with the share of clients that stay a year')
    .option('--still-client <rate>', 'the chance that a client this late is still one')
    .option('--capital-cost <rate>', 'yearly cost of capital')
    .option('--tax-relief <rate>', 'what a write-off brings back of what is owed')
    .option('--reputation <amount>', 'what an enemy would cost your name')
    .option('--without <way>', 'a way that is not open (again for more)', collect)
    .option('--used <way>', 'a way that was used already (again for more)', collect)
    .option('--set <name=number>', 'another assumption, call.boost=1.6 (again for more)', collect)
    .option('--currency <code>', 'of the claim: its decimals, and what our own costs are reckoned in', 'EUR')
    .option('--json', 'print one JSON object')
    .action(async ({ currency, json, ...request }: Options) => {
      if (!/^[A-Z]{3}$/.test(currency))
        return refuse('currency-unreadable', `"${currency}" is not a currency.`, {
          field: 'currency',
          mend: 'Write three letters, like EUR.',
        })
      const [{ worthInputFrom }, { worthJson, worthText }, { worthOf }] = await Promise.all([
        import('../../economics/worth-request.ts'),
        import('../../economics/worth-json.ts'),
        import('../../../core/economics/worth.ts'),
      ])
      const input = worthInputFrom({ ...request, currency })
      const worth = worthOf(input)
      if (json) printJson(worthJson(worth, input, currency))
      else process.stdout.write(worthText(worth, input, currency))
    })
}
