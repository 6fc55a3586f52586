import { aside } from '../aside/aside.ts'
import { isPdf } from '../imports/copies.ts'
import type { ImportAnswers } from '../imports/plan-types.ts'
import type { ImportPreview } from '../imports/preview.ts'
import type { LookedLists } from '../lists/list-columns.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import type { Place } from '../workspace.ts'
import { confirmImport, type ImportResult, previewImport } from './import-lists.ts'
import { lookAtLists } from './list-readings.ts'

/** Shorter lists are read sooner than a worker has begun. */
const LONG_BYTES = 300_000

const isLong = (files: readonly GivenFile[]): boolean => files.reduce((sum, file) => sum + file.bytes.length, 0) > LONG_BYTES

/** `previewImport` where pages are answered meanwhile: long lists beside the main thread. */
export const previewBeside = (place: Place, files: readonly GivenFile[], answers: ImportAnswers): Promise<ImportPreview> =>
  isLong(files) ? aside(place, 'import-preview', { files, answers }) : previewImport(place, files, answers)

/** `confirmImport` where pages are answered meanwhile: long lists beside the main thread. */
export const confirmBeside = (place: Place, files: readonly GivenFile[], answers: ImportAnswers): Promise<ImportResult> =>
  isLong(files) ? aside(place, 'import-confirm', { files, answers }) : confirmImport(place, files, answers)

/** The columns of the lists among some files, for a person to look at: long lists beside the main thread. */
export function columnsBeside(place: Place, given: readonly GivenFile[], answers: ImportAnswers): Promise<LookedLists> {
  const files = given.filter(file => !isPdf(file.bytes))
  return isLong(files) ? aside(place, 'import-columns', { files, answers }) : lookAtLists(place, files, answers)
}
