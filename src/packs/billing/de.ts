import type { BillingPack } from '../../core/billing/form.ts'

export const pack: BillingPack = {
  country: 'DE',
  underBilled: {
    as: 'correction',
    shows: 'difference',
    clause: '§ 14 Abs. 6 Nr. 5 UStG, § 31 Abs. 5 UStDV: Dokument, das spezifisch und eindeutig auf die Rechnung bezogen ist',
  },
  source: 'commentaries on § 31 Abs. 5 UStDV; Abschn. 14.11 UStAE',
  asOf: '2026-11',
  confidence: 'secondary',
}
