import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-03-16'
const LAW = 'räntelagen (1975:635)'
const interest = {
  clause: `6 § ${LAW}`,
  rate: [
    seen({ kind: 'reference', series: 'SE_REFERENSRANTA', marginPercent: '8', referenceUpToHalf: true }, ALWAYS, `${LAW}, 6 and 9 §§`),
  ],
  rateMode: [seen('each-half-year', ALWAYS, `${LAW}: « vid varje tid gällande »`)],
  dayCount: [secondary({ standard: 'act/act', alternatives: ['act/365'] }, ALWAYS, '366 in leap years')],
  compounding: [seen('none', ALWAYS, LAW)],
  rounding: roundOnce,
  notice: [
    seen(
      { kind: 'date-or-demand', automaticDays: 30 },
      ALWAYS,
      `${LAW}, 3 and 4 §§: a due day fixed in advance, else 30 days after the invoice was received`,
    ),
  ],
} as const

export const pack: JurisdictionPack = {
  code: 'SE',
  name: 'Sweden',
  aliases: [],
  currency: 'SEK',
  business: {
    interest,
    compensation: {
      clause: 'förseningsersättning, 4 a § lag (1981:739)',
      scale: [
        seen(
          { kind: 'steps', currency: 'SEK', boundCurrency: 'SEK', steps: [{ amount: '450' }] },
          SINCE,
          'lag (1981:739), förordning (1981:1057)',
          {
            note: 'Absorbs the fees for a reminder (60), a collection demand (180) and an instalment plan (170).',
          },
        ),
      ],
    },
    terms: [seen({ standardDays: 30, text: '30 days; longer only if the creditor expressly agrees' }, SINCE, LAW)],
    limitation: [
      seen(
        { years: 10, from: 'due', clause: '2 § preskriptionslagen (1981:130)', restartedByDemand: true },
        ALWAYS,
        'preskriptionslagen, 2 and 5 §§: each written demand starts it anew',
      ),
    ],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'interest first; not confirmed')],
  },
  consumer: {
    interest,
    compensation: {
      clause: '',
      scale: [seen({ kind: 'none' }, SINCE, 'between undertakings only; a reminder fee of SEK 60 must be agreed')],
    },
    limitation: [
      seen(
        { years: 3, from: 'due', clause: '2 § preskriptionslagen (1981:130)', restartedByDemand: true },
        ALWAYS,
        'preskriptionslagen, 2 and 5 §§',
      ),
    ],
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 30, hardMax: true, text: '30 days, never more' }, SINCE, LAW)] },
  amongDebts: [secondary(['debtor-choice', 'due-first', 'oldest'], ALWAYS, 'not confirmed')],
  mandatoryMentions: [
    seen(
      [
        'a collection demand is written',
        'capital, interest (amount, rate, period, base) and costs stand SEPARATELY',
        'a reasonable time to answer',
      ],
      ALWAYS,
      'inkassolagen (1974:182), 5 §',
    ),
  ],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'sv',
        kind: 'draft',
        text: 'Dröjsmålsränta enligt räntelagen (referensränta + 8 %) och förseningsersättning 450 kr.',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [
    seen(
      ['the demand is written', 'capital, interest (amount, rate, period, base) and costs separately', 'a reasonable time to answer'],
      ALWAYS,
      'inkassolagen (1974:182), 5 §',
    ),
  ],
  contact: houseContact,
  courtPreparation: [seen(['no court action before the demand of 5 § and its time to answer'], ALWAYS, 'inkassolagen (1974:182), 5 §')],
  notes: [
    seen('Good collection practice: no undue pressure (inkassolagen 4 §).', ALWAYS, 'inkassolagen (1974:182), 4 §'),
    secondary('The enforcement authority counts in whole kronor.', ALWAYS, 'Kronofogden'),
    vatNote,
  ],
}
