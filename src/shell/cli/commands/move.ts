import type { Command } from 'commander'
import { printJson } from '../command.ts'

interface Options {
  readonly to: string
  readonly cancel?: true
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('move')
    .requiredOption('--to <store>', 'the address of a PostgreSQL database, or a file')
    .option('--cancel', 'take a move back that was cut off before anything arrived')
    .option('--workspace <name>', 'which firm, where the store holds several')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { configFrom } = await import('../../config.ts')
  const { cliActor, openStore } = await import('../open.ts')
  const { enterWorkspace } = await import('../../workspace.ts')
  const { systemClock } = await import('../../clock.ts')
  const { moveStore, cancelMove } = await import('../../acts/move-store.ts')
  const { safetyCopy } = await import('../../acts/backup.ts')
  const isDatabase = /^postgres(ql)?:/.test(options.to)
  const here = configFrom(process.env)
  const from = await openStore(here, 'move', true)
  try {
    const there = { ...here, databaseUrl: isDatabase ? options.to : undefined, store: options.to }
    const to = await openStore(there, 'move', true)
    try {
      const place = await enterWorkspace(from, systemClock, cliActor(), 'command line', options.workspace, true)
      if (options.cancel) {
        const done = await cancelMove(place, to)
        return options.json ? printJson(done) : void process.stdout.write('The firm stays where it is.\n')
      }
      const kept = await safetyCopy(place, here)
      const moved = await moveStore(place, to)
      if (options.json) return printJson({ ...moved, kept })
      process.stdout.write(
        [
          moved.wasFinished
            ? `The move to ${moved.to} is finished.`
            : `Moved ${moved.rows} rows from ${moved.from} to ${moved.to}, equal to the row. What was here is kept as ${kept}.`,
          `${moved.people} people sign in there as before. The file "secret" beside the store opens their sessions and the passwords of your mail servers: keep it with the new store.`,
          'Start Dunwell with that store from now on.',
          '',
        ].join('\n'),
      )
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}
