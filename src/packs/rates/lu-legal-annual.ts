import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'Règlement grand-ducal (legalize-dev/legalize-lu de30f90 2026-08-20)'

export const series: RateSeries = {
  id: 'LU_LEGAL_ANNUAL',
  title: 'Luxembourg legal rate of interest',
  period: 'year',
  rows: 'each-period',
  entries: [
    { from: day('2013-01-01'), percent: '3.5', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '3.25', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '3', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '3', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '2.25', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '2.25', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2020-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2022-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '2.25', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '4.5', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '4.25', source: SOURCE, confidence: 'seen' },
    { from: day('2026-01-01'), percent: '3.75', source: SOURCE, confidence: 'seen' },
  ],
}
