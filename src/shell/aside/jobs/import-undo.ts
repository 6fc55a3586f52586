import { type UndoResult, undoImport } from '../../acts/undo-import.ts'
import type { Place } from '../../workspace.ts'

/** A long import taken back exactly. */
export const work = (place: Place, { batchId }: { readonly batchId: string }): Promise<UndoResult> => undoImport(place, batchId)
