import { describeFault, Refusal, refuse } from '../../core/fault.ts'
import { type DocumentResult, type DocumentsResult, importDocuments, previewDocuments } from '../acts/import-documents.ts'
import { previewRead } from '../acts/import-lists.ts'
import type { ReadDocument } from '../imports/e-invoices.ts'
import type { ReadFiles } from '../imports/kept-plan.ts'
import type { ImportAnswers } from '../imports/plan-types.ts'
import type { Place } from '../workspace.ts'
import { plainAmounts } from './print.ts'

interface Options {
  readonly preview?: true
  readonly yes?: true
  readonly json?: true
}

/** Shows or brings in e-invoices and statuses. @returns what `--json` prints; nothing where the person said no. */
export async function runDocuments(
  place: Place,
  read: readonly ReadDocument[],
  answers: ImportAnswers,
  options: Options,
  /** Lists that come in right after: what keeps them back keeps these back too. */
  lists?: ReadFiles,
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
  if (lists) await mustBeReady(place, lists, answers)
  const done = await importDocuments(place, read, given)
  if (!options.json) {
    print(done.documents)
    process.stdout.write(
      done.batchId === null ? 'Nothing new: nothing was written.\n' : `Imported. To take it back: dunwell import --undo ${done.batchId}\n`,
    )
  }
  return done
}

/** @throws Refusal with what is still to be answered or mended in the lists. */
async function mustBeReady(place: Place, lists: ReadFiles, answers: ImportAnswers): Promise<void> {
  const { refused, questions, ready } = await previewRead(place, lists, answers)
  if (ready) return
  const open = questions.filter(q => q.blocks).map(q => q.ask)
  throw new Refusal([
    ...refused,
    {
      code: 'lists-not-ready',
      message: `The lists cannot come in yet (${open.join(', ')}); nothing was imported.`,
      mend: 'Look with --preview: each question names its option.',
    },
  ])
}

function print(documents: readonly DocumentResult[]): void {
  for (const d of documents) {
    const sum = d.amount === null ? '' : `, ${plainAmounts([d.amount])}`
    const what = d.effect === null ? d.outcome : d.outcome === 'same' ? 'same' : `${d.outcome}: ${d.effect}`
    process.stdout.write(
      `${d.file}: ${d.kind} ${d.number}, ${d.client}${sum} (${what}${d.changes.length > 0 ? `: ${d.changes.join(', ')}` : ''})\n`,
    )
    for (const f of d.findings) process.stdout.write(`  ${f.weight === 'mend' ? 'Mend' : 'Look'}: ${describeFault(f)}\n`)
  }
}
