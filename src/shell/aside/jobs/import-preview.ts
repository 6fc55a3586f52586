import { previewImport } from '../../acts/import-lists.ts'
import type { ImportAnswers } from '../../imports/plan-types.ts'
import type { ImportPreview } from '../../imports/preview.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import type { Place } from '../../workspace.ts'

/** What an import of long lists would do. */
export const work = (
  place: Place,
  { files, answers }: { readonly files: readonly GivenFile[]; readonly answers: ImportAnswers },
): Promise<ImportPreview> => previewImport(place, files, answers)
