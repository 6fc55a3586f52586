import type { Command } from 'commander'
import { printJson } from '../command.ts'

export function define(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'a new file')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { json?: true }) => {
      const { backup } = await import('../../acts/backup.ts')
      const { configFrom } = await import('../../config.ts')
      const report = await backup(configFrom(process.env), { file })
      if (options.json) return printJson(report)
      const heads = report.workspaces.map(w => `  ${w.name}: ${w.links} links, head ${w.head}`)
      process.stdout.write(`${[`Backed up to ${report.file}, ${report.bytes} bytes.`, ...heads].join('\n')}\n`)
    })
}
