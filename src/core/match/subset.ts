/** Indexes of amounts whose sum is the target. `unique` is undefined where none, several or too many to tell were found. */
export interface SubsetAnswer {
  readonly unique: readonly number[] | undefined
  readonly found: number
  /** How many subsets would hit the target by mere chance, estimated. */
  readonly byChance: number
}

export const SUBSET_SIZE_MAX = 8
const STEPS_MAX = 60_000

const choose = (n: number, k: number): number => {
  let ways = 1
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i
  return ways
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/** Subsets of two and more that could be formed, over the values their sums could take. */
function chanceOf(amounts: readonly bigint[], sizeMax: number): number {
  let subsets = 0
  for (let size = 2; size <= Math.min(sizeMax, amounts.length); size += 1) subsets += choose(amounts.length, size)
  const step = amounts.reduce((g, a) => gcd(g, a), 0n) || 1n
  const span = Number(amounts.reduce((s, a) => s + a, 0n) / step)
  return subsets / Math.max(1, span)
}

/**
 * Which amounts (2 to `sizeMax`, all above zero) make up the target? Exact, depth first over sorted amounts with the sum of the rest as a
 * bound; stops at the second solution, or gives up after a number of steps and then answers "not unique".
 */
export function subsetSum(amounts: readonly bigint[], target: bigint, sizeMax = SUBSET_SIZE_MAX): SubsetAnswer {
  const order = amounts
    .map((amount, at) => ({ amount, at }))
    .sort((a, b) => (a.amount === b.amount ? a.at - b.at : a.amount > b.amount ? -1 : 1))
  const rest: bigint[] = [0n]
  for (const { amount } of order.toReversed()) rest.push((rest.at(-1) ?? 0n) + amount)
  rest.reverse()
  const solutions: number[][] = []
  let steps = 0
  const search = (from: number, left: bigint, chosen: number[]): void => {
    if (left === 0n) {
      if (chosen.length >= 2) solutions.push([...chosen])
      return
    }
    for (let i = from; i < order.length; i += 1) {
      steps += 1
      if (solutions.length > 1 || steps > STEPS_MAX || chosen.length >= sizeMax || (rest[i] ?? 0n) < left) return
      const next = order[i]
      if (!next || next.amount > left) continue
      search(i + 1, left - next.amount, [...chosen, next.at])
    }
  }
  search(0, target, [])
  const unique = solutions.length === 1 && steps <= STEPS_MAX ? solutions[0]?.toSorted((a, b) => a - b) : undefined
  return { unique, found: solutions.length, byChance: chanceOf(amounts, sizeMax) }
}
