import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { RunResult } from '../../acts/run.ts'
import { printJson } from '../command.ts'

interface Options {
  readonly on?: string
  readonly dryRun?: true
  readonly send: boolean
  readonly workers?: string
  readonly workspace?: string
  readonly yes?: true
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('run')
    .option('--on <day>', 'stand on this day: its whole day is gone through')
    .option('--dry-run', 'say everything, write and send nothing')
    .option('--no-send', 'decide and write it down; nothing leaves')
    .option('--workers <n>', 'lines to the mail server at once, 1 to 5', '1')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      const { withPlace } = await import('../open.ts')
      const { run } = await import('../../acts/run.ts')
      const { configFrom } = await import('../../config.ts')
      const { plain } = await import('../print.ts')
      const { dryRun = false, send } = options
      const workers = Number(options.workers)
      if (!Number.isInteger(workers) || workers < 1 || workers > 5)
        refuse('field-wrong', `"${options.workers}" is not a number of lines from 1 to 5.`, { field: '--workers' })
      const result = await withPlace({ ...options, what: 'run' }, place =>
        run(place, configFrom(process.env), { dryRun, send, wholeDay: options.on !== undefined, workers }),
      )
      if (options.json) printJson(plain(result))
      else process.stdout.write(textOf(result))
    })
}

function textOf({ sweep, performed }: RunResult): string {
  const lines = [
    `${sweep.on}: ${sweep.clients} clients, ${sweep.acts} to contact, ${sweep.holds} left in peace.`,
    ...(sweep.dryRun
      ? sweep.decisions.map(({ name, decision: { outcome } }) =>
          outcome.kind === 'act'
            ? `  ${name}: ${outcome.step} by ${outcome.channel}`
            : `  ${name}: ${outcome.obstacles.map(o => o.code).join(', ')}`,
        )
      : [
          `${sweep.changed} answers changed, ${sweep.queued} messages and ${sweep.tasks} tasks new, ${sweep.withdrawn} messages withdrawn.`,
        ]),
    ...sweep.faults.map(f => `! ${f.name}: ${f.message}`),
    ...performed.flatMap(p => [
      ...Object.entries(p.counts).flatMap(([state, n]) => (n > 0 ? [`  ${n} ${state}`] : [])),
      ...(p.stopped ? [`  stopped: ${p.stopped}`] : []),
      ...p.problems.map(problem => `! ${problem}`),
    ]),
  ]
  return `${lines.join('\n')}\n`
}
