import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact } from '../law/house.ts'

const CODE = '1896-07-16'
const REFORM = '2020-04-01'
const interest = {
  clause: '民法419条・404条',
  rate: [
    seen({ kind: 'reference', series: 'JP_LEGAL_RATE', marginPercent: '0' }, CODE, 'Civil Code art. 404', {
      note: 'Commercial debts before 2020-04-01 bore 6 % (abolished); subcontract prices 14.6 % (figure from memory).',
    }),
  ],
  rateMode: [seen('fixed-at-start', CODE, 'Civil Code arts 419 and 404: the rate of the day the delay began')],
  dayCount: [
    secondary(
      { standard: 'years+days', alternatives: ['act/365'] },
      CODE,
      'full years, the rest over 365 or, in a leap year, 366; 365 if the contract says so',
    ),
  ],
  compounding: [seen('none', CODE, 'Civil Code art. 405')],
  rounding: [secondary({ rule: 'cut', scope: 'segment' }, CODE, 'fractions of one yen are cut, part by part')],
  notice: [memory({ kind: 'date-or-demand' }, CODE, 'Civil Code art. 412')],
} as const

export const pack: JurisdictionPack = {
  code: 'JP',
  name: 'Japan',
  aliases: [],
  currency: 'JPY',
  business: {
    interest,
    compensation: { clause: '', scale: [seen({ kind: 'none' }, CODE, 'none')] },
    terms: [
      seen({ text: 'free' }, CODE, 'contract'),
      seen({ maxDays: 60, text: 'free; a principal pays a subcontractor within 60 days of receipt (取適法)' }, '2026-01-01', '取適法', {
        sinceSeen: true,
      }),
    ],
    limitation: [memory({ years: 5, from: 'due', clause: '民法166条' }, REFORM, '5 years from knowledge, 10 at most')],
    paymentOrder: [memory(['costs', 'interest', 'principal'], CODE, 'Civil Code art. 489')],
  },
  consumer: {},
  amongDebts: [
    memory(['debtor-choice', 'creditor-choice', 'due-first', 'most-onerous', 'oldest', 'pro-rata'], CODE, 'Civil Code art. 488'),
  ],
  mandatoryMentions: [],
  texts: [
    seen(
      { id: 'terms-clause', language: 'ja', kind: 'draft', text: '支払期日の翌日から年{rate}％の遅延損害金' },
      CODE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [
    seen(
      'From 60 days after receipt until payment a principal owes a subcontractor late interest, on unjust reductions too (取適法 art. 6).',
      '2026-01-01',
      '取適法 art. 6',
      { sinceSeen: true },
    ),
    secondary('Notes payable are banned in practice.', '2026-01-01', '取適法'),
    memory('Subcontract prices: 14.6 % a year. Give it as a contract rate.', ALWAYS, 'rule of the JFTC'),
  ],
}
