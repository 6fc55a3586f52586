import type { BillingPack } from '../../core/billing/form.ts'
import { day } from '../../core/day/day.ts'

export const pack: BillingPack = {
  country: 'PL',
  underBilled: { as: 'correction', shows: 'difference', clause: 'art. 106j ust. 1 ustawy o VAT' },
  platform: { name: 'KSeF', since: day('2026-04-01'), clause: 'art. 106ga ustawy o VAT' },
  source: 'commentary on art. 106j ustawy o podatku od towarów i usług, 2026',
  asOf: '2026-11',
  confidence: 'secondary',
}
