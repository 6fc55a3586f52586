import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly to: string
  readonly step?: string
  readonly reason?: string
}

export function define(program: Command): void {
  common(
    program
      .command('move')
      .argument('[client]', 'id, reference or name; none: the whole firm moves to another store')
      .option('--step <id>', 'the policy’s step; else the one that is due')
      .requiredOption('--to <day|store>', 'the new day; without a client the address of a PostgreSQL database, or a file')
      .option('--reason <text>', 'why'),
  ).action(async (client: string | undefined, options: Options) => {
    if (client === undefined) return moveFirm(options)
    const { move } = await import('../../acts/steer.ts')
    await inPlace(
      'move',
      options,
      place => move(place, { client, to: options.to, step: options.step, reason: options.reason }),
      ({ step }) => `Moved: ${step ?? 'the next step'} to ${options.to}`,
    )
  })
}

/** `dunwell move --to STORE`: the firm leaves this store for another. */
async function moveFirm(options: Options): Promise<void> {
  const { configFrom } = await import('../../config.ts')
  const { openStore } = await import('../open.ts')
  const { moveStore } = await import('../../acts/move-store.ts')
  const isDatabase = /^postgres(ql)?:/.test(options.to)
  const config = configFrom({ ...process.env, DUNWELL_DATABASE_URL: isDatabase ? options.to : undefined, DUNWELL_STORE: options.to })
  const to = await openStore(config, 'move')
  try {
    await inPlace(
      'move',
      options,
      place => moveStore(place, to),
      moved => `Moved ${moved.rows} rows from ${moved.from} to ${moved.to}. Start Dunwell with that store from now on.`,
    )
  } finally {
    await to.close()
  }
}
