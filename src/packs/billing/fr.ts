import type { BillingPack } from '../../core/billing/form.ts'
import { day } from '../../core/day/day.ts'

export const pack: BillingPack = {
  country: 'FR',
  underBilled: {
    as: 'correction',
    shows: 'difference',
    clause: 'art. 289, I, 5 du CGI : document qui modifie la facture initiale et y fait référence de façon spécifique',
  },
  platform: {
    name: 'Plateforme agréée',
    since: day('2027-09-01'),
    clause: 'art. 289 bis du CGI (grandes et moyennes entreprises : 1er septembre 2026)',
  },
  source: 'Code général des impôts, art. 289, I, 5; administration’s answer RES 2006/10',
  asOf: '2026-11',
  confidence: 'secondary',
}
