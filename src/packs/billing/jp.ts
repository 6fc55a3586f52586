import type { BillingPack } from '../../core/billing/form.ts'

export const pack: BillingPack = {
  country: 'JP',
  underBilled: {
    as: 'correction',
    shows: 'difference',
    clause: '消費税法第57条の4第4項（修正した適格請求書：当初交付分との関連性を明らかにし、修正した事項を明示）',
  },
  source: 'explanations of the National Tax Agency’s Q&A, question 34',
  asOf: '2026-11',
  confidence: 'secondary',
}
