import { matchLines } from '../src/core/match/match.ts'
import type { Match } from '../src/core/match/payment.ts'
import { generalKnowledge } from '../src/shell/inbound/match-knowledge.ts'
import { type Case, makeBook, makeBooks, NOISE_CLASSES } from './match-cases.ts'

export const name = 'match'

const SEED = 20_260_105
const LINES = 20_000
const PER_BOOK = 400

/** Every share goes where the payer meant it, to the cent, and nothing of what he meant is missing. */
export const isRight = (match: Match, truth: Case['truth']): boolean =>
  match.shares.length === truth.size && match.shares.every(s => truth.get(s.invoice) === s.amountMinor)

interface Tally {
  lines: number
  applied: number
  wrong: number
  proposedRight: number
}

/** Matches all labelled lines. Precision counts lines applied wrongly in any way; recall the lines applied rightly. */
export async function measure(
  seed: number,
  lines: number,
  perBook = PER_BOOK,
): Promise<{ byNoise: Map<string, Tally>; wrong: { match: Match; case: Case }[] }> {
  const knowledge = await generalKnowledge()
  const byNoise = new Map(NOISE_CLASSES.map(n => [n, { lines: 0, applied: 0, wrong: 0, proposedRight: 0 }]))
  const wrong: { match: Match; case: Case }[] = []
  for (const book of makeBooks(seed, lines, perBook)) {
    const matches = matchLines(
      book.cases.map(c => c.line),
      book.invoices,
      { ...knowledge, payers: book.payers, expected: book.expected },
    )
    matches.forEach((match, at) => {
      const labelled = book.cases[at]
      const tally = byNoise.get(labelled?.noise ?? '')
      if (!labelled || !tally) return
      const right = isRight(match, labelled.truth)
      tally.lines += 1
      if (match.status === 'applied') tally.applied += 1
      if (match.status === 'applied' && !right) {
        tally.wrong += 1
        wrong.push({ match, case: labelled })
      }
      if (match.status === 'proposed' && right) tally.proposedRight += 1
    })
  }
  return { byNoise, wrong }
}

const never = (): never => {
  throw new Error('the book has no lines')
}
const percent = (part: number, whole: number, places = 1): string => `${((100 * part) / Math.max(1, whole)).toFixed(places)} %`

export async function run(): Promise<{ what: string; value: string }[]> {
  const { byNoise } = await measure(SEED, LINES)
  const sum = (of: (t: Tally) => number): number => [...byNoise.values()].reduce((s, t) => s + of(t), 0)
  const [applied, wrong, lines] = [sum(t => t.applied), sum(t => t.wrong), sum(t => t.lines)]
  const book = makeBook(SEED + 1, 10_000, 10_000)
  const knowledge = { ...(await generalKnowledge()), payers: book.payers }
  const lineList = Array.from({ length: 10_000 }, (_, i) => ({ ...(book.cases[i % book.cases.length]?.line ?? never()), id: `S${i}` }))
  const start = performance.now()
  matchLines(lineList, book.invoices, knowledge)
  const seconds = (performance.now() - start) / 1000
  return [
    {
      what: `precision of automatic applications (${applied} of ${lines} labelled lines, seed ${SEED})`,
      value: percent(applied - wrong, applied, 3),
    },
    ...[...byNoise].map(([noise, t]) => ({
      what: `applied rightly: ${noise}`,
      value: `${percent(t.applied - t.wrong, t.lines)} (wrongly ${t.wrong}; proposed rightly ${percent(t.proposedRight, t.lines)})`,
    })),
    { what: `${lineList.length} bank lines against ${book.invoices.length} open invoices`, value: `${seconds.toFixed(2)} s` },
  ]
}
