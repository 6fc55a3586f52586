import { type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-04-15'
const LAW = 'loi modifiée du 18 avril 2004'
const interest = {
  clause: `art. 3 de la ${LAW}`,
  rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' }, SINCE, LAW)],
  rateMode: [seen('each-half-year', SINCE, LAW)],
  dayCount: [memory(ACT_365, ALWAYS, 'not confirmed')],
  compounding: [seen('none', SINCE, `${LAW}: simple interest in the text`)],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, LAW)],
} as const

export const pack: JurisdictionPack = {
  code: 'LU',
  name: 'Luxembourg',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: `art. 5 de la ${LAW}`,
      scale: [
        seen({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, SINCE, LAW, {
          note: 'Reasonable further costs may be asked for.',
        }),
      ],
    },
    terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days; 60 unless expressly agreed and fair' }, SINCE, LAW)],
    limitation: [memory({ years: 10, from: 'due', clause: 'art. 189 du Code de commerce' }, ALWAYS, 'commercial claims; not confirmed')],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'art. 1254 C. civ.')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: `art. 12 de la ${LAW}`,
      rate: [
        seen({ kind: 'reference', series: 'LU_LEGAL_ANNUAL', marginPercent: '0' }, ALWAYS, `${LAW}, art. 12; yearly règlement grand-ducal`),
      ],
      rateMode: [seen('each-change', ALWAYS, `${LAW}, art. 14`)],
      compounding: [seen('none', ALWAYS, LAW)],
      notice: [
        seen(
          { kind: 'months-after-delivery', months: 3 },
          ALWAYS,
          `${LAW}, art. 12: from the end of the third month, only if invoiced within one month with a mention of art. 12`,
        ),
      ],
    },
    compensation: { clause: '', scale: [seen({ kind: 'none' }, ALWAYS, `${LAW}: between professionals only`)] },
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 60, hardMax: true, text: '30 days; never more than 60' }, SINCE, LAW)] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, 'not confirmed')],
  mandatoryMentions: [seen(['to a consumer: art. 12 of the law of 18 April 2004, on the invoice'], SINCE, `${LAW}, art. 12`)],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'fr',
        kind: 'draft',
        text: "En cas de retard : intérêts (BCE + 8 points) exigibles sans rappel dès le lendemain de l'échéance, et indemnité forfaitaire de 40 € (loi modifiée du 18 avril 2004).",
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [
    seen('Three months after service of a judgment the legal rate rises by 3 points.', ALWAYS, LAW),
    seen('In an instalment plan interest and the fixed sum fall on overdue instalments only.', SINCE, `${LAW}, art. 3(5)`),
    vatNote,
  ],
}
