import type { WriteOffPack } from '../../core/desk/write-off.ts'

export const pack: WriteOffPack = {
  country: 'GB',
  relief: { afterDays: null, afterMonths: 6, needs: 'nothing', untilMonthsAfterDue: 54, clause: 'VAT bad debt relief, VAT Act 1994 s. 36' },
  evidence: [
    'copy of the VAT invoice',
    'entry in a refunds for bad debts account',
    'record that the debt is written off in the VAT account',
  ],
  source: 'HMRC VAT Notice 700/18',
  asOf: '2026-11',
  confidence: 'memory',
}
