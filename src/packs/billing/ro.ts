import type { BillingPack } from '../../core/billing/form.ts'
import { day } from '../../core/day/day.ts'

export const pack: BillingPack = {
  country: 'RO',
  underBilled: { as: 'correction', shows: 'whole', clause: 'art. 330 alin. (1) lit. b) din Codul fiscal' },
  platform: { name: 'RO e-Factura', since: day('2024-07-01'), clause: 'OUG 120/2021, art. 4; Legea 296/2023' },
  source: 'Legea 227/2015, art. 330, version of December 2025',
  asOf: '2026-11',
  confidence: 'seen',
}
