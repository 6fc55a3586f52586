import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'datasets/interest-rates-gb 57c6c54 (2025-06-01)'
const SOURCE_2 = 'tradingeconomics.com / BIS summary.csv (darrenproton) / streets.uk'

export const series: RateSeries = {
  id: 'UK_BOE_BANK_RATE_CHANGE',
  title: 'Bank of England Bank Rate, by day of change',
  period: 'open',
  rows: 'each-change',
  knownUntil: day('2026-06-30'),
  entries: [
    { from: day('2009-03-05'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2016-08-04'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2017-11-02'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2018-08-02'), percent: '0.75', source: SOURCE, confidence: 'seen' },
    { from: day('2020-03-11'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2020-03-19'), percent: '0.1', source: SOURCE, confidence: 'seen' },
    { from: day('2021-12-16'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2022-02-03'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2022-03-17'), percent: '0.75', source: SOURCE, confidence: 'seen' },
    { from: day('2022-05-05'), percent: '1', source: SOURCE, confidence: 'seen' },
    { from: day('2022-06-16'), percent: '1.25', source: SOURCE, confidence: 'seen' },
    { from: day('2022-08-04'), percent: '1.75', source: SOURCE, confidence: 'seen' },
    { from: day('2022-09-22'), percent: '2.25', source: SOURCE, confidence: 'seen' },
    { from: day('2022-11-03'), percent: '3', source: SOURCE, confidence: 'seen' },
    { from: day('2022-12-15'), percent: '3.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-02-02'), percent: '4', source: SOURCE, confidence: 'seen' },
    { from: day('2023-03-23'), percent: '4.25', source: SOURCE, confidence: 'seen' },
    { from: day('2023-05-11'), percent: '4.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-06-22'), percent: '5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-08-03'), percent: '5.25', source: SOURCE, confidence: 'seen' },
    { from: day('2024-08-01'), percent: '5', source: SOURCE, confidence: 'seen' },
    { from: day('2024-11-07'), percent: '4.75', source: SOURCE, confidence: 'seen' },
    { from: day('2025-02-06'), percent: '4.5', source: SOURCE, confidence: 'seen' },
    { from: day('2025-05-08'), percent: '4.25', source: SOURCE, confidence: 'seen' },
    {
      from: day('2025-08-07'),
      percent: '4',
      source: SOURCE_2,
      confidence: 'seen',
      note: 'value and month seen, exact day unconfirmed memory',
    },
    { from: day('2025-12-18'), percent: '3.75', source: SOURCE_2, confidence: 'seen' },
  ],
}
