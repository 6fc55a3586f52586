import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'
import { writeWhole } from '../write-whole.ts'

interface Options {
  readonly out?: string
  readonly without?: readonly string[]
  readonly language?: string
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('dossier')
    .argument('<client>', 'name, id or reference')
    .option('--out <file>', 'where to write it; else under its own name, here')
    .option(
      '--without <part>',
      'leave a part out: replies, reasons, promises, plans, disputes, agreements, calls, contacts, wording (again for more)',
      collect,
    )
    .option('--language <code>', 'language of the PDF; else the firm’s')
    .option('--on <day>', 'as things stand, on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (client: string, options: Options) => {
      const [{ withPlace }, { makeDossier }, { openPaper }] = await Promise.all([
        import('../open.ts'),
        import('../../acts/dossier.ts'),
        import('../../acts/attach.ts'),
      ])
      await withPlace({ ...options, what: 'dossier' }, async place => {
        const result = await makeDossier(place, { client, without: options.without, language: options.language })
        const file = options.out ?? result.name
        const { pieces } = await openPaper(place, result.documentId)
        await writeWhole(at(file), pieces).catch((error: NodeJS.ErrnoException) =>
          refuse(
            'file-not-written',
            `The file cannot be written (${error.code ?? error.message}); the dossier is kept among the client’s papers.`,
            { file },
          ),
        )
        if (options.json) printJson({ ...result, file })
        else
          process.stdout.write(
            `${file}: ${result.files} files\nseal ${result.seal}\n${result.unreadable.map(u => `could not be bound in, enclosed as it is: ${u}\n`).join('')}`,
          )
      })
    })
}
