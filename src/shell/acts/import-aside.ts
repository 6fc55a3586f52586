import { aside, asideKept } from '../aside/aside.ts'
import { isPdf } from '../imports/copies.ts'
import { KEPT_MS } from '../imports/kept-plan.ts'
import type { ImportAnswers } from '../imports/plan-types.ts'
import type { ImportPreview } from '../imports/preview.ts'
import type { LookedLists } from '../lists/list-columns.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import type { Place } from '../workspace.ts'
import { confirmImport, type ImportResult, previewImport } from './import-lists.ts'
import { lookAtLists } from './list-readings.ts'
import { factsOfBatch, type UndoResult, undoImport } from './undo-import.ts'

/** Shorter lists are read sooner than a worker has begun. */
const LONG_BYTES = 300_000

const isLong = (files: readonly GivenFile[]): boolean => files.reduce((sum, file) => sum + file.bytes.length, 0) > LONG_BYTES

/** `previewImport` where pages are answered meanwhile: long lists beside the main thread, which keeps the plan for `confirmBeside`. */
export const previewBeside = (place: Place, files: readonly GivenFile[], answers: ImportAnswers): Promise<ImportPreview> =>
  isLong(files) ? asideKept(place, 'import-preview', { files, answers }, KEPT_MS) : previewImport(place, files, answers)

/** `confirmImport` where pages are answered meanwhile: long lists beside the main thread. */
export const confirmBeside = (place: Place, files: readonly GivenFile[], answers: ImportAnswers): Promise<ImportResult> =>
  isLong(files) ? asideKept(place, 'import-confirm', { files, answers }) : confirmImport(place, files, answers)

/** The columns of the lists among some files, for a person to look at: long lists beside the main thread. */
export function columnsBeside(place: Place, given: readonly GivenFile[], answers: ImportAnswers): Promise<LookedLists> {
  const files = given.filter(file => !isPdf(file.bytes))
  return isLong(files) ? aside(place, 'import-columns', { files, answers }) : lookAtLists(place, files, answers)
}

/** From so many facts on, taking them back takes longer than a page should wait. */
const LONG_FACTS = 1000

/** `undoImport` where pages are answered meanwhile: a long import beside the main thread. */
export const undoBeside = async (place: Place, batchId: string): Promise<UndoResult> =>
  (await factsOfBatch(place, batchId)) > LONG_FACTS ? aside(place, 'import-undo', { batchId }) : undoImport(place, batchId)
