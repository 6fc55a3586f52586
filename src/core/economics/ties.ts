/** Things put in order of value, those too close to call sharing a group. Group 1 is the best. */
export function tieGroups<T>(
  items: readonly T[],
  worth: (item: T) => number,
  nearness: number,
): readonly { readonly item: T; readonly group: number }[] {
  const sorted = [...items].sort((a, b) => worth(b) - worth(a))
  let group = 0
  let top = Number.POSITIVE_INFINITY
  return sorted.map(item => {
    if (group === 0 || top - worth(item) >= nearness) {
      group += 1
      top = worth(item) // a group hangs together from its best, so that small steps do not chain into one
    }
    return { item, group }
  })
}

/** A choice among near ties, kept with how it was made so that its outcome can be reported honestly. */
export interface TieChoice<T> {
  readonly chosen: T
  readonly randomised: boolean
  readonly alternatives: readonly T[]
}

/** @param ties the best group, best first. @param share of near ties the firm lets chance decide, 0 … 1. @param draws two numbers from 0 up to 1. */
export function chooseAmongTies<T>(ties: readonly [T, ...T[]], share: number, draws: readonly [number, number]): TieChoice<T> {
  const randomised = ties.length > 1 && draws[0] < share
  const chosen = randomised ? (ties[Math.min(ties.length - 1, Math.floor(draws[1] * ties.length))] ?? ties[0]) : ties[0]
  return { chosen, randomised, alternatives: ties.filter(t => t !== chosen) }
}
