import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'ECB half-year + 8: NL handelsrente, IT, ES, PT, LU, IE; equals table in Matthi-code/rentetool for NL 2013-2026H1'

export const series: RateSeries = {
  id: 'ECB_PLUS_8_DEFAULT',
  title: 'ECB rate plus 8 points, as published in several states',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-03-16'), percent: '8.75', source: SOURCE, confidence: 'derived' },
    { from: day('2013-07-01'), percent: '8.5', source: SOURCE, confidence: 'derived' },
    { from: day('2014-01-01'), percent: '8.25', source: SOURCE, confidence: 'derived' },
    { from: day('2014-07-01'), percent: '8.15', source: SOURCE, confidence: 'derived' },
    { from: day('2015-01-01'), percent: '8.05', source: SOURCE, confidence: 'derived' },
    { from: day('2015-07-01'), percent: '8.05', source: SOURCE, confidence: 'derived' },
    { from: day('2016-01-01'), percent: '8.05', source: SOURCE, confidence: 'derived' },
    { from: day('2016-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2017-01-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2017-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2018-01-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2018-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2019-01-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2019-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2020-01-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2020-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2021-01-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2021-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2022-01-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2022-07-01'), percent: '8', source: SOURCE, confidence: 'derived' },
    { from: day('2023-01-01'), percent: '10.5', source: SOURCE, confidence: 'derived' },
    { from: day('2023-07-01'), percent: '12', source: SOURCE, confidence: 'derived' },
    { from: day('2024-01-01'), percent: '12.5', source: SOURCE, confidence: 'derived' },
    { from: day('2024-07-01'), percent: '12.25', source: SOURCE, confidence: 'derived' },
    { from: day('2025-01-01'), percent: '11.15', source: SOURCE, confidence: 'derived' },
    { from: day('2025-07-01'), percent: '10.15', source: SOURCE, confidence: 'derived' },
    { from: day('2026-01-01'), percent: '10.15', source: SOURCE, confidence: 'derived' },
    { from: day('2026-07-01'), percent: '10.4', source: SOURCE, confidence: 'secondary' },
  ],
}
