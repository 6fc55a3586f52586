import { type Command, Option } from 'commander'
import { CLIENT_KINDS } from '../../../core/facts/nouns/people.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly client: string
  readonly number: string
  readonly total: string
  readonly issued?: string
  readonly due?: string
  readonly termsDays?: string
  readonly currency?: string
  readonly subject?: string
  readonly reference?: string
  readonly order?: string
  readonly email?: string
  readonly kind?: (typeof CLIENT_KINDS)[number]
  readonly country?: string
  readonly vatId?: string
  readonly yes?: true
  readonly json?: true
  readonly workspace?: string
  readonly on?: string
}

export function define(program: Command): void {
  const invoice = program.command('invoice')
  invoice
    .command('add')
    .requiredOption('--client <name>', 'who owes it; a new name is a new client')
    .requiredOption('--number <number>', 'the invoice number')
    .requiredOption('--total <amount>', 'with tax, as 1234.50')
    .option('--issued <day>', 'invoice date; else today')
    .option('--due <day>', 'due date; else from --terms-days or the client’s terms')
    .option('--terms-days <days>', 'due so many days after the invoice date')
    .option('--currency <code>', 'ISO 4217; else the firm’s')
    .option('--subject <text>', 'what for')
    .option('--reference <text>', 'payment reference')
    .option('--order <number>', 'the client’s order number')
    .option('--email <address>', 'of a new client')
    .addOption(new Option('--kind <kind>', 'kind of a new client').choices([...CLIENT_KINDS]))
    .option('--country <code>', 'country of a new client')
    .option('--vat-id <id>', 'VAT id of a new client')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--on <day>', 'as if today were this day')
    .exitOverride()
    .action(async (options: Options) => {
      const { withPlace } = await import('../open.ts')
      const { addInvoice } = await import('../../acts/add-invoice.ts')
      const { issued, due, termsDays, order, json, workspace, on, yes: _yes, ...rest } = options
      const terms = termsDays === undefined ? undefined : Number(termsDays)
      await withPlace({ workspace, on, what: 'invoice' }, async place => {
        const added = await addInvoice(place, { ...rest, issuedOn: issued, dueOn: due, termsDays: terms, orderNumber: order })
        if (json) return printJson(added)
        const whose = added.isNewClient ? `${added.client}, a new client` : added.client
        process.stdout.write(`${added.number}: ${added.total} ${added.currency}, due ${added.dueOn}, owed by ${whose}.\n`)
      })
    })
}
