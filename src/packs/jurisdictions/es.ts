import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-02-24'
const LAW = 'Ley 3/2004'
const interest = {
  clause: `art. 7 de la ${LAW}`,
  rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' }, SINCE, `${LAW}, art. 7`)],
  rateMode: [memory('each-half-year', SINCE, `${LAW}, art. 7`)],
  dayCount: [seen(ACT_365, ALWAYS, 'usage, 365 days')],
  compounding: [seen('none', ALWAYS, LAW)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, `${LAW}, art. 5`)],
} as const

export const pack: JurisdictionPack = {
  code: 'ES',
  name: 'Spain',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: `art. 8 de la ${LAW}`,
      scale: [secondary({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, SINCE, `${LAW}, art. 8`)],
    },
    terms: [
      seen(
        {
          standardDays: 30,
          maxDays: 60,
          hardMax: true,
          text: '30 days from delivery; never more than 60; the supplier sends the invoice within 15 days',
        },
        SINCE,
        `${LAW}, art. 4`,
      ),
    ],
    limitation: [memory({ years: 5, from: 'due', clause: 'art. 1964 CC' }, '2015-10-07', 'art. 1964 CC')],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'art. 1173 CC')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'art. 1108 CC',
      rate: [secondary({ kind: 'fixed', percent: '3.25' }, '2023-01-01', 'interés legal del dinero 3.25 %')],
      rateMode: [secondary('constant', '2023-01-01', 'one rate since 2023 in the source seen')],
      notice: [secondary({ kind: 'demand' }, ALWAYS, 'arts 1100 and 1108 CC: a demand is needed')],
    },
    compensation: { clause: '', scale: [memory({ kind: 'none' }, ALWAYS, `${LAW}: between undertakings only`)] },
  },
  public: { terms: [memory({ standardDays: 30, text: '30 days' }, SINCE, 'not confirmed')] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'most-onerous', 'pro-rata'], ALWAYS, 'arts 1172 and 1174 CC')],
  mandatoryMentions: [],
  texts: [
    seen(
      { id: 'terms-clause', language: 'es', kind: 'draft', text: 'Interés de demora y 40 € por costes de cobro (Ley 3/2004).' },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [seen('In an instalment plan interest and the fixed sum fall on overdue instalments only.', SINCE, `${LAW}, art. 6`), vatNote],
}
