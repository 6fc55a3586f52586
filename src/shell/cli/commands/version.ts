import type { Command } from 'commander'
import packageJson from '../../../../package.json' with { type: 'json' }
import { printJson } from '../command.ts'

export function define(program: Command): void {
  program
    .command('version')
    .option('--json', 'print one JSON object')
    .action((options: { json?: true }) => {
      if (options.json) printJson({ dunwell: packageJson.version, node: process.version })
      else process.stdout.write(`dunwell ${packageJson.version} on Node ${process.version}\n`)
    })
}
