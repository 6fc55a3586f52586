import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact, roundOnce } from '../law/house.ts'

const OR = '1912-01-01'
const interest = {
  clause: 'Art. 104 OR',
  rate: [
    seen({ kind: 'reference', series: 'CH_VERZUGSZINS', marginPercent: '0' }, OR, 'Art. 104 OR', {
      note: 'Between merchants the bank discount where it is higher.',
    }),
  ],
  rateMode: [seen('constant', OR, 'Art. 104 OR')],
  dayCount: [secondary({ standard: 'act/act', alternatives: ['30/360', 'act/360'] }, OR, 'no statute')],
  compounding: [seen('none', OR, 'Art. 105 OR')],
  rounding: roundOnce,
  notice: [seen({ kind: 'date-or-demand' }, OR, 'Art. 102 OR: Mahnung unless a Verfalltag was agreed')],
} as const

export const pack: JurisdictionPack = {
  code: 'CH',
  name: 'Switzerland',
  aliases: [],
  currency: 'CHF',
  business: {
    interest,
    compensation: { clause: '', scale: [seen({ kind: 'none' }, OR, 'none by law')] },
    terms: [seen({ text: 'due at once; no maximum' }, OR, 'Art. 75 OR')],
    limitation: [
      seen({ years: 10, from: 'due', clause: 'Art. 127 OR' }, OR, 'Art. 127 and 128 OR', {
        note: 'Crafts, retail and professionals: 5 years.',
      }),
    ],
    paymentOrder: [seen(['interest', 'costs', 'principal'], OR, 'Art. 85 OR: not on capital while interest or costs are owed')],
  },
  consumer: {},
  amongDebts: [seen(['debtor-choice', 'creditor-choice', 'due-first', 'enforced-first', 'oldest', 'pro-rata'], OR, 'Art. 86 and 87 OR')],
  mandatoryMentions: [],
  texts: [
    seen(
      { id: 'terms-clause', language: 'de', kind: 'draft', text: 'Zahlbar bis {due} (Verfalltag). Danach 5 % Verzugszins (Art. 104 OR).' },
      OR,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  dueShift: [seen('sunday-holiday', OR, 'Art. 78 OR')],
  notes: [memory('Interest and compensation lie outside VAT.', ALWAYS, 'not confirmed')],
}
