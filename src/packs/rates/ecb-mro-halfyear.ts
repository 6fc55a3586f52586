import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'enterprise.gov.ie late payment interest rate table'

export const series: RateSeries = {
  id: 'ECB_MRO_HALFYEAR',
  title: 'ECB main refinancing rate, first day of the half-year',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-03-16'), percent: '0.75', source: SOURCE, confidence: 'seen' },
    { from: day('2013-07-01'), percent: '0.5', source: SOURCE, confidence: 'seen' },
    { from: day('2014-01-01'), percent: '0.25', source: SOURCE, confidence: 'seen' },
    { from: day('2014-07-01'), percent: '0.15', source: SOURCE, confidence: 'seen' },
    { from: day('2015-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2015-07-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2016-01-01'), percent: '0.05', source: SOURCE, confidence: 'seen' },
    { from: day('2016-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2017-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2017-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2018-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2018-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2019-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2019-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2020-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2020-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2021-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2021-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2022-01-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2022-07-01'), percent: '0', source: SOURCE, confidence: 'seen' },
    { from: day('2023-01-01'), percent: '2.5', source: SOURCE, confidence: 'seen' },
    { from: day('2023-07-01'), percent: '4', source: SOURCE, confidence: 'seen' },
    { from: day('2024-01-01'), percent: '4.5', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '4.25', source: SOURCE, confidence: 'seen' },
    {
      from: day('2025-01-01'),
      percent: '3.15',
      source: 'MEF comunicato, GU 63 of 2025-03-17 (11.15 = 3.15 + 8); a public table of ECB rates (3.15 from 2024-12-18)',
      confidence: 'seen',
    },
    {
      from: day('2025-07-01'),
      percent: '2.15',
      source: 'A public table of ECB rates (2.15 from 2025-06-11); ECO, Portugal: 10.15 for the second half of 2025',
      confidence: 'seen',
    },
    {
      from: day('2026-01-01'),
      percent: '2.15',
      source: 'MEF comunicato, GU 15 of 2026-01-20; PT Aviso 822/2026 (10.15); OJ C/2026/01398 (2.15 on 2026-04-01)',
      confidence: 'seen',
    },
    {
      from: day('2026-07-01'),
      percent: '2.4',
      source: 'An open late-fee service (ECB 2.40, NL 10.4, FR 12.40); the German base rate rose from 1.27 to 1.52 by the same step',
      confidence: 'secondary',
    },
  ],
}
