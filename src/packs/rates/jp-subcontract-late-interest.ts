import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

export const series: RateSeries = {
  id: 'JP_SUBCONTRACT_LATE_INTEREST',
  title: 'Japanese late interest on subcontract prices',
  period: 'open',
  rows: 'each-change',
  entries: [
    {
      from: day('1970-01-01'),
      percent: '14.6',
      source: 'JFTC rule under shitauke-ho art. 4-2, now toriteki-ho art. 6 (rate in JFTC rule)',
      confidence: 'memory',
      note: 'unconfirmed memory for the figure and the start date (article 6 text with "rate set by JFTC rule" seen at compliance21.com)',
    },
  ],
}
