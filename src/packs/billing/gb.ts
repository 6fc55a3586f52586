import type { BillingPack } from '../../core/billing/form.ts'

export const pack: BillingPack = {
  country: 'GB',
  underBilled: { as: 'supplement', shows: 'difference', clause: 'Value Added Tax Regulations 1995, reg. 15C' },
  source: 'SI 1995/2518, reg. 15C: debit note within 14 days of the increase, naming the invoices',
  asOf: '2026-11',
  confidence: 'seen',
}
