import type { NoticePack } from '../../core/desk/notice.ts'

export const pack: NoticePack = {
  country: 'RO',
  language: 'ro',
  title: 'Notificare de punere în întârziere',
  days: 15,
  daysForPersons: 15,
  draftMark: 'PROIECT pentru avocat, de redactat sub numele său. Netrimis.',
  opening: [
    'Acționăm pentru {creditor}. În pofida {reminders, plural, =0 {solicitărilor} one {unei reamintiri} few {a # reamintiri} other {a # de reamintiri}}, din facturile de mai jos se datorează {principalAmount}.',
    'Vă punem în întârziere și vă solicităm plata până la {deadlineOn}.',
    '{costs, select, none {} other {La aceasta se adaugă până astăzi {interestAmount} dobândă penalizatoare ({interestBasis}) și {compensationAmount} daune-interese minimale ({compensationBasis}).}}',
  ],
  closing: [
    'Prezenta este o punere în întârziere în sensul art. 1522 din Codul civil; somația prealabilă ordonanței de plată se comunică prin executor judecătoresc sau prin scrisoare recomandată cu conținut declarat și confirmare de primire.',
    'În lipsa plății sau a unui răspuns în acest termen, clienta noastră își rezervă dreptul de a se adresa instanței. Rămâne deschisă unei eșalonări convenite până atunci.',
  ],
  forPersons: ['Destinatarul este persoană fizică: verificați cerințele privind consumatorii înainte de trimitere.'],
  source: 'Codul civil, art. 1522; Codul de procedură civilă, art. 1015',
  asOf: '2026-11',
  confidence: 'unconfirmed',
}
