import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'BIS CBPOL month-end via egil10/policy-rate (39694bd 2026-05-26); 2014-2022 match bekrfacility.cz table'

export const series: RateSeries = {
  id: 'CZ_CNB_REPO_HALFYEAR',
  title: 'CNB repo rate, first day of the half-year',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2013-07-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2014-07-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2015-07-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2016-07-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2017-07-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2018-07-01'), percent: '1', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '1.75', source: SOURCE, confidence: 'seen' },
    { from: day('2019-07-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2020-01-01'), percent: '2', source: SOURCE, confidence: 'seen' },
    { from: day('2020-07-01'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2021-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2022-01-01'), percent: '3.75', source: SOURCE, confidence: 'seen' },
    { from: day('2022-07-01'), percent: '7', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '7', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '7', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '6.75', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '4.75', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '4', source: SOURCE, confidence: 'seen' },
    { from: day('2025-07-01'), percent: '3.5', source: SOURCE, confidence: 'seen' },
    { from: day('2026-01-01'), percent: '3.5', source: SOURCE, confidence: 'seen' },
  ],
}
