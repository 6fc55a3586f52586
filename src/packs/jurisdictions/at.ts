import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-03-16'
const interest = {
  clause: '§ 456 UGB',
  rate: [
    seen({ kind: 'reference', series: 'AT_BASISZINSSATZ_HALFYEAR', marginPercent: '9.2' }, SINCE, '§ 456 UGB', {
      note: 'If the client is not at fault the rate is 4 %.',
    }),
  ],
  rateMode: [seen('each-half-year', SINCE, '§ 456 UGB: base rate on the first day of the half-year')],
  dayCount: [secondary({ standard: 'act/365', alternatives: ['act/360'] }, ALWAYS, 'act/360 is the habit of banks')],
  compounding: [memory('none', ALWAYS, 'not confirmed')],
  rounding: roundOnce,
  notice: [memory({ kind: 'date-or-demand' }, ALWAYS, 'none needed where a date was agreed')],
} as const

export const pack: JurisdictionPack = {
  code: 'AT',
  name: 'Austria',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: '§ 458 UGB',
      scale: [seen({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, SINCE, '§ 458 UGB')],
    },
    terms: [memory({ maxDays: 60, text: 'without undue delay; at most 60 days' }, SINCE, 'not confirmed')],
    limitation: [memory({ years: 3, from: 'due', clause: '§ 1486 ABGB' }, ALWAYS, '§ 1486 ABGB')],
    paymentOrder: [memory(['costs', 'interest', 'principal'], ALWAYS, '§ 1416 ABGB')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: '§ 1000 ABGB',
      rate: [seen({ kind: 'fixed', percent: '4' }, ALWAYS, '4 % a year, § 1000 ABGB')],
      rateMode: [seen('constant', ALWAYS, '4 % a year, § 1000 ABGB')],
    },
    compensation: { clause: '', scale: [seen({ kind: 'none' }, ALWAYS, '§ 458 UGB: between undertakings only')] },
  },
  public: { terms: [memory({ standardDays: 30, text: '30 days' }, SINCE, 'not confirmed')] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'most-onerous', 'oldest'], ALWAYS, '§ 1416 ABGB')],
  mandatoryMentions: [],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'de',
        kind: 'draft',
        text: 'Bei Verzug 9,2 Prozentpunkte über dem Basiszinssatz (§ 456 UGB) und 40 € (§ 458 UGB).',
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
