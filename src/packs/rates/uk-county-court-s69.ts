import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

export const series: RateSeries = {
  id: 'UK_COUNTY_COURT_S69',
  title: 'English county court rate',
  period: 'open',
  rows: 'each-change',
  entries: [
    {
      from: day('1993-04-01'),
      percent: '8',
      source: 'businesseastsussex.org.uk copy of gov.uk make-court-claim text: usually 8 %',
      confidence: 'seen',
      note: 'rate seen; start date unconfirmed memory',
    },
  ],
}
