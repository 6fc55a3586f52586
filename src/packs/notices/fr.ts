import type { NoticePack } from '../../core/desk/notice.ts'

export const pack: NoticePack = {
  country: 'FR',
  language: 'fr',
  title: 'Mise en demeure',
  days: 8,
  daysForPersons: 15,
  draftMark: 'PROJET destiné à l’avocat, à reprendre sous son nom et sa responsabilité. Non envoyé.',
  opening: [
    'Nous agissons pour {creditor}. Malgré {reminders, plural, =0 {ses demandes} one {une relance} other {# relances}}, la somme de {principalAmount} reste due au titre des factures ci-dessous.',
    'Par la présente, nous vous mettons en demeure de la régler au plus tard le {deadlineOn}.',
    '{costs, select, none {} other {S’y ajoutent à ce jour {interestAmount} de pénalités de retard ({interestBasis}) et {compensationAmount} d’indemnité forfaitaire ({compensationBasis}).}}',
  ],
  closing: [
    'La présente vaut interpellation au sens de l’article 1344 du code civil et fait courir les intérêts moratoires.',
    'À défaut de règlement ou de réponse dans ce délai, notre cliente se réserve de saisir la juridiction compétente. Elle reste ouverte à un échéancier convenu d’ici là.',
  ],
  forPersons: ['Le client est une personne : vérifier les mentions et délais propres au consommateur avant tout envoi.'],
  source: 'Code civil, art. 1344 et 1231-6',
  asOf: '2026-11',
  confidence: 'unconfirmed',
}
