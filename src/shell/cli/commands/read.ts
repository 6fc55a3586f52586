import type { Command } from 'commander'
import { describeFault, Refusal } from '../../../core/fault.ts'
import { printJson } from '../command.ts'

export function define(program: Command): void {
  program
    .command('read')
    .argument('<files...>', 'e-invoices, invoice statuses or bank statements')
    .option('--json', 'print one JSON object a document')
    .action(async (files: string[], options: { json?: true }) => {
      const [{ loadRegistry }, { readDocumentFile }, { documentJson, documentText, faultJson }] = await Promise.all([
        import('../../inbound/registry.ts'),
        import('../../inbound/read-file.ts'),
        import('../../inbound/print-document.ts'),
      ])
      const registry = await loadRegistry()
      for (const file of files) {
        try {
          for (const result of await readDocumentFile(registry, file)) {
            if (options.json) printJson(documentJson(file, result))
            else process.stdout.write(`${documentText(file, result)}\n`)
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          process.exitCode = 1
          const [first, ...more] = error.faults
          if (options.json && first) printJson({ file, error: faultJson(first), ...(more.length > 0 ? { more: more.map(faultJson) } : {}) })
          else for (const fault of error.faults) process.stderr.write(`dunwell: ${describeFault(fault)}\n`)
        }
      }
    })
}
