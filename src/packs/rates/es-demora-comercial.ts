import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

export const series: RateSeries = {
  id: 'ES_DEMORA_COMERCIAL',
  title: 'Spanish commercial late-payment rate, official notices seen',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2013-02-24'), percent: '8.75', source: 'larioja.org (RDL 4/2013)', confidence: 'seen' },
    { from: day('2018-07-01'), percent: '8', source: 'contratodeobras.com BOE 27-06-2018', confidence: 'seen' },
    {
      from: day('2026-01-01'),
      percent: '10.15',
      source: 'BOE-A-2025-27201 Resolución 23-12-2025 (page seen, figure derived from ECB 2,15)',
      confidence: 'derived',
    },
  ],
}
