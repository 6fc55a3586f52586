import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'lexgo.be table 2015-2023; leuropeinfo.eu 2024-25; embuild.be 2026'

export const series: RateSeries = {
  id: 'BE_LEGAL_ANNUAL',
  title: 'Belgian legal rate of interest',
  period: 'year',
  rows: 'each-period',
  entries: [
    { from: day('2015-01-01'), percent: '2.5', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '2.25', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2020-01-01'), percent: '1.75', source: SOURCE, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '1.75', source: SOURCE, confidence: 'seen' },
    { from: day('2022-01-01'), percent: '1.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '5.25', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '5.75', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '4.5', source: SOURCE, confidence: 'seen' },
    { from: day('2026-01-01'), percent: '4.5', source: SOURCE, confidence: 'seen' },
  ],
}
