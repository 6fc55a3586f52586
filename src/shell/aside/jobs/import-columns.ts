import { lookAtLists } from '../../acts/list-readings.ts'
import type { ImportAnswers } from '../../imports/plan-types.ts'
import type { LookedLists } from '../../lists/list-columns.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import type { Place } from '../../workspace.ts'

/** The columns of long lists, for a person to look at. */
export const work = (
  place: Place,
  { files, answers }: { readonly files: readonly GivenFile[]; readonly answers: ImportAnswers },
): Promise<LookedLists> => lookAtLists(place, files, answers)
