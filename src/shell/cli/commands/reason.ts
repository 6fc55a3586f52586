import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly saidBy?: string
  readonly words?: string
  readonly until?: string
  readonly invoice?: string
  readonly cause?: string
}

export function define(program: Command): void {
  common(
    program
      .command('reason')
      .argument('<client>', 'id, reference or name')
      .argument(
        '<reason>',
        'cash-flow, embarrassment, dispute, familiarity, pays-others-first, unappreciated, forgot, wrong-contact, unknown',
      )
      .option('--said-by <name>', 'who said so')
      .option('--words <text>', 'in their words')
      .option('--until <day>', 'forgotten after this day')
      .option('--invoice <number>', 'what they contest, where it is a dispute')
      .option('--cause <cause>', 'about what: order, delivery, quality, price, not-mine, other'),
  ).action(async (client: string, reason: string, options: Options) => {
    const { recordReason } = await import('../../acts/reason.ts')
    const { saidBy, words, until, invoice, cause } = options
    await inPlace(
      'reason',
      options,
      place => recordReason(place, { client, reason, saidBy, words, until, invoice, cause }),
      kept => `Kept until ${kept.until}: ${kept.reason}.`,
    )
  })
}
