import type { ImportAnswers } from '../../imports/plan-types.ts'
import { type LookedLists, lookAtColumns } from '../../lists/list-columns.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import type { Place } from '../../workspace.ts'

/** The columns of long lists, for a person to look at. */
export const work = (
  place: Place,
  { files, answers }: { readonly files: readonly GivenFile[]; readonly answers: ImportAnswers },
): Promise<LookedLists> => lookAtColumns(files, place.firm, answers)
