import { confirmImport, type ImportResult } from '../../acts/import-lists.ts'
import type { ImportAnswers } from '../../imports/plan-types.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import type { Place } from '../../workspace.ts'

/** An import of long lists, all or nothing. */
export const work = (
  place: Place,
  { files, answers }: { readonly files: readonly GivenFile[]; readonly answers: ImportAnswers },
): Promise<ImportResult> => confirmImport(place, files, answers)
