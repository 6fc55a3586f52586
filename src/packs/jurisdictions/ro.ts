import { gap, type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-04-05'
const interest = {
  clause: 'OG 13/2011, art. 3; Legea 72/2013',
  rate: [
    seen({ kind: 'reference', series: 'RO_BNR_POLICY_HALFYEAR', marginPercent: '8' }, SINCE, 'OG 13/2011, art. 3: between professionals'),
  ],
  rateMode: [memory('each-half-year', SINCE, 'rate of the first day of each half-year')],
  dayCount: [gap(ACT_365, ALWAYS, 'not found')],
  compounding: [memory('none', ALWAYS, 'not confirmed')],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, 'Legea 72/2013 (abstract)')],
} as const

export const pack: JurisdictionPack = {
  code: 'RO',
  name: 'Romania',
  aliases: [],
  currency: 'RON',
  business: {
    interest,
    compensation: {
      clause: 'Legea 72/2013, art. 10',
      scale: [
        seen(
          {
            kind: 'steps',
            currency: 'EUR',
            boundCurrency: 'EUR',
            steps: [{ amount: '40' }],
            paidIn: {
              currency: 'RON',
              rate: 'BNR rate of the day of payment (the day is not fixed by any source read)',
              day: 'payment-day',
            },
          },
          SINCE,
          'Legea 72/2013: EUR 40 at least, paid in RON',
        ),
      ],
    },
    terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days from the invoice; 60' }, SINCE, 'Legea 72/2013')],
    limitation: [memory({ years: 3, from: 'due', clause: 'art. 2517 C. civ.' }, '2011-10-01', 'not confirmed')],
    paymentOrder: [memory(['costs', 'interest', 'principal'], ALWAYS, 'art. 1507 C. civ.')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'OG 13/2011, art. 3',
      rate: [
        seen({ kind: 'reference', series: 'RO_BNR_POLICY_HALFYEAR', marginPercent: '4' }, SINCE, 'OG 13/2011, art. 3: civil', {
          note: 'Outside any business a fifth less.',
        }),
      ],
      notice: [memory({ kind: 'date-or-demand' }, ALWAYS, 'not confirmed')],
    },
    compensation: { clause: '', scale: [memory({ kind: 'none' }, ALWAYS, 'Legea 72/2013: between professionals and public bodies only')] },
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days (60)' }, SINCE, 'Legea 72/2013')] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'least-secured', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, 'art. 1509 C. civ.')],
  mandatoryMentions: [],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'ro',
        kind: 'draft',
        text: 'Dobândă penalizatoare legală (BNR + 8 p.p., OG 13/2011) și minimum 40 EUR (Legea 72/2013).',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [vatNote],
}
