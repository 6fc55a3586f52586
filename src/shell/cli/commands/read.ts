import type { Command } from 'commander'
import { describeFault, type Fault, Refusal } from '../../../core/fault.ts'
import type { ReadResult } from '../../inbound/registry.ts'
import { printJson } from '../command.ts'

interface ReadOptions {
  readonly json?: true
  readonly check?: true
}

export function define(program: Command): void {
  program
    .command('read')
    .argument('<files...>', 'e-invoices, invoice statuses or bank statements')
    .option('--json', 'print one JSON object a document')
    .option('--check', 'check each invoice, and all of them as a list')
    .action(readFiles)
}

/** Prints each file as soon as it is read; with `--check` after all are read, because the list is checked as a whole. */
async function readFiles(files: readonly string[], options: ReadOptions): Promise<void> {
  const [{ loadRegistry }, { readDocumentFile }] = await Promise.all([
    import('../../inbound/registry.ts'),
    import('../../inbound/read-file.ts'),
  ])
  const print = await printer(options)
  const registry = await loadRegistry()
  const kept: { file: string; results: readonly ReadResult[] }[] = []
  for (const file of files) {
    try {
      const results = await readDocumentFile(registry, file)
      if (results.length === 0) process.stderr.write(`dunwell: ${file}: The file is readable and holds no document.\n`)
      if (options.check) kept.push({ file, results })
      else print.documents(file, results)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      process.exitCode = 1
      print.faults(file, error.faults)
    }
  }
  if (!options.check) return
  const { checkDocuments } = await import('../../inbound/check-documents.ts')
  const findings = checkDocuments(kept.flatMap(({ results }) => results))
  for (const { file, results } of kept) print.documents(file, results, findings)
}

async function printer({ json }: ReadOptions) {
  const { documentJson, documentText, faultJson } = await import('../../inbound/print-document.ts')
  return {
    documents(file: string, results: readonly ReadResult[], findings?: ReadonlyMap<ReadResult, readonly Fault[]>): void {
      for (const result of results) {
        const found = findings?.get(result)
        if (json) printJson({ ...documentJson(file, result), ...(found ? { findings: found.map(faultJson) } : {}) })
        else {
          process.stdout.write(`${documentText(file, result)}\n`)
          for (const finding of found ?? []) process.stdout.write(`  - ${describeFault(finding)}\n`)
        }
      }
    },
    faults(file: string, faults: readonly Fault[]): void {
      const [first, ...more] = faults
      if (json && first) printJson({ file, error: faultJson(first), ...(more.length > 0 ? { more: more.map(faultJson) } : {}) })
      else for (const fault of faults) process.stderr.write(`dunwell: ${describeFault(fault)}\n`)
    },
  }
}
