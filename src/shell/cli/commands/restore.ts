import type { Command } from 'commander'
import { printJson } from '../command.ts'

export function define(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a backup')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { json?: true }) => {
      const { restore } = await import('../../acts/backup.ts')
      const { configFrom } = await import('../../config.ts')
      const { systemClock } = await import('../../clock.ts')
      const report = await restore(configFrom(process.env), { file }, systemClock.now())
      if (options.json) return printJson(report)
      process.stdout.write(`Restored ${report.file}.${report.kept ? ` What was there is kept as ${report.kept}.` : ''}\n`)
    })
}
