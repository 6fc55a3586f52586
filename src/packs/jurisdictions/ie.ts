import { type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-03-16'
const LAW = 'S.I. No. 580/2012'
const interest = {
  clause: `${LAW}, reg. 5`,
  rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' }, SINCE, LAW)],
  rateMode: [
    seen('each-half-year', SINCE, LAW, {
      note: 'An older text of the ministry says that only the rate in force on the day of payment applies (`fixed-at-end`).',
    }),
  ],
  dayCount: [seen(ACT_365, SINCE, LAW)],
  compounding: [seen('none', SINCE, LAW)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, LAW)],
} as const

export const pack: JurisdictionPack = {
  code: 'IE',
  name: 'Ireland',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: `${LAW}, reg. 9`,
      scale: [
        seen(
          {
            kind: 'steps',
            currency: 'EUR',
            boundCurrency: 'EUR',
            steps: [{ upTo: '1000', inclusive: true, amount: '40' }, { upTo: '10000', inclusive: true, amount: '70' }, { amount: '100' }],
          },
          SINCE,
          LAW,
        ),
      ],
    },
    terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days; 60 unless expressly agreed' }, SINCE, LAW)],
    limitation: [memory({ years: 6, from: 'due', clause: 'Statute of Limitations 1957' }, ALWAYS, 'Statute of Limitations 1957')],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'debtor’s choice, then the creditor’s (contract)')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'contract',
      rate: [memory({ kind: 'contract-only' }, ALWAYS, `${LAW} holds between undertakings only`)],
      rateMode: [memory('constant', ALWAYS, 'contract')],
    },
    compensation: { clause: '', scale: [memory({ kind: 'none' }, ALWAYS, `${LAW} holds between undertakings only`)] },
  },
  amongDebts: [memory(['debtor-choice', 'creditor-choice'], ALWAYS, 'contract')],
  mandatoryMentions: [],
  texts: [
    seen(
      { id: 'terms-clause', language: 'en', kind: 'draft', text: 'Interest and compensation under S.I. 580/2012.' },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [vatNote],
}
