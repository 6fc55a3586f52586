import type { Command } from 'commander'
import type { PayResult } from '../../acts/pay.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly amount?: string
  readonly with?: string[]
  readonly on?: string
  readonly means?: string
  readonly reference?: string
  readonly currency?: string
  readonly undo?: string
  readonly yes?: true
  readonly json?: true
  readonly workspace?: string
  readonly today?: string
}

export function define(program: Command): void {
  program
    .command('pay')
    .argument('[invoice-or-client]', 'number of the invoice, or name of the client')
    .argument('[amount]', 'what came in, as 1234.50; else all that is open')
    .option('--amount <amount>', 'the same, as an option')
    .option('--with <invoice...>', 'further invoices of the same client that it pays')
    .option('--on <day>', 'value day; else today')
    .option('--means <means>', 'transfer, card, cheque, cash …')
    .option('--reference <text>', 'what the payer wrote')
    .option('--currency <code>', 'where a client owes in several')
    .option('--undo <payment>', 'take a payment back')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--today <day>', 'as if today were this day')
    .action(async (target: string | undefined, amount: string | undefined, options: Options) => {
      const { withPlace } = await import('../open.ts')
      const { pay, payTarget, undoPayment } = await import('../../acts/pay.ts')
      const { refuse } = await import('../../../core/fault.ts')
      const { with: others = [], on, means, reference, currency, json, workspace, today, undo } = options
      await withPlace({ workspace, on: today, what: 'pay' }, async place => {
        if (undo !== undefined) {
          const undone = await undoPayment(place, undo)
          return json ? printJson(undone) : void process.stdout.write('The payment is taken back.\n')
        }
        if (target === undefined)
          return refuse('field-missing', 'Say what was paid: an invoice or a client.', { mend: 'dunwell pay F-2026-12' })
        const whom = await payTarget(place, target)
        const invoices = whom.invoices ? [...whom.invoices, ...others] : others.length > 0 ? others : undefined
        const done = await pay(place, { ...whom, invoices, amount: amount ?? options.amount, on, means, reference, currency })
        return json ? printJson(done) : printPaid(done)
      })
    })
}

function printPaid(done: PayResult): void {
  const rest = done.invoices.map(i => `${i.number}: ${i.open} open`).join(', ')
  process.stdout.write(`${done.amount} ${done.currency} from ${done.client} on ${done.paidOn}.${rest === '' ? '' : ` ${rest}.`} `)
  process.stdout.write(`${done.clientOpen} ${done.currency} open in all.\n`)
  if (done.unapplied !== '0' && /[1-9]/.test(done.unapplied))
    process.stdout.write(`${done.unapplied} ${done.currency} is more than was owed.\n`)
  if (done.twice) process.stdout.write('A payment of the same day and amount was there already: was it recorded twice?\n')
  if (done.withdrawn > 0) process.stdout.write(`${done.withdrawn} queued to this client withdrawn.\n`)
  process.stdout.write(`To take it back: dunwell pay --undo ${done.paymentId}\n`)
}
