import { gap, type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-03-16'
const DIRECTIVE = 'Directive 2011/7/EU'

export const pack: JurisdictionPack = {
  code: 'EU',
  name: 'European Union (minimum)',
  aliases: [],
  currency: 'EUR',
  standsInFor: ['BG', 'HR', 'CY', 'DK', 'EE', 'FI', 'GR', 'HU', 'LV', 'LT', 'MT', 'SK', 'SI'],
  business: {
    interest: {
      clause: 'Directive 2011/7/EU, art. 3',
      rate: [
        seen(
          { kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' },
          SINCE,
          `${DIRECTIVE}, arts 2(6), 2(7), 3: at least 8 points`,
        ),
      ],
      rateMode: [seen('each-half-year', SINCE, `${DIRECTIVE}, art. 2(7)`)],
      dayCount: [gap({ standard: 'act/365', alternatives: ['act/act', 'act/360', '30/360'] }, SINCE, 'the directive sets no day count')],
      compounding: [seen('none', SINCE, `${DIRECTIVE}, art. 2(5): simple interest`)],
      rounding: roundOnce,
      notice: [seen({ kind: 'none' }, SINCE, `${DIRECTIVE}, art. 3(1): without the necessity of a reminder`)],
    },
    compensation: {
      clause: 'Directive 2011/7/EU, art. 6',
      scale: [
        seen(
          { kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] },
          SINCE,
          `${DIRECTIVE}, art. 6(1): at least EUR 40 per late payment`,
        ),
      ],
    },
    terms: [
      seen(
        { standardDays: 30, maxDays: 60, text: '30 days; 60 at most unless expressly agreed and not grossly unfair' },
        SINCE,
        `${DIRECTIVE}, art. 3`,
      ),
    ],
    limitation: [],
    paymentOrder: [gap(['costs', 'interest', 'principal'], SINCE, 'left to the law of each state')],
  },
  consumer: {
    interest: {
      clause: 'no common rule',
      rate: [seen({ kind: 'contract-only' }, SINCE, `${DIRECTIVE}, art. 1(2): consumers are outside`)],
      rateMode: [seen('constant', SINCE, `${DIRECTIVE}, art. 1(2)`)],
      dayCount: [gap({ standard: 'act/365', alternatives: ['act/act', 'act/360', '30/360'] }, SINCE, 'left to the law of each state')],
      compounding: [gap('none', SINCE, 'left to the law of each state')],
      rounding: roundOnce,
      notice: [gap({ kind: 'demand' }, SINCE, 'left to the law of each state')],
    },
    compensation: { clause: 'no common rule', scale: [seen({ kind: 'none' }, SINCE, `${DIRECTIVE}, art. 1(2)`)] },
  },
  public: {
    terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days; health bodies 60' }, SINCE, `${DIRECTIVE}, art. 4`)],
  },
  amongDebts: [gap(['debtor-choice', 'due-first', 'oldest'], SINCE, 'left to the law of each state')],
  mandatoryMentions: [],
  texts: [],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [
    seen('The fixed sum is due for each late payment, even several under one contract.', SINCE, 'CJEU C-370/21 and C-78/22'),
    seen(
      'States without the euro use the equivalent rate of their own central bank: the figures here hold for euro states.',
      SINCE,
      DIRECTIVE,
    ),
    memory('A regulation with a cap of 30 days was proposed as COM(2023) 533; it is not in force.', SINCE, 'status not confirmed for 2026'),
    vatNote,
  ],
}
