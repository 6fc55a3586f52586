import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'NBP ref 0.1 + 8 pp'
const SOURCE_2 = 'NBP ref 6.75 + 8 pp'
const SOURCE_3 = 'NBP ref 5.75 + 8 pp'

export const series: RateSeries = {
  id: 'PL_COMMERCIAL_LATE_INTEREST_PUBLIC_HEALTHCARE',
  title: 'Polish late interest, public hospital as debtor, as published',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2020-01-01'), percent: '9.5', source: 'NBP ref 1.5 + 8 pp', confidence: 'derived' },
    { from: day('2020-07-01'), percent: '8.1', source: SOURCE, confidence: 'derived' },
    { from: day('2021-01-01'), percent: '8.1', source: SOURCE, confidence: 'derived' },
    { from: day('2021-07-01'), percent: '8.1', source: SOURCE, confidence: 'derived' },
    { from: day('2022-01-01'), percent: '9.75', source: 'NBP ref 1.75 + 8 pp', confidence: 'seen' },
    { from: day('2022-07-01'), percent: '14', source: 'NBP ref 6 + 8 pp', confidence: 'seen' },
    { from: day('2023-01-01'), percent: '14.75', source: SOURCE_2, confidence: 'derived' },
    { from: day('2023-07-01'), percent: '14.75', source: SOURCE_2, confidence: 'derived' },
    { from: day('2024-01-01'), percent: '13.75', source: SOURCE_3, confidence: 'derived' },
    { from: day('2024-07-01'), percent: '13.75', source: SOURCE_3, confidence: 'derived' },
    { from: day('2025-01-01'), percent: '13.75', source: SOURCE_3, confidence: 'derived' },
    { from: day('2025-07-01'), percent: '13.25', source: 'NBP ref 5.25 + 8 pp', confidence: 'derived' },
    { from: day('2026-01-01'), percent: '12', source: 'NBP ref 4 + 8 pp', confidence: 'derived' },
    { from: day('2026-07-01'), percent: '11.75', source: 'NBP ref 3.75 + 8 pp', confidence: 'derived' },
  ],
}
