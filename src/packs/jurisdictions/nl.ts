import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-03-16'
const BIK = '2012-07-01'
const bik = seen(
  {
    kind: 'share',
    currency: 'EUR',
    slices: [
      { upTo: '2500', percent: '15' },
      { upTo: '5000', percent: '10' },
      { upTo: '10000', percent: '5' },
      { upTo: '200000', percent: '1' },
      { percent: '0.5' },
    ],
    min: '40',
    max: '6775',
  },
  BIK,
  'Besluit vergoeding voor buitengerechtelijke incassokosten',
)

const interest = {
  clause: 'art. 6:119a BW',
  rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' }, SINCE, 'art. 6:119a BW')],
  rateMode: [seen('each-half-year', SINCE, 'art. 6:120 BW')],
  dayCount: [secondary(ACT_365, ALWAYS, 'published calculations')],
  compounding: [secondary('yearly', ALWAYS, 'art. 6:119 lid 2 and 6:119a lid 3 BW: once a year on the anniversary')],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, 'art. 6:119a BW')],
} as const

export const pack: JurisdictionPack = {
  code: 'NL',
  name: 'Netherlands',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: { clause: 'art. 6:96 BW en Besluit BIK', scale: [bik] },
    terms: [
      memory({ standardDays: 30, maxDays: 60, text: '30 days; 60 unless fair' }, SINCE, 'art. 6:119a BW'),
      memory(
        { standardDays: 30, maxDays: 60, text: '30 days; 60 unless fair; a large buyer pays a small firm within 30' },
        '2022-07-01',
        'art. 6:119a BW',
      ),
    ],
    limitation: [memory({ years: 5, from: 'due', clause: 'art. 3:307 BW' }, ALWAYS, 'not confirmed')],
    paymentOrder: [secondary(['costs', 'interest', 'principal'], ALWAYS, 'art. 6:44 BW')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'art. 6:119 BW',
      rate: [seen({ kind: 'reference', series: 'NL_WETTELIJKE_RENTE_CONSUMER', marginPercent: '0' }, ALWAYS, 'art. 6:119 and 6:120 BW')],
      rateMode: [seen('each-change', ALWAYS, 'art. 6:120 BW')],
      notice: [seen({ kind: 'none' }, ALWAYS, 'art. 6:119 BW; the letter of 14 days concerns the costs only')],
    },
    compensation: { clause: 'art. 6:96 lid 6 BW en Besluit BIK', scale: [bik], demandDays: 14 },
    limitation: [memory({ years: 2, from: 'due', clause: 'art. 7:28 BW' }, ALWAYS, 'consumer sale; not confirmed')],
  },
  public: { terms: [memory({ standardDays: 30, maxDays: 60, text: '30 days' }, SINCE, 'art. 6:119b BW')] },
  amongDebts: [secondary(['debtor-choice', 'due-first', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, 'art. 6:43 BW')],
  mandatoryMentions: [
    seen(['to a consumer, before any costs: a letter giving 14 days and the exact costs that follow'], BIK, 'art. 6:96 lid 6 BW'),
  ],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'nl',
        kind: 'draft',
        text: 'Bij te late betaling: wettelijke handelsrente (art. 6:119a BW) en incassokosten, min. € 40.',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [
    seen('VAT is added to the costs of collecting where the creditor cannot deduct it; they bear no interest.', BIK, 'Besluit BIK'),
    vatNote,
  ],
}
