import { day } from '../../core/day/day.ts'
import type { RateSeries } from '../../core/ledger/rates.ts'

const SOURCE = 'eco.sapo.pt'

export const series: RateSeries = {
  id: 'PT_JUROS_COMERCIAIS_DL62_2013',
  title: 'Portuguese commercial late-payment rate, official notices seen',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2014-07-01'), percent: '8.15', source: 'ointerior.pt Aviso 8266/2014', confidence: 'seen' },
    { from: day('2017-01-01'), percent: '8', source: 'nascimentocatarino.com', confidence: 'seen' },
    { from: day('2023-01-01'), percent: '10.5', source: 'tsf.pt', confidence: 'seen' },
    { from: day('2024-01-01'), percent: '12.5', source: SOURCE, confidence: 'seen' },
    { from: day('2024-07-01'), percent: '12.25', source: 'apcmc.pt Aviso 14751/2024/2', confidence: 'seen' },
    { from: day('2025-01-01'), percent: '11.15', source: SOURCE, confidence: 'seen' },
    {
      from: day('2025-07-01'),
      percent: '10.15',
      source: 'eco.sapo.pt says 10,15; airv.pt and lexpoint.pt print 11,15 for Aviso 16792/2025/2 - CONFLICT, ECB formula gives 10,15',
      confidence: 'conflict',
    },
    { from: day('2026-01-01'), percent: '10.15', source: 'Aviso 822/2026 (gescriar.pt, lexpoint.pt)', confidence: 'seen' },
  ],
}
