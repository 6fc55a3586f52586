import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2016-01-01'
const RISE = '2020-01-01'
const LAW = 'ustawa z 8 marca 2013 r.'
const civil = { kind: 'reference', series: 'PL_NBP_REF_CHANGE', marginPercent: '5.5' } as const
const eight = { kind: 'reference', series: 'PL_NBP_REF_HALFYEAR', marginPercent: '8' } as const
const days = { standard: 'act/365', alternatives: ['act/act'] } as const

const interest = {
  clause: `art. 7 i 11b ${LAW}`,
  rate: [
    seen(eight, SINCE, `${LAW}, before 2020`),
    seen({ kind: 'reference', series: 'PL_NBP_REF_HALFYEAR', marginPercent: '10' }, RISE, `${LAW}, art. 4 pkt 3`, { sinceSeen: true }),
  ],
  rateMode: [seen('each-half-year', SINCE, `${LAW}, art. 11b`)],
  dayCount: [secondary(days, ALWAYS, 'the Supreme Court accepts 366 too')],
  compounding: [secondary('none', ALWAYS, 'art. 482 KC: interest on interest only from lawsuit or agreement')],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, `${LAW}, art. 7`)],
} as const

const compensation = {
  clause: `art. 10 ${LAW}`,
  scale: [
    memory(
      { kind: 'steps', currency: 'EUR', boundCurrency: 'PLN', steps: [{ amount: '40' }], paidIn: paidInZloty() },
      SINCE,
      `${LAW}, art. 10 before 2020, as in the directive`,
    ),
    seen(
      {
        kind: 'steps',
        currency: 'EUR',
        boundCurrency: 'PLN',
        steps: [{ upTo: '5000', inclusive: true, amount: '40' }, { upTo: '50000', amount: '70' }, { amount: '100' }],
        paidIn: paidInZloty(),
      },
      RISE,
      `${LAW}, art. 10`,
    ),
  ],
} as const

function paidInZloty() {
  return {
    currency: 'PLN',
    rate: 'NBP mid rate of the last working day of the month before the month of maturity',
    day: 'month-end-before-due',
  } as const
}

export const pack: JurisdictionPack = {
  code: 'PL',
  name: 'Poland',
  aliases: [],
  currency: 'PLN',
  business: {
    interest,
    compensation,
    terms: [
      secondary(
        {
          standardDays: 30,
          maxDays: 60,
          text: 'interest from day 31; 60 days; a large debtor pays a small firm within 60; above 120 a right to withdraw',
        },
        SINCE,
        LAW,
      ),
    ],
    limitation: [
      memory(
        { years: 2, from: 'due-to-year-end', clause: 'art. 118, 554 i 751 KC' },
        '2018-07-09',
        'sale and services 2 years, other business claims 3: the shorter is taken for the warning',
      ),
    ],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'art. 451 KC, at the creditor’s option')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'art. 481 KC',
      rate: [secondary(civil, SINCE, 'art. 481 § 2 KC: NBP + 5.5')],
      rateMode: [secondary('each-change', SINCE, 'art. 481 KC')],
      contractCap: [secondary({ ...civil, times: 2 }, SINCE, 'art. 481 § 2¹ KC: twice the rate of the law')],
    },
    compensation: { clause: '', scale: [seen({ kind: 'none' }, SINCE, `${LAW}: commercial transactions only`)] },
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 60, hardMax: true, text: '30 days' }, SINCE, `${LAW}, art. 8`)] },
  publicHealth: { interest: { ...interest, rate: [seen(eight, SINCE, `${LAW}, art. 4 pkt 3 lit. a: public hospital as debtor`)] } },
  amongDebts: [memory(['debtor-choice', 'due-first', 'oldest'], ALWAYS, 'art. 451 KC')],
  mandatoryMentions: [],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'pl',
        kind: 'draft',
        text: 'Odsetki ustawowe za opóźnienie w transakcjach handlowych oraz rekompensata 40/70/100 EUR (art. 10 ustawy z 8.03.2013).',
      },
      RISE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  dueShift: [secondary('saturday-sunday-holiday', ALWAYS, 'art. 115 KC')],
  notes: [vatNote],
}
