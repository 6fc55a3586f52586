import { type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-07-01'
const LAW = 'DL 62/2013'
const interest = {
  clause: `${LAW}; art. 102.º do Código Comercial`,
  rate: [
    seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' }, SINCE, LAW, {
      note: 'For 2025-07-01 the notices seen disagree (10.15 and 11.15); the formula gives 10.15.',
    }),
  ],
  rateMode: [seen('each-half-year', SINCE, 'aviso of each half-year')],
  dayCount: [memory(ACT_365, ALWAYS, 'not confirmed')],
  compounding: [seen('none', ALWAYS, LAW)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, LAW)],
} as const

export const pack: JurisdictionPack = {
  code: 'PT',
  name: 'Portugal',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: `art. 7.º do ${LAW}`,
      scale: [memory({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, SINCE, `${LAW}, art. 7`)],
    },
    terms: [memory({ standardDays: 30, maxDays: 60, text: '30 days; 60 unless expressly agreed and fair' }, SINCE, LAW)],
    limitation: [memory({ years: 20, from: 'due', clause: 'art. 309.º CC' }, ALWAYS, 'ordinary term; periodic claims 5 years')],
    paymentOrder: [memory(['costs', 'interest', 'principal'], ALWAYS, 'art. 785 CC')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'art. 102.º do Código Comercial',
      rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '7' }, SINCE, 'other commercial claims: ECB + 7')],
    },
    compensation: { clause: '', scale: [memory({ kind: 'none' }, ALWAYS, `${LAW}: commercial transactions only`)] },
    limitation: [memory({ years: 2, from: 'due', clause: 'art. 317.º CC' }, ALWAYS, 'claims of a trader against a consumer')],
  },
  public: { terms: [memory({ standardDays: 30, maxDays: 60, text: '30 days; 60 in health' }, SINCE, LAW)] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'least-secured', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, 'art. 784 CC')],
  mandatoryMentions: [],
  texts: [
    seen(
      { id: 'terms-clause', language: 'pt', kind: 'draft', text: 'Juros de mora (DL 62/2013) e 40 €.' },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [vatNote],
}
