import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'riksbank.se referensränta table'

export const series: RateSeries = {
  id: 'SE_REFERENSRANTA',
  title: 'Swedish reference rate',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-01-01'), percent: '1', source: SOURCE, confidence: 'seen' },
    { from: day('2013-07-01'), percent: '1', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '1', source: SOURCE, confidence: 'seen' },
    { from: day('2014-07-01'), percent: '1', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2015-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2016-07-01'), percent: '-0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '-0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2017-07-01'), percent: '-0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '-0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2018-07-01'), percent: '-0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '-0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2019-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2020-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2020-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2021-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2022-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2022-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '2.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '3.5', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '4', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '4', source: SOURCE, confidence: 'seen' },
    {
      from: day('2025-01-01'),
      percent: '3',
      source: 'BIS policy rate 2.75 at 2024-12 end, rounded up to half a point (räntelagen 9 §)',
      confidence: 'derived',
    },
    {
      from: day('2025-07-01'),
      percent: '2',
      source: 'BIS policy rate 2 at 2025-06 end, rounded up to half a point (räntelagen 9 §)',
      confidence: 'derived',
    },
    {
      from: day('2026-01-01'),
      percent: '2',
      source: 'BIS policy rate 1.75 at 2025-12 end, rounded up to half a point (räntelagen 9 §)',
      confidence: 'derived',
    },
  ],
}
