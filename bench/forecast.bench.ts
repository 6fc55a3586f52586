import { shippedHabits } from '../src/packs/forecast/shipped.ts'
import {
  conditionalScore,
  haveReceivables,
  receivables,
  replay,
  type Score,
  type Scored,
  scoreOf,
  settledIn,
  smallFirms,
} from './forecast-replay.ts'

/** The forecast on real receivables, in order of time: every figure as of the invoice's own date, habits built from the OTHER data set. */
export const name = 'forecast'

const SETS = [
  { what: 'IBM', file: 'ibm_ar_open.csv', habits: 'IBM accounts receivable sample' },
  { what: 'HighRadius', file: 'highradius_us_open.csv', habits: 'HighRadius closed invoices' },
] as const
const FIRMS = 300

const score = (s: Omit<Score, 'mae'> & { mae?: number }): string =>
  [
    `Brier ${s.brier.toFixed(3)}`,
    `AUC ${s.auc.toFixed(3)}`,
    `accuracy ${s.accuracy.toFixed(3)}`,
    ...(s.mae === undefined ? [] : [`MAE ${s.mae.toFixed(2)} d`]),
    `ECE ${s.ece.toFixed(3)}`,
    `n ${s.n}`,
  ].join(' · ')

/** How often the payment fell on or before p90 and on or after p10: 80 % would be exact. */
const covered = (scored: readonly Scored[]): string => {
  const inside = scored.filter(({ invoice, forecast }) => invoice.settled >= forecast.p10 && invoice.settled <= forecast.p90).length
  return `${((100 * inside) / scored.length).toFixed(1)} %`
}

export async function run(): Promise<{ what: string; value: string }[]> {
  if (!haveReceivables()) return [{ what: 'forecast', value: 'skipped: the receivables for benchmarks are not beside the repository' }]
  const lines: { what: string; value: string }[] = []
  for (const { what, file, habits } of SETS) {
    const all = settledIn(receivables(file))
    const shipped = shippedHabits(habits)
    const last = all.slice(Math.floor(all.length * 0.8))
    const scored = replay(all, last, shipped, true)
    lines.push({ what: `${what}, last 20 %`, value: score(scoreOf(scored)) })
    lines.push({ what: `${what}, last 20 %, no weekday correction`, value: score(scoreOf(replay(all, last, shipped, false))) })
    lines.push({ what: `${what}, paid between p10 and p90`, value: covered(scored) })
    for (const fifth of [1, 2, 3]) {
      const window = all.slice(Math.floor((all.length * fifth) / 5), Math.floor((all.length * (fifth + 1)) / 5))
      lines.push({ what: `${what}, ${fifth * 20}–${fifth * 20 + 20} %`, value: score(scoreOf(replay(all, window, shipped, true))) })
    }
    lines.push({ what: `${what}, unpaid at due + 7, paid within 14 days`, value: score(conditionalScore(all, last, shipped, 7, 14)) })
    for (const n of [10, 40])
      lines.push({ what: `small firms drawn from ${what}, ${n} past invoices`, value: score(smallFirms(all, n, shipped, FIRMS)) })
    const start = performance.now()
    replay(all, all, shipped, true)
    const ms = performance.now() - start
    lines.push({
      what: `${what}, whole replay`,
      value: `${(ms / 1000).toFixed(2)} s · ${((1000 * ms) / all.length).toFixed(0)} µs a prediction · ${all.length} invoices`,
    })
  }
  return lines
}
