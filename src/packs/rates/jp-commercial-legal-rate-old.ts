import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

export const series: RateSeries = {
  id: 'JP_COMMERCIAL_LEGAL_RATE_OLD',
  title: 'Japanese commercial legal rate (abolished)',
  period: 'open',
  rows: 'each-change',
  knownUntil: day('2020-03-31'),
  abolished: true,
  entries: [
    {
      from: day('1899-06-16'),
      percent: '6',
      source: 'Commercial Code 514, abolished 2020-04-01 (irisjs2021.com)',
      confidence: 'seen',
      note: 'rate seen; start date unconfirmed memory',
    },
  ],
}
