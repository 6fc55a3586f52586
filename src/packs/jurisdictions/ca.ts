import { type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact, roundOnce } from '../law/house.ts'

const ACT = 'Interest Act, R.S.C. 1985, c. I-15'
const CONTRACT = 'contract'
const interest = {
  clause: CONTRACT,
  rate: [
    seen(
      { kind: 'contract-only' },
      ALWAYS,
      `${ACT}, s. 4: the rate must be stated per YEAR, else 5 % is the cap; without agreement none, or prejudgment interest`,
    ),
  ],
  rateMode: [seen('constant', ALWAYS, CONTRACT)],
  dayCount: [seen({ standard: 'act/365', alternatives: ['act/act', 'act/360', '30/360'] }, ALWAYS, CONTRACT)],
  compounding: [seen('none', ALWAYS, CONTRACT)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, ALWAYS, CONTRACT)],
  contractCap: [memory({ kind: 'fixed', percent: '35' }, '2025-01-01', 'Criminal Code s. 347: 35 % APR')],
} as const

export const pack: JurisdictionPack = {
  code: 'CA',
  name: 'Canada',
  aliases: [],
  currency: 'CAD',
  business: {
    interest,
    compensation: { clause: '', scale: [seen({ kind: 'none' }, ALWAYS, 'none')] },
    terms: [seen({ text: 'as agreed' }, ALWAYS, CONTRACT)],
    limitation: [
      memory(
        { years: 2, from: 'due', clause: 'law of the province' },
        ALWAYS,
        '2 to 6 years by province: the shortest is taken for the warning',
      ),
    ],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'debtor’s choice, then the creditor’s (contract)')],
  },
  consumer: {},
  amongDebts: [memory(['debtor-choice', 'creditor-choice'], ALWAYS, CONTRACT)],
  mandatoryMentions: [
    seen(
      [
        'the rate per year: 2 % a month is 26.824 % a year and must be printed so',
        'the clause in the contract: words added only on the invoice do not bind',
      ],
      ALWAYS,
      `${ACT}, s. 4`,
    ),
  ],
  texts: [
    seen(
      { id: 'terms-clause', language: 'en', kind: 'draft', text: '{ratePerMonth}% per month ({ratePerYear}% per year)' },
      ALWAYS,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [],
}
