import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { printJson } from '../command.ts'
import { at } from '../held.ts'

interface Options {
  readonly client?: string
  readonly invoice?: string
  readonly agreement?: string
  readonly plan?: string
  readonly dispute?: string
  readonly side?: string
  readonly kind?: string
  readonly find?: string
  readonly on?: string
  readonly workspace?: string
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('attach')
    .argument('[files...]', 'papers to keep')
    .option('--client <name>', 'the client they belong to')
    .option('--invoice <number>', 'the invoice they belong to')
    .option('--agreement <id>', 'the agreement they belong to, by id or number')
    .option('--plan <id>', 'the payment plan whose signed agreement it is')
    .option('--dispute <id>', 'the dispute it is evidence in')
    .option('--side <side>', 'whose evidence: ours or theirs')
    .option('--kind <kind>', 'order, delivery, receipt, acceptance, agreement, invoice, letter, statement, dossier, other')
    .option('--find <words>', 'find papers by words in their name or text')
    .option('--on <day>', 'as if today were this day')
    .option('--workspace <name>', 'the firm, where the store holds several')
    .option('--json', 'print one JSON object')
    .action(run)
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  const { withPlace } = await import('../open.ts')
  const { attach, findPapers } = await import('../../acts/attach.ts')
  const { PAPER_BYTES_MAX } = await import('../../papers/keep.ts')
  await withPlace({ workspace: options.workspace, on: options.on, what: 'attach' }, async place => {
    if (options.find !== undefined) {
      const papers = await findPapers(place, { q: options.find })
      if (options.json) return printJson({ papers })
      for (const p of papers) process.stdout.write(`${p.keptOn}  ${p.client}  ${p.kind}  ${p.name}  ${p.id}\n`)
      return
    }
    if (paths.length === 0) refuse('files-missing', 'Say which files.', { mend: 'dunwell attach order.pdf --client NAME --kind order' })
    const papers = []
    for (const path of paths) {
      const found = await stat(at(path)).catch(() => refuse('file-unreadable', 'There is no such file.', { file: path }))
      if (found.size > PAPER_BYTES_MAX) refuse('file-too-large', `The file has more than ${PAPER_BYTES_MAX} bytes.`, { file: path })
      papers.push(await attach(place, { name: basename(path), bytes: await readFile(at(path)) }, options))
    }
    if (options.json) return printJson({ papers })
    for (const p of papers) process.stdout.write(`${p.known ? 'Kept already' : 'Kept'}: ${p.name} (${p.documentId})\n`)
  })
}
