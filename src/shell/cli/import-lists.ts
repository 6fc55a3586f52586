import { refuse } from '../../core/fault.ts'
import { confirmRead, type ImportResult, previewRead } from '../acts/import-lists.ts'
import type { ReadFiles } from '../imports/kept-plan.ts'
import type { ImportAnswers } from '../imports/plan-types.ts'
import type { ImportPreview } from '../imports/preview.ts'
import type { Place } from '../workspace.ts'
import { printPreview, printResult } from './import-text.ts'

interface Options {
  readonly preview?: true
  readonly yes?: true
  readonly json?: true
}

/** Shows or brings in lists and copies. @returns what `--json` prints; nothing where the person said no. */
export async function runLists(
  place: Place,
  read: ReadFiles,
  answers: ImportAnswers,
  options: Options,
): Promise<ImportResult | { readonly preview: ImportPreview } | undefined> {
  if (options.preview || !options.yes) {
    const preview = await previewRead(place, read, answers)
    if (!options.preview && (options.json || !process.stdin.isTTY))
      refuse('not-confirmed', 'Nothing was imported: say --yes, or look first with --preview.')
    if (!options.json) printPreview(preview)
    if (options.preview) return { preview }
    const { confirm, isCancel } = await import('@clack/prompts')
    const agreed = await confirm({ message: 'Import this?' })
    if (isCancel(agreed) || !agreed) return void process.stdout.write('Nothing was imported.\n')
  }
  const result = await confirmRead(place, read, answers)
  if (!options.json) printResult(result)
  return result
}
