import type { BillingPack } from '../../core/billing/form.ts'

export const pack: BillingPack = {
  country: 'IE',
  underBilled: { as: 'supplement', shows: 'difference', clause: 'supplementary invoice for an increase of the price' },
  source: 'Revenue, Can you amend a VAT invoice?',
  asOf: '2026-11',
  confidence: 'seen',
}
