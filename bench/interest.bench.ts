import { addDays, type Day, day } from '../src/core/day/day.ts'
import { type Claim, interestOn } from '../src/core/ledger/interest.ts'
import { findPack } from '../src/core/ledger/jurisdiction.ts'
import { type LawOverrides, type LawTerms, lawTerms } from '../src/core/ledger/law-terms.ts'
import { loadLaw } from '../src/shell/law/load-law.ts'

export const name = 'interest'

const COUNT = 1_000_000
const ROUNDS = 5

/** Computations a second, the best of some rounds; the sum is kept so that no work can be left out. */
function perSecond(claims: readonly Claim[], law: LawTerms): { rate: number; total: bigint } {
  let best = 0
  let total = 0n
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    total = 0n
    for (let at = 0; at < COUNT; at++) {
      const found = interestOn(claims[at % claims.length] as Claim, law) // within bounds
      if (found.kind === 'missing') throw new Error(JSON.stringify(found))
      total += found.interestMinor
    }
    best = Math.max(best, (COUNT / (performance.now() - start)) * 1000)
  }
  return { rate: best, total }
}

/** A thousand claims of different size and due day. */
function claims(first: Day, until: Day, more: Partial<Claim> = {}): Claim[] {
  return Array.from({ length: 1000 }, (_, at) => ({
    principalMinor: 10_000n + BigInt(at) * 977n,
    currency: 'EUR',
    due: addDays(first, at % 120),
    until,
    ...more,
  }))
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const book = await loadLaw()
  const law = (code: string, overrides: LawOverrides = {}): LawTerms => {
    const pack = findPack(book.jurisdictions, code)
    const terms = pack && lawTerms(pack, 'business', day('2023-01-01'), book.rates, overrides)
    if (terms?.kind !== 'law') throw new Error(`no law ${code}`)
    return terms
  }
  const payments = [{ day: day('2024-11-01'), minor: 3_000n }]
  const cases: [string, Claim[], LawTerms][] = [
    ['simple claim, one half-year', claims(day('2025-01-05'), day('2025-06-30')), law('FR')],
    ['two years, five half-years', claims(day('2023-01-05'), day('2025-03-31')), law('FR')],
    ['two years, act/act, a payment on the way', claims(day('2023-01-05'), day('2025-03-31'), { payments }), law('DE')],
    ['two years, compounded yearly', claims(day('2023-01-05'), day('2025-03-31')), law('NL')],
  ]
  return cases.map(([what, list, terms]) => {
    const { rate, total } = perSecond(list, terms)
    return { what: `${what} (${COUNT} computations, sum ${total})`, value: `${Math.round(rate)} a second` }
  })
}
