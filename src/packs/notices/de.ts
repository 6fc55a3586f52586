import type { NoticePack } from '../../core/desk/notice.ts'

export const pack: NoticePack = {
  country: 'DE',
  language: 'de',
  title: 'Zahlungsaufforderung',
  days: 10,
  daysForPersons: 14,
  draftMark: 'ENTWURF für die Rechtsanwältin oder den Rechtsanwalt, unter eigenem Namen zu verfassen. Nicht versandt.',
  opening: [
    'Wir vertreten {creditor}. Trotz {reminders, plural, =0 {Aufforderung} one {einer Mahnung} other {# Mahnungen}} sind aus den nachstehenden Rechnungen {principalAmount} offen.',
    'Wir fordern Sie auf, diesen Betrag bis zum {deadlineOn} zu zahlen.',
    '{costs, select, none {} other {Hinzu kommen bis heute {interestAmount} Verzugszinsen ({interestBasis}) und {compensationAmount} Pauschale ({compensationBasis}).}}',
  ],
  closing: [
    'Sie befinden sich mit der Zahlung in Verzug (§ 286 BGB).',
    'Geht bis dahin weder Zahlung noch eine Antwort ein, behält sich unsere Mandantin gerichtliche Schritte vor. Für eine Ratenvereinbarung innerhalb der Frist ist sie offen.',
  ],
  forPersons: ['Die Empfängerin oder der Empfänger ist eine Privatperson: die Angaben nach § 43d BRAO sind zu ergänzen.'],
  source: '§§ 286, 288 BGB; § 43d BRAO',
  asOf: '2026-11',
  confidence: 'unconfirmed',
}
