import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'NBP ref 1.5 + 8 pp (art. 11b; margin 10 from 2020)'
const SOURCE_2 = 'NBP ref 0.1 + 10 pp (art. 11b; margin 10 from 2020)'
const SOURCE_3 = 'NBP ref 6.75 + 10 pp (art. 11b; margin 10 from 2020)'
const SOURCE_4 = 'NBP ref 5.75 + 10 pp (art. 11b; margin 10 from 2020)'

export const series: RateSeries = {
  id: 'PL_COMMERCIAL_LATE_INTEREST',
  title: 'Polish late interest in commercial transactions, as published',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2016-01-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2016-07-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2017-01-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2017-07-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2018-01-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2018-07-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2019-01-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2019-07-01'), percent: '9.5', source: SOURCE, confidence: 'derived' },
    { from: day('2020-01-01'), percent: '11.5', source: 'NBP ref 1.5 + 10 pp (art. 11b; margin 10 from 2020)', confidence: 'derived' },
    { from: day('2020-07-01'), percent: '10.1', source: SOURCE_2, confidence: 'derived' },
    { from: day('2021-01-01'), percent: '10.1', source: SOURCE_2, confidence: 'derived' },
    { from: day('2021-07-01'), percent: '10.1', source: SOURCE_2, confidence: 'derived' },
    { from: day('2022-01-01'), percent: '11.75', source: 'NBP ref 1.75 + 10 pp (art. 11b; margin 10 from 2020)', confidence: 'seen' },
    { from: day('2022-07-01'), percent: '16', source: 'NBP ref 6 + 10 pp (art. 11b; margin 10 from 2020)', confidence: 'seen' },
    { from: day('2023-01-01'), percent: '16.75', source: SOURCE_3, confidence: 'derived' },
    { from: day('2023-07-01'), percent: '16.75', source: SOURCE_3, confidence: 'derived' },
    { from: day('2024-01-01'), percent: '15.75', source: SOURCE_4, confidence: 'derived' },
    { from: day('2024-07-01'), percent: '15.75', source: SOURCE_4, confidence: 'derived' },
    { from: day('2025-01-01'), percent: '15.75', source: SOURCE_4, confidence: 'derived' },
    { from: day('2025-07-01'), percent: '15.25', source: 'NBP ref 5.25 + 10 pp (art. 11b; margin 10 from 2020)', confidence: 'derived' },
    { from: day('2026-01-01'), percent: '14', source: 'NBP ref 4 + 10 pp (art. 11b; margin 10 from 2020)', confidence: 'derived' },
    { from: day('2026-07-01'), percent: '13.75', source: 'NBP ref 3.75 + 10 pp (art. 11b; margin 10 from 2020)', confidence: 'derived' },
  ],
}
