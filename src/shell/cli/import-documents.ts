import { describeFault, refuse } from '../../core/fault.ts'
import {
  type DocumentAnswers,
  type DocumentResult,
  type DocumentsResult,
  importDocuments,
  previewDocuments,
} from '../acts/import-documents.ts'
import type { ReadDocument } from '../imports/e-invoices.ts'
import type { Place } from '../workspace.ts'

interface Options {
  readonly preview?: true
  readonly yes?: true
  readonly json?: true
}

/** Shows or brings in e-invoices and statuses. @returns what `--json` prints; nothing where the person said no. */
export async function runDocuments(
  place: Place,
  read: readonly ReadDocument[],
  answers: DocumentAnswers,
  options: Options,
): Promise<DocumentsResult | { readonly preview: readonly DocumentResult[] } | undefined> {
  const given = { termsDays: answers.termsDays }
  if (options.preview || !options.yes) {
    const preview = await previewDocuments(place, read, given)
    if (!options.json) print(preview)
    if (options.preview) return { preview }
    if (options.json || !process.stdin.isTTY) refuse('not-confirmed', 'Nothing was imported: say --yes, or look first with --preview.')
    const { confirm, isCancel } = await import('@clack/prompts')
    const agreed = await confirm({ message: 'Import these?' })
    if (isCancel(agreed) || !agreed) return void process.stdout.write('Nothing was imported.\n')
  }
  const done = await importDocuments(place, read, given)
  if (!options.json) {
    print(done.documents)
    process.stdout.write(
      done.batchId === null ? 'Nothing new: nothing was written.\n' : `Imported. To take it back: dunwell import --undo ${done.batchId}\n`,
    )
  }
  return done
}

function print(documents: readonly DocumentResult[]): void {
  for (const d of documents) {
    const sum = d.amount === null ? '' : `, ${d.amount} ${d.currency}`
    const what = d.effect === null ? d.outcome : d.outcome === 'same' ? 'same' : `${d.outcome}: ${d.effect}`
    process.stdout.write(
      `${d.file}: ${d.kind} ${d.number}, ${d.client}${sum} (${what}${d.changes.length > 0 ? `: ${d.changes.join(', ')}` : ''})\n`,
    )
    for (const f of d.findings) process.stdout.write(`  ${f.weight === 'mend' ? 'Mend' : 'Look'}: ${describeFault(f)}\n`)
  }
}
