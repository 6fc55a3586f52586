import type { WriteOffPack } from '../../core/desk/write-off.ts'

export const pack: WriteOffPack = {
  country: 'PL',
  relief: { afterDays: 90, needs: 'nothing', untilYearsAfterIssueYear: 3, clause: 'art. 89a ustawy o VAT (ulga na złe długi)' },
  evidence: ['faktura', 'potwierdzenie upływu 90 dni od terminu płatności', 'zawiadomienie VAT-ZD w deklaracji'],
  source: 'ustawa o VAT, art. 89a, w brzmieniu od 1 października 2021',
  asOf: '2026-11',
  confidence: 'seen',
}
