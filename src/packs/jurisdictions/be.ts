import { type JurisdictionPack, memory, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2013-03-16'
const BOOK19 = '2023-12-01'
const LAW = 'loi du 2 août 2002'
const commercial = { kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8', referenceUpToHalf: true } as const

const interest = {
  clause: `art. 5 de la ${LAW}`,
  rate: [seen(commercial, SINCE, `${LAW}, art. 5: rounded up to the next half point, verified on 20 published values`)],
  rateMode: [seen('each-half-year', SINCE, `${LAW}, art. 5`)],
  dayCount: [memory(ACT_365, ALWAYS, 'not confirmed')],
  compounding: [memory('none', ALWAYS, 'not confirmed')],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, `${LAW}, art. 5`)],
} as const

export const pack: JurisdictionPack = {
  code: 'BE',
  name: 'Belgium',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: `art. 6 de la ${LAW}`,
      scale: [
        seen({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, SINCE, `${LAW}, art. 6`, {
          note: 'Reasonable further costs may be asked for.',
        }),
      ],
    },
    terms: [
      memory({ standardDays: 30, maxDays: 60, text: '30 days; 60 unless expressly agreed and fair' }, SINCE, `${LAW}, art. 4`),
      memory({ standardDays: 30, maxDays: 60, hardMax: true, text: '30 days; never more than 60' }, '2022-02-01', `${LAW}, art. 4`),
    ],
    limitation: [
      memory(
        { years: 10, from: 'due', clause: 'art. 2262bis anc. C. civ.' },
        ALWAYS,
        'contract 10 years; periodic claims 5; some of a trader against a consumer 1',
      ),
    ],
    paymentOrder: [memory(['interest', 'principal', 'costs'], ALWAYS, 'art. 5.210 C. civ. (formerly 1254)')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: 'livre XIX du Code de droit économique',
      rate: [
        memory(
          { kind: 'reference', series: 'BE_LEGAL_ANNUAL', marginPercent: '0' },
          ALWAYS,
          'legal rate of interest where the contract names none',
        ),
      ],
      rateMode: [memory('each-change', ALWAYS, 'legal rate of interest, one a year')],
      notice: [
        memory({ kind: 'demand' }, ALWAYS, 'before Book XIX'),
        seen({ kind: 'demand', waitDays: 14 }, BOOK19, 'Code de droit économique, livre XIX: one free reminder, 14 calendar days', {
          sinceSeen: true,
          note: 'Three working days more if the reminder goes by post. In force for all debts.',
        }),
      ],
      contractCap: [seen(commercial, BOOK19, 'Code de droit économique, livre XIX: at most the commercial rate', { sinceSeen: true })],
    },
    compensation: {
      clause: 'livre XIX du Code de droit économique',
      needsClause: true,
      demandDays: 14,
      scale: [
        memory({ kind: 'none' }, ALWAYS, 'before Book XIX'),
        seen(
          {
            kind: 'share',
            currency: 'EUR',
            small: [{ upTo: '150', amount: '20' }],
            base: '30',
            slices: [{ upTo: '150', percent: '0' }, { upTo: '500', percent: '10' }, { percent: '5' }],
            max: '2000',
          },
          BOOK19,
          'Code de droit économique, livre XIX: EUR 20 up to 150; 30 + 10 % of 150 to 500; 65 + 5 % above; at most 2,000',
          { sinceSeen: true },
        ),
      ],
    },
    limitation: [
      memory(
        { years: 1, from: 'due', clause: 'art. 2272 anc. C. civ.' },
        ALWAYS,
        'some claims of a trader against a consumer: the shortest is taken for the warning',
      ),
    ],
  },
  public: { terms: [memory({ standardDays: 30, maxDays: 60, text: '30 days' }, SINCE, 'not confirmed')] },
  amongDebts: [memory(['debtor-choice', 'due-first', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, 'not confirmed')],
  mandatoryMentions: [
    seen(
      [
        'to a consumer, in the free first reminder: amount, creditor’s name and enterprise number, product and due day, 14 calendar days to pay',
      ],
      BOOK19,
      'Code de droit économique, livre XIX',
      { sinceSeen: true },
    ),
  ],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'fr',
        kind: 'draft',
        text: 'En cas de retard : intérêts au taux de la loi du 2 août 2002 et indemnité de 40 €.',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [],
  notes: [
    seen(
      'Against a consumer a small firm may count interest from the day after the reminder.',
      BOOK19,
      'Code de droit économique, livre XIX',
      { sinceSeen: true },
    ),
    vatNote,
  ],
}
