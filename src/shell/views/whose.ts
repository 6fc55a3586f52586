import { whoNow } from '../../core/desk/who.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** Whose work a thing is today: of whom it was given to, or of whoever stands in for them while they are away. */
export type Whose = (userId: string | null) => string | null

/** While somebody is away, what was given to them stands on the list of whoever stands in; nothing is written anew, so that it is theirs again afterwards. */
export async function whoseToday({ store, workspaceId, by }: Place): Promise<Whose> {
  const absences = await workspaceFacts(store.db, workspaceId, 'absence')
  return userId => (userId === null || absences.length === 0 ? userId : whoNow(absences, userId, by.today))
}
