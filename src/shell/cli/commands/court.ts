import type { Command } from 'commander'
import type { CourtSheet } from '../../views/court-sheet.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('court')
    .argument('<client>', 'name, id or reference')
    .argument('[procedure]', 'its code; none: those that could be for this client')
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
        if (code !== undefined) {
          const sheet = await courtSheet(place, id, code)
          if (options.json) printJson(sheet)
          else process.stdout.write(sheetText(sheet))
          return
        }
        const { courts } = await deskView(place, id)
        if (options.json) printJson({ courts })
        else
          process.stdout.write(
            courts.map(c => `${c.code}: ${c.name}${c.against.length > 0 ? ` (${c.against.join(', ')})` : ''}\n`).join('') ||
              'Not prepared for this country.\n',
          )
      })
    })
}

const sheetText = (sheet: CourtSheet): string =>
  `${[
    `${sheet.name}: ${sheet.client}`,
    `${sheet.form}, ${sheet.where}`,
    'Prepared, not filed. Not legal advice.',
    ...(sheet.against.length > 0 ? [`against it: ${sheet.against.join(', ')}`] : []),
    '',
    ...sheet.lines.map(l => `${l.label}: ${l.value || (l.byHand ? '(by hand)' : '(not known)')}${l.note ? `\n    ${l.note}` : ''}`),
    '',
    ...sheet.remarks,
    `${sheet.source} (${sheet.asOf}, ${sheet.confidence})`,
  ].join('\n')}\n`
