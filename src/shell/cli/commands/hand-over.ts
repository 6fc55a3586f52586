import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly to?: string
  readonly answerBy?: string
  readonly rules?: string
  readonly final?: true
  readonly without?: readonly string[]
  readonly recall?: string
  readonly breach?: string
  readonly room?: true
  readonly report?: string
  readonly accept?: string
  readonly refuse?: string
  readonly gross?: string
  readonly net?: string
  readonly closeRoom?: string
  readonly followUp?: string
  readonly for?: string
  readonly reported?: string
  readonly said?: string
  readonly amount?: string
  readonly by?: string
  readonly parts?: string
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

export function define(program: Command): void {
  program
    .command('hand-over')
    .argument('<client-or-hand-over>', 'the client to prepare for; with any other option the hand-over’s id')
    .option('--to <name>', 'prepare for this lawyer or agency')
    .option('--answer-by <day>', 'an answer is expected by this day')
    .option('--rules <person>', 'who accepted our rules of conduct there')
    .option('--final', 'hand it over, with its sealed dossier')
    .option('--without <part>', 'leave a part out of the dossier (again for more)', collect)
    .option('--recall <reason>', 'take it back')
    .option('--breach <words>', 'record a breach of the rules')
    .option('--room', 'open a joint room')
    .option('--close-room <room>', 'close a joint room before its day')
    .option('--follow-up <day>', 'somebody here looks after it on this day')
    .option('--for <name>', 'with --follow-up: who')
    .option('--report <file>', 'read a report file')
    .option('--reported <kind>', 'write down one thing they report, of the kinds of a report file')
    .option('--said <words>', 'with --reported: in words')
    .option('--amount <amount>', 'with --reported: how much')
    .option('--by <day>', 'with --reported: a proposal to pay by this day')
    .option('--parts <n>', 'with --reported: in so many monthly parts')
    .option('--accept <report>', 'accept a proposal they brought: it becomes a plan, a promise or a settlement')
    .option('--refuse <report>', 'refuse it')
    .option('--gross <amount>', 'book what was collected')
    .option('--net <amount>', 'book what reached us')
    .option('--on <day>', 'as things stand, on this day')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(async (named: string, options: Options) => {
      const { withPlace } = await import('../open.ts')
      await withPlace({ ...options, what: 'hand-over' }, async place => {
        const result = await doOne(place, named, options)
        if (options.json) printJson(result)
        else process.stdout.write(`${Object.entries(result).map(([key, value]) => `${key}: ${typeof value === 'object' && value !== null ? JSON.stringify(value) : value}`).join('\n')}\n`) // biome-ignore format: one line a field
      })
    })
}

type Place = Parameters<Parameters<typeof import('../open.ts').withPlace>[1]>[0]

async function doOne(place: Place, named: string, options: Options): Promise<object> {
  const [acts, { remit }, reports, { closeRoom, openRoom }, { configFrom }] = await Promise.all([
    import('../../acts/hand-over.ts'),
    import('../../acts/intermediary.ts'),
    import('../../acts/report.ts'),
    import('../../acts/room.ts'),
    import('../../config.ts'),
  ])
  const handOver = named
  if (options.to !== undefined) return acts.prepareHandOver(place, { client: named, to: options.to, answerBy: options.answerBy })
  if (options.rules !== undefined) return acts.acceptRules(place, { handOver, by: options.rules })
  if (options.final) return acts.handOver(place, { handOver, without: options.without })
  if (options.recall !== undefined) return acts.recall(place, { handOver, reason: options.recall })
  if (options.breach !== undefined) return acts.breach(place, { handOver, what: options.breach })
  if (options.room) return openRoom(place, configFrom(process.env).publicUrl, { handOver })
  if (options.closeRoom !== undefined) return closeRoom(place, { room: options.closeRoom })
  if (options.followUp !== undefined) return acts.followUp(place, { handOver, on: options.followUp, to: options.for })
  if (options.reported !== undefined) {
    const { reported: kind, said: words, amount, by, parts } = options
    return reports.reportOne(place, { handOver, kind, on: place.by.today, words, amount, by, parts })
  }
  if (options.report !== undefined) {
    const csv = await readFile(at(options.report), 'utf8').catch((error: NodeJS.ErrnoException) =>
      refuse('file-unreadable', `The file cannot be read (${error.code ?? error.message}).`, { file: options.report ?? '' }),
    )
    return reports.importReport(place, { handOver, csv, file: options.report })
  }
  const answered = options.accept ?? options.refuse
  if (answered !== undefined)
    return reports.answerProposal(place, { handOver, report: answered, answer: options.accept === undefined ? 'refused' : 'accepted' })
  if (options.gross !== undefined || options.net !== undefined) return remit(place, { handOver, gross: options.gross, net: options.net })
  return refuse('field-missing', 'Say what to do: --to NAME prepares a hand-over.', { mend: 'See: dunwell hand-over --help' })
}
