import type { NoticePack } from '../../core/desk/notice.ts'

export const pack: NoticePack = {
  country: 'PL',
  language: 'pl',
  title: 'Ostateczne przedsądowe wezwanie do zapłaty',
  days: 7,
  daysForPersons: 14,
  draftMark: 'PROJEKT dla prawnika, do sporządzenia pod jego własnym nazwiskiem. Niewysłany.',
  opening: [
    'Działamy w imieniu {creditor}. Mimo {reminders, plural, =0 {próśb} one {# przypomnienia} few {# przypomnień} many {# przypomnień} other {# przypomnienia}} z poniższych faktur pozostaje do zapłaty {principalAmount}.',
    'Wzywamy do zapłaty tej kwoty do {deadlineOn}.',
    '{costs, select, none {} other {Do dziś doliczono {interestAmount} odsetek ({interestBasis}) oraz {compensationAmount} rekompensaty ({compensationBasis}).}}',
  ],
  closing: [
    'Niniejsze pismo jest próbą pozasądowego rozwiązania sporu (art. 187 § 1 pkt 3 k.p.c.).',
    'Brak zapłaty lub odpowiedzi w tym terminie może skutkować skierowaniem sprawy do sądu. Nasz klient pozostaje otwarty na rozłożenie należności na raty.',
  ],
  forPersons: ['Adresat jest osobą fizyczną: przed wysłaniem należy sprawdzić wymogi wobec konsumentów.'],
  source: 'art. 476 i 481 k.c.; art. 187 § 1 pkt 3 k.p.c.',
  asOf: '2026-11',
  confidence: 'unconfirmed',
}
