import { newestLink } from './store/journal-head.ts'
import type { Store } from './store/store.ts'
import type { Place } from './workspace.ts'

interface Kept<T> {
  readonly seq: number
  readonly key: string
  readonly value: Promise<T>
}

/**
 * Keeps what was read of a whole workspace, one reading each, until something is recorded or another `key` (the day and the like) is asked for.
 */
export function keptReading<T>(): (place: Place, key: string, read: () => Promise<T>) => Promise<T> {
  const byStore = new WeakMap<Store, Map<string, Kept<T>>>()
  return async (place, key, read) => {
    const seq = await newestLink(place.store.db, place.workspaceId)
    const ofStore = byStore.get(place.store) ?? new Map<string, Kept<T>>()
    byStore.set(place.store, ofStore)
    const known = ofStore.get(place.workspaceId)
    if (known && known.seq === seq && known.key === key) return known.value
    const value = read()
    ofStore.set(place.workspaceId, { seq, key, value })
    value.catch(() => ofStore.delete(place.workspaceId))
    return value
  }
}
