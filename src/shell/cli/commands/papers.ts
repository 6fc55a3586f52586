import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { DuePaper } from '../../acts/forget-paper.ts'
import type { Place } from '../../workspace.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly client?: string
  readonly invoice?: string
  readonly agreement?: string
  readonly kind?: string
  readonly name?: string
  readonly glass?: true
  readonly reason?: string
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('papers')
    .argument('<what>', 'scan, offload, due, forget')
    .argument('[id]', 'forget: the paper')
    .option('--client <name>', 'scan: the client it belongs to')
    .option('--invoice <number>', 'scan: the invoice it belongs to')
    .option('--agreement <id>', 'scan: the agreement it belongs to')
    .option('--kind <kind>', 'scan: order, delivery, receipt, acceptance, agreement, other')
    .option('--name <name>', 'scan: what it is to be called')
    .option('--glass', 'scan: from the glass instead of the feeder')
    .option('--reason <words>', 'forget: why')
    .option('--on <day>', 'as if today were this day')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (what: string, id: string | undefined, options: Options) => {
      const { withPlace } = await import('../open.ts')
      await withPlace({ workspace: options.workspace, on: options.on, what: 'papers' }, async place => {
        const result = await answer(place, what, id ?? '', options)
        if (options.json) printJson(result)
        else process.stdout.write(textOf(what, result))
      })
    })
}

async function answer(place: Place, what: string, id: string, o: Options): Promise<object> {
  const { client, invoice, agreement, kind, name } = o
  const does: Record<string, () => Promise<object>> = {
    scan: async () =>
      (await import('../../acts/scan.ts')).scan(place, { client, invoice, agreement, kind, name, source: o.glass ? 'platen' : 'feeder' }),
    offload: async () => (await import('../../papers/offload.ts')).offloadPapers(place),
    due: async () => ({ papers: await (await import('../../acts/forget-paper.ts')).papersDue(place) }),
    forget: async () => (await import('../../acts/forget-paper.ts')).forgetPaper(place, { paper: id, reason: o.reason ?? '' }),
  }
  const run = does[what]
  return run ? run() : refuse('what-unknown', `"${what}" is nothing to do here.`, { mend: `Say one of ${Object.keys(does).join(', ')}.` })
}

function textOf(what: string, result: object): string {
  if (what !== 'due') return `${JSON.stringify(result, null, 2)}\n`
  const { papers } = result as { papers: readonly DuePaper[] } // the answer above
  const lines = papers.map(p => `${p.dueOn}  ${p.name}  ${p.id}${p.staysFor ? `  stays: ${p.staysFor}` : ''}`)
  return `${lines.length === 0 ? 'No paper is due to be forgotten.' : lines.join('\n')}\n`
}
