import { gap, type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-01-01'
const LAW = 'D.Lgs. 231/2002'
const interest = {
  clause: `artt. 4 e 5 ${LAW}`,
  rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' }, SINCE, `${LAW}, art. 5; rate published by the MEF`)],
  rateMode: [seen('each-half-year', SINCE, `${LAW}, art. 5`)],
  dayCount: [seen(ACT_365, ALWAYS, 'divisor 36500')],
  compounding: [seen('none', ALWAYS, LAW)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, `${LAW}, art. 4: the day after the due day`)],
} as const

export const pack: JurisdictionPack = {
  code: 'IT',
  name: 'Italy',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: `art. 6 ${LAW}`,
      scale: [memory({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, SINCE, `${LAW}, art. 6`)],
    },
    terms: [
      seen({ standardDays: 30, maxDays: 60, text: '30 days; 60 in writing, or longer if written and fair' }, SINCE, `${LAW}, art. 4`),
    ],
    limitation: [memory({ years: 10, from: 'due', clause: 'art. 2946 c.c.' }, ALWAYS, '10 years; periodic claims 5')],
    paymentOrder: [memory(['costs', 'interest', 'principal'], ALWAYS, 'art. 1194 c.c.: interest and costs before principal')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'art. 1284 c.c.',
      rate: [gap({ kind: 'unknown' }, ALWAYS, 'legal rate of art. 1284 c.c.: the sources conflict')],
      rateMode: [gap('each-change', ALWAYS, 'legal rate of art. 1284 c.c.')],
      notice: [gap({ kind: 'demand' }, ALWAYS, 'not found')],
    },
    compensation: { clause: '', scale: [memory({ kind: 'none' }, ALWAYS, `${LAW}: commercial transactions only`)] },
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 60, hardMax: true, text: '30 to 60 days' }, SINCE, `${LAW}, art. 4`)] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'least-secured', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, 'art. 1193 c.c.')],
  mandatoryMentions: [],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'it',
        kind: 'draft',
        text: 'Interessi moratori ex D.Lgs. 231/2002 (BCE + 8) e 40 € di costi di recupero.',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [
    gap(
      'For agricultural and food products there is a surcharge on the rate: the sources differ (2 or 4 points).',
      SINCE,
      'sources conflict',
    ),
    vatNote,
  ],
}
