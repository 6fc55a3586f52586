import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

export const series: RateSeries = {
  id: 'AT_BASISZINSSATZ_HALFYEAR',
  title: 'Austrian base rate, first day of the half-year',
  period: 'half-year',
  rows: 'each-change',
  entries: [
    { from: day('2013-03-16'), percent: '0.38', source: 'lexisnexis ARD 2013 (9,58 = 0,38+9,2)', confidence: 'seen' },
    { from: day('2013-07-01'), percent: '-0.12', source: 'bruckbaeck.at table (valid for half-years to 2016-06-30)', confidence: 'seen' },
    { from: day('2016-07-01'), percent: '-0.62', source: 'solidbau.at; lexisnexis 2017 (8,58)', confidence: 'seen' },
    { from: day('2023-01-01'), percent: '1.88', source: 'solidbau.at', confidence: 'seen' },
    { from: day('2023-07-01'), percent: '3.38', source: 'derived: MRO 4,00 since 21.6.2023 (+0,5 vs 3,50)', confidence: 'derived' },
    { from: day('2024-01-01'), percent: '3.88', source: 'finanzrechner.at citing OeNB (13,08 B2B)', confidence: 'seen' },
    {
      from: day('2024-07-01'),
      percent: '3.88',
      source:
        'derived: June 2024 cut 0,25 below the 0,5 threshold; klienten-info.at "zuletzt 3,03" Dec 2024 implies no earlier change than Sept',
      confidence: 'derived',
    },
    {
      from: day('2025-01-01'),
      percent: '2.53',
      source: 'derived from 3,03 (klienten-info Dec 2024) minus 0,5 on 18.12.2024',
      confidence: 'derived',
    },
    { from: day('2025-07-01'), percent: '1.53', source: 'derived: cumulated cuts to MRO 2,15 on 11.6.2025', confidence: 'derived' },
    { from: day('2026-01-01'), percent: '1.53', source: 'derived: MRO unchanged 2,15', confidence: 'derived' },
    {
      from: day('2026-07-01'),
      percent: '1.53',
      source: 'Austrian test suites use basiszinssatz 1.53 from 2026-07-01; rise of 0,25 is below the 0,5 threshold',
      confidence: 'secondary',
    },
  ],
}
