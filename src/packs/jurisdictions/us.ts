import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, roundOnce } from '../law/house.ts'

const CONTRACT = 'contract'
const interest = {
  clause: CONTRACT,
  rate: [
    seen({ kind: 'contract-only' }, ALWAYS, 'no federal rate; without a clause a state legal rate of 5 to 12 %', {
      note: 'Usual clauses: 1 to 1.5 % a month. The contract must predate the invoice.',
    }),
  ],
  rateMode: [seen('constant', ALWAYS, CONTRACT)],
  dayCount: [seen({ standard: 'act/365', alternatives: ['act/360', 'act/act', '30/360'] }, ALWAYS, CONTRACT)],
  compounding: [seen('none', ALWAYS, CONTRACT)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, ALWAYS, CONTRACT)],
} as const

export const pack: JurisdictionPack = {
  code: 'US',
  name: 'United States',
  aliases: ['USA'],
  currency: 'USD',
  business: {
    interest,
    compensation: { clause: '', scale: [seen({ kind: 'none' }, ALWAYS, 'none by statute')] },
    terms: [seen({ text: 'as agreed' }, ALWAYS, CONTRACT)],
    limitation: [
      memory(
        { years: 3, from: 'due', clause: 'law of the state' },
        ALWAYS,
        '3 to 10 years by state: the shortest is taken for the warning',
      ),
    ],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'debtor’s choice, then the creditor’s (contract)')],
  },
  consumer: {},
  amongDebts: [memory(['debtor-choice', 'creditor-choice'], ALWAYS, CONTRACT)],
  mandatoryMentions: [seen(['the clause in the contract: words added only on the invoice do not bind'], ALWAYS, 'case law')],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'en',
        kind: 'draft',
        text: 'Past-due balances bear {ratePerMonth}% per month ({ratePerYear}% per year) or the maximum lawful rate, as agreed in {contract}.',
      },
      ALWAYS,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: [
    seen(
      {
        callsPerDay: 1,
        callsPerWeek: 7,
        quietDaysAfterTalk: 7,
        hours: { from: '08:00', to: '21:00' },
        stopOnDispute: true,
        text: 'Above 7 calls in 7 consecutive days for one debt, or a call within 7 days after a conversation (its day is day 1), harassment is presumed. Binding for third-party collectors of consumer debts, a good house rule for everyone. No calls at work when told not to.',
      },
      '2021-11-30',
      '12 CFR 1006.14(b)(2); hours and workplace from a secondary source',
    ),
  ],
  courtPreparation: [],
  notes: [
    seen('California: 10 % where the contract names no rate (Civ. Code 3289).', ALWAYS, 'Cal. Civ. Code 3289'),
    seen(
      'New York: usury at 16 % (civil) and 25 % (criminal), but a late charge is liquidated damages and companies cannot plead civil usury.',
      ALWAYS,
      'GOL 5-521',
    ),
    secondary('Before a court: the contract, the invoice, proof of delivery and the running account.', ALWAYS, 'habit of the trade'),
  ],
}
