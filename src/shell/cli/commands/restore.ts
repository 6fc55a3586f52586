import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly yes?: true
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a backup; or a folder that "dunwell export" wrote')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .action(async (given: string, options: Options) => {
      const found = await stat(at(given)).catch(() => undefined)
      return found?.isDirectory() ? fromExport(at(given), options) : fromBackup(at(given), options)
    })
}

/** The whole store is put back. */
async function fromBackup(file: string, options: Options): Promise<void> {
  const { restore } = await import('../../acts/backup.ts')
  const { configFrom } = await import('../../config.ts')
  const { systemClock } = await import('../../clock.ts')
  const report = await restore(configFrom(process.env), { file }, systemClock.now())
  if (options.json) return printJson(report)
  process.stdout.write(`Restored ${report.file}.${report.kept ? ` What was there is kept as ${report.kept}.` : ''}\n`)
}

/** One firm is taken into the store, beside what is there. */
async function fromExport(folder: string, options: Options): Promise<void> {
  const { takeIn } = await import('../../acts/take-in.ts')
  const { openStore } = await import('../open.ts')
  const store = await openStore(undefined, 'restore', true)
  try {
    const taken = await takeIn(store, { folder })
    if (options.json) return printJson(taken)
    process.stdout.write(`Took in "${taken.firm}": ${taken.rows} rows, equal to the line.\n`)
  } finally {
    await store.close()
  }
}
