/** Up to so many entries, moving each to its place is quicker than a general sort. */
const FEW = 12

/** Sorts in place, equal entries kept in their order. Made for the short lists of one client, which mostly come in order already. */
export function inOrder<T>(list: T[], compare: (a: T, b: T) => number): T[] {
  if (list.length > FEW) return list.sort(compare)
  for (let at = 1; at < list.length; at++) {
    const entry = list[at] as T // below the length
    let to = at
    for (; to > 0 && compare(list[to - 1] as T, entry) > 0; to--) list[to] = list[to - 1] as T
    if (to !== at) list[to] = entry
  }
  return list
}
