import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'moj.go.jp minji07_00366 (3 % from 2020-04-01, 2023-04-01, 2026-04-01 to 2029-03-31; 5 % to 2020-03-31)'

export const series: RateSeries = {
  id: 'JP_LEGAL_RATE',
  title: 'Japanese legal rate',
  period: 'open',
  rows: 'each-change',
  knownUntil: day('2029-03-31'),
  entries: [
    { from: day('1896-07-16'), percent: '5', source: SOURCE, confidence: 'seen', note: 'rate seen; start date unconfirmed memory' },
    { from: day('2020-04-01'), percent: '3', source: SOURCE, confidence: 'seen' },
    { from: day('2023-04-01'), percent: '3', source: SOURCE, confidence: 'seen' },
    { from: day('2026-04-01'), percent: '3', source: SOURCE, confidence: 'seen' },
  ],
}
