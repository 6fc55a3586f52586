import { type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2002-08-07'
const ACT = 'Late Payment of Commercial Debts (Interest) Act 1998'
const interest = {
  clause: ACT,
  rate: [seen({ kind: 'reference', series: 'UK_BOE_HALFYEAR', marginPercent: '8' }, SINCE, 'SI 2002/1675, art. 4')],
  rateMode: [
    seen('fixed-at-start', SINCE, 'SI 2002/1675, art. 4: the rate immediately before the day on which statutory interest starts to run'),
  ],
  dayCount: [seen(ACT_365, SINCE, 'gov.uk; its illustration rounds the daily amount to the penny')],
  compounding: [seen('none', SINCE, ACT)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, ACT)],
} as const

export const pack: JurisdictionPack = {
  code: 'GB',
  name: 'United Kingdom',
  aliases: ['UK'],
  currency: 'GBP',
  business: {
    interest,
    compensation: {
      clause: `${ACT}, s. 5A`,
      scale: [
        seen(
          {
            kind: 'steps',
            currency: 'GBP',
            boundCurrency: 'GBP',
            steps: [{ upTo: '1000', amount: '40' }, { upTo: '10000', amount: '70' }, { amount: '100' }],
          },
          SINCE,
          `${ACT}, s. 5A`,
          { note: 'A reasonable excess may be asked for.' },
        ),
      ],
    },
    terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days; more than 60 must be fair' }, '2013-03-16', ACT)],
    limitation: [memory({ years: 6, from: 'due', clause: 'Limitation Act 1980, s. 5' }, ALWAYS, '6 years; Scotland 5')],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'debtor’s choice, then the creditor’s (contract)')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'contract',
      rate: [seen({ kind: 'contract-only' }, ALWAYS, `${ACT}: not against consumers; a court may give 8 % (s. 69)`)],
      rateMode: [seen('constant', ALWAYS, 'contract')],
      dayCount: [seen(ACT_365, ALWAYS, 'gov.uk')],
      compounding: [seen('none', ALWAYS, 'County Courts Act 1984, s. 69: simple')],
      notice: [memory({ kind: 'none' }, ALWAYS, 'contract')],
    },
    compensation: { clause: '', scale: [seen({ kind: 'none' }, ALWAYS, `${ACT}: not against consumers`)] },
    terms: [memory({ text: 'as agreed' }, ALWAYS, 'contract')],
  },
  public: { terms: [seen({ standardDays: 30, text: '30 days' }, '2013-03-16', ACT)] },
  amongDebts: [memory(['debtor-choice', 'creditor-choice'], ALWAYS, 'contract')],
  mandatoryMentions: [],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'en',
        kind: 'draft',
        text: 'We will exercise our statutory right to interest (8 % over Bank Rate) and compensation under the Late Payment of Commercial Debts (Interest) Act 1998.',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [
    memory(['Pre-Action Protocol for Debt Claims: 30 days for individuals and sole traders'], '2017-10-01', 'not confirmed'),
  ],
  notes: [
    seen('A contract may replace statutory interest only by a substantial remedy.', SINCE, ACT),
    seen(
      'Pending: Commercial Payments Bill (cap of 60 days, the 8 % not excludable); not in force before 2027.',
      SINCE,
      'House of Lords, 2026-05-19',
    ),
    memory('Administration of Justice Act 1970 s. 40 and Protection from Harassment Act 1997 cover everyone.', ALWAYS, 'both Acts'),
    vatNote,
  ],
}
