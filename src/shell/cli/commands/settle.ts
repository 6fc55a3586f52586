import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly pay?: string
  readonly discount?: string
  readonly currency?: string
  readonly by?: string
  readonly way?: string
  readonly name?: string
  readonly document?: string
  readonly override?: string
  readonly reason?: string
  readonly accept?: true
  readonly withdraw?: true
  readonly credit?: string
  readonly lapsed?: true
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('settle')
    .argument('<client-or-offer>', 'the client to make an offer to; with --accept, --withdraw, --credit or --lapsed the offer’s id')
    .option('--pay <amount>', 'what is to be paid')
    .option('--discount <percent>', 'or the discount')
    .option('--currency <code>', 'which claim, where the client owes in several currencies')
    .option('--by <day>', 'the last day, 14 days from now where none is said')
    .option('--override <name>', 'who allows what the rules do not')
    .option('--reason <words>', 'why')
    .option('--way <way>', 'email or post; by e-mail where there is an address')
    .option('--accept', 'they accepted')
    .option('--name <name>', 'with --accept: who said so')
    .option('--document <id>', 'with --accept: the letter they signed, a paper of the client')
    .option('--withdraw', 'take the offer back')
    .option('--credit <number>', 'write the credit note of the remainder, under this number')
    .option('--lapsed', 'write the letter that the offer has ended')
    .option('--on <day>', 'as things stand, on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (named: string, options: Options) => {
      const chosen = [options.accept, options.withdraw, options.credit, options.lapsed].filter(o => o !== undefined)
      if (chosen.length > 1) refuse('one-at-a-time', 'Do one thing with an offer at a time.', { field: 'offer' })
      const [{ withPlace }, acts] = await Promise.all([import('../open.ts'), import('../../acts/settle-offer.ts')])
      await withPlace({ ...options, what: 'settle' }, async place => {
        const offer = { offer: named }
        const result = options.accept
          ? await acts.acceptSettlement(place, { ...offer, by: options.name, document: options.document })
          : options.withdraw
            ? await acts.withdrawSettlement(place, offer)
            : options.lapsed
              ? await acts.lapsedLetter(place, offer)
              : options.credit !== undefined
                ? await acts.creditSettlement(place, { ...offer, number: options.credit })
                : await acts.offerSettlement(place, {
                    client: named,
                    pay: options.pay,
                    discount: options.discount,
                    currency: options.currency,
                    deadline: options.by,
                    by: options.way,
                    overrideBy: options.override,
                    reason: options.reason,
                  })
        if (options.json) printJson(result)
        else process.stdout.write(`${Object.entries(result).map(([key, value]) => `${key}: ${typeof value === 'object' && value !== null ? JSON.stringify(value) : value}`).join('\n')}\n`) // biome-ignore format: one line a field
      })
    })
}
