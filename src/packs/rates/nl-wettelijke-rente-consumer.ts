import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'Matthi-code/rentetool docs/03_rentetabel.csv; rijksoverheid.nl (2 %), nl.wikipedia (7 % from 2024)'

export const series: RateSeries = {
  id: 'NL_WETTELIJKE_RENTE_CONSUMER',
  title: 'Dutch legal interest (not commercial)',
  period: 'half-year',
  rows: 'each-change',
  entries: [
    { from: day('2012-07-01'), percent: '3', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '4', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '6', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '7', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '6', source: SOURCE, confidence: 'seen' },
    { from: day('2026-01-01'), percent: '4', source: SOURCE, confidence: 'seen' },
  ],
}
