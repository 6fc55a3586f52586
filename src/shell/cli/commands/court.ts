import type { Command } from 'commander'
import type { CourtSheet } from '../../views/court-sheet.ts'
import type { Place } from '../../workspace.ts'
import { printJson } from '../command.ts'
import { plain, plainAmounts } from '../print.ts'

interface Options {
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
  readonly fee?: string
  readonly source?: string
  readonly over?: string
  readonly upTo?: string
  readonly since?: string
  readonly dropFee?: string
}

export function define(program: Command): void {
  program
    .command('court')
    .argument('<client>', 'name, id or reference')
    .argument('[procedure]', 'its code; none: those that could be for this client')
    .option('--fee <amount>', 'you read what the court asks: the fee, with --source')
    .option('--source <where>', 'where it is written')
    .option('--drop-fee <id>', 'take back what you said of a fee')
    .option('--over <amount>', 'for claims of more than this')
    .option('--up-to <amount>', 'and up to this')
    .option('--since <day>', 'from this day on; else today')
    .option('--on <day>', 'as things stand, on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (client: string, code: string | undefined, options: Options) => {
      const [{ withPlace }, { findClient }, { courtSheet }, { deskView }] = await Promise.all([
        import('../open.ts'),
        import('../../acts/find.ts'),
        import('../../views/court-sheet.ts'),
        import('../../views/desk.ts'),
      ])
      await withPlace({ ...options, what: 'court' }, async place => {
        const { id } = await findClient(place, client)
        if (options.dropFee !== undefined) await (await import('../../acts/court-fee.ts')).dropCourtFee(place, { id: options.dropFee })
        if (code !== undefined) {
          if (options.fee !== undefined) await fee(place, id, code, options.fee, options)
          const sheet = await courtSheet(place, id, code)
          if (options.json) printJson(plain(sheet))
          else process.stdout.write(sheetText(sheet))
          return
        }
        const { courts } = await deskView(place, id)
        if (options.json) printJson(plain({ courts }))
        else
          process.stdout.write(
            courts.map(c => `${c.code}: ${c.name}${c.against.length > 0 ? ` (${c.against.join(', ')})` : ''}\n`).join('') ||
              'Not prepared for this country.\n',
          )
      })
    })
}

/** The firm's own word on the fee of the court that this client is under. */
async function fee(place: Place, clientId: string, code: string, amount: string, { source, over, upTo, since }: Options): Promise<void> {
  const [{ sayCourtFee }, { courtSheet }] = await Promise.all([import('../../acts/court-fee.ts'), import('../../views/court-sheet.ts')])
  const { country } = await courtSheet(place, clientId, code)
  await sayCourtFee(place, { court: code, fee: amount, writtenIn: source ?? '', over, upTo, since, country: country ?? undefined })
}

const sheetText = (sheet: CourtSheet): string =>
  `${[
    `${sheet.name}: ${sheet.client}`,
    `${sheet.form}, ${sheet.where}`,
    'Prepared, not filed. Not legal advice.',
    sheet.fee
      ? `fee: ${plainAmounts([sheet.fee.amount])} (${[sheet.fee.since && `since ${sheet.fee.since}`, sheet.fee.source, sheet.fee.confidence].filter(Boolean).join('; ')})`
      : 'fee: not known here',
    ...(sheet.against.length > 0 ? [`against it: ${sheet.against.join(', ')}`] : []),
    '',
    ...sheet.lines.map(l => `${l.label}: ${l.value || (l.byHand ? '(by hand)' : '(not known)')}${l.note ? `\n    ${l.note}` : ''}`),
    '',
    ...sheet.remarks,
    `${sheet.source} (${sheet.asOf}, ${sheet.confidence})`,
  ].join('\n')}\n`
