import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'BIS CBPOL month-end via egil10/policy-rate (39694bd 2026-05-26); value on 31 Dec / 30 Jun'

export const series: RateSeries = {
  id: 'UK_BOE_HALFYEAR',
  title: 'Bank of England Bank Rate on 31 December / 30 June',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-01-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2013-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2014-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2015-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2016-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2017-07-01'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2018-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '0.75', source: SOURCE, confidence: 'seen' },
    { from: day('2019-07-01'), percent: '0.75', source: SOURCE, confidence: 'seen' },
    { from: day('2020-01-01'), percent: '0.75', source: SOURCE, confidence: 'seen' },
    { from: day('2020-07-01'), percent: '0.1', source: SOURCE, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '0.1', source: SOURCE, confidence: 'seen' },
    { from: day('2021-07-01'), percent: '0.1', source: SOURCE, confidence: 'seen' },
    { from: day('2022-01-01'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2022-07-01'), percent: '1.25', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '3.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '5', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '5.25', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '5.25', source: SOURCE, confidence: 'seen' },
    { from: day('2025-01-01'), percent: '4.75', source: SOURCE, confidence: 'seen' },
    { from: day('2025-07-01'), percent: '4.25', source: SOURCE, confidence: 'seen' },
    { from: day('2026-01-01'), percent: '3.75', source: SOURCE, confidence: 'seen' },
    {
      from: day('2026-07-01'),
      percent: '3.75',
      source: 'An open late-fee service (Bank Rate 3.75 on the reference day, 30 June 2026); BIS daily rates: 3.75 on 2026-05-22',
      confidence: 'secondary',
    },
  ],
}
