import { day } from '../../src/core/day/day.ts'
import type { MessageContent } from '../../src/core/letter/content.ts'

/** A complete second reminder, to be bent by each test. */
export const aMessage = (change: Partial<MessageContent> = {}): MessageContent => ({
  language: 'fr',
  on: day('2026-09-01'),
  dateLine: 'Nantes, 1er septembre 2026',
  from: {
    name: 'Atelier Mérival',
    lines: ['14 quai des Forges', '44000 Nantes'],
    person: 'Hélène Caradec',
    contact: ['02 55 00 01 42, helene@atelier-merival.example'],
  },
  to: { name: 'Cabinet Orvault Conseil', lines: ['Monsieur Orvault', '8 rue des Tanneurs', '44000 Nantes'] },
  subject: 'Vos 2 factures restent à régler',
  greeting: 'Bonjour Monsieur Orvault,',
  opening: ['Il reste 1 880,00 € à régler.'],
  key: [
    {
      amount: '1 880,00 €',
      by: 'Merci de nous régler avant le 15 septembre 2026.',
      sentence: 'Merci de nous régler 1 880,00 € avant le 15 septembre 2026.',
    },
  ],
  table: {
    head: ['Facture', 'Objet', 'Date', 'Échéance', 'Reste dû'],
    rows: [
      ['F-2026-0122', 'Plaquettes', '31 mai 2026', '30 juin 2026', '1 240,00 €'],
      ['F-2026-0135', 'Plaque de façade', '1 juil. 2026', '31 juil. 2026', '640,00 €'],
    ],
    totals: [{ label: 'Total', amount: '1 880,00 €' }],
  },
  costs: null,
  closing: ['Vous avez réglé ces derniers jours ? Ne tenez pas compte de ce message, et merci.'],
  pay: { rows: [{ label: 'IBAN', value: 'FR14 2004 1010 0505 0001 3M02 606' }], qrSvg: null, caption: '' },
  labelled: '{label} : {value}',
  farewell: 'Bien à vous,',
  enclosures: '',
  ...change,
})
