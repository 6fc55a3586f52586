import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

export const series: RateSeries = {
  id: 'CH_VERZUGSZINS',
  title: 'Swiss default interest',
  period: 'open',
  rows: 'each-change',
  entries: [
    {
      from: day('1912-01-01'),
      percent: '5',
      source: 'OR 104 Abs. 1 (legalize-ch)',
      confidence: 'seen',
      note: 'rate seen; start date unconfirmed memory',
    },
  ],
}
