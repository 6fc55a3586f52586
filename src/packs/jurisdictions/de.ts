import { derived, type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const REFORM = '2002-01-01'
const NEW = '2014-07-29'

const interest = {
  clause: '§ 288 Abs. 2 BGB',
  rate: [
    derived(
      { kind: 'reference', series: 'DE_BASISZINSSATZ', marginPercent: '8' },
      REFORM,
      '§ 288 Abs. 2 BGB in its older version; a published calculation agrees',
    ),
    seen({ kind: 'reference', series: 'DE_BASISZINSSATZ', marginPercent: '9' }, NEW, '§ 288 Abs. 2 BGB'),
  ],
  rateMode: [seen('each-half-year', REFORM, '§ 247 BGB')],
  dayCount: [secondary({ standard: 'act/act', alternatives: ['act/365', '30/360'] }, REFORM, 'no statute; all three are in use')],
  compounding: [seen('none', REFORM, '§ 289 BGB')],
  rounding: roundOnce,
  notice: [
    seen(
      { kind: 'date-or-demand', automaticDays: 30 },
      REFORM,
      '§ 286 BGB: Mahnung, a date of the calendar, or 30 days after due day and invoice',
    ),
  ],
} as const

export const pack: JurisdictionPack = {
  code: 'DE',
  name: 'Germany',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: '§ 288 Abs. 5 BGB',
      scale: [
        memory({ kind: 'none' }, REFORM, 'no fixed sum before 2014-07-29'),
        seen({ kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] }, NEW, '§ 288 Abs. 5 BGB', {
          note: 'Set off against legal costs.',
        }),
      ],
    },
    terms: [
      memory({ text: 'due at once' }, REFORM, '§ 271 BGB'),
      seen(
        { maxDays: 60, text: 'due at once; default after 30 days; at most 60 unless expressly agreed and fair' },
        NEW,
        '§§ 271, 271a, 286 BGB',
      ),
    ],
    limitation: [seen({ years: 3, from: 'end-of-due-year', clause: '§§ 195, 199 BGB' }, REFORM, '§§ 195, 199 BGB')],
    paymentOrder: [seen(['costs', 'interest', 'principal'], ALWAYS, '§ 367 BGB')],
  },
  consumer: {
    interest: {
      ...interest,
      clause: '§ 288 Abs. 1 BGB',
      rate: [seen({ kind: 'reference', series: 'DE_BASISZINSSATZ', marginPercent: '5' }, REFORM, '§ 288 Abs. 1 BGB')],
      notice: [
        seen(
          { kind: 'date-or-demand', automaticDays: 30, automaticNeedsMention: true },
          REFORM,
          '§ 286 Abs. 3 BGB: the 30 days count for a consumer only if the invoice said so',
        ),
      ],
    },
    compensation: { clause: '', scale: [seen({ kind: 'none' }, REFORM, '§ 288 Abs. 5 BGB: not against consumers')] },
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 60, hardMax: true, text: '30 days; 60 at most' }, NEW, '§ 271a BGB')] },
  amongDebts: [seen(['debtor-choice', 'due-first', 'least-secured', 'most-onerous', 'oldest', 'pro-rata'], ALWAYS, '§ 366 BGB')],
  mandatoryMentions: [
    seen(['to a consumer: that default begins 30 days after due day and receipt of the invoice at the latest'], REFORM, '§ 286 Abs. 3 BGB'),
  ],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'de',
        kind: 'draft',
        text: 'Zahlbar bis {due}. Danach Verzug ohne Mahnung (§ 286 BGB); Zinsen {margin} Prozentpunkte über dem Basiszinssatz (§ 288 BGB).',
      },
      REFORM,
      'wording to be read by a lawyer',
    ),
    seen(
      {
        id: 'consumer-30-days',
        language: 'de',
        kind: 'draft',
        text: 'Sie kommen spätestens 30 Tage nach Fälligkeit und Zugang dieser Rechnung in Verzug.',
      },
      REFORM,
      '§ 286 Abs. 3 BGB',
    ),
  ],
  thirdPartyLetter: [
    seen(
      [
        "principal's name and address",
        'ground of the claim: object and date of the contract',
        'computation of interest: base, rate, period; the reason if above the rate of the law',
        'costs with kind, amount and ground',
        'statement on VAT',
        'how the address was found',
        'supervisory authority',
      ],
      ALWAYS,
      '§ 13a RDG, first letter to a private person',
    ),
  ],
  contact: houseContact,
  courtPreparation: [seen(['collection costs at most as high as a lawyer’s fee (§ 13e RDG)'], ALWAYS, '§ 13e RDG')],
  notes: [
    seen('For consumer credit a payment goes to costs, then principal, then interest (§ 497 Abs. 3 BGB).', ALWAYS, '§ 497 Abs. 3 BGB'),
    memory('No threat of a negative credit entry without notice.', ALWAYS, 'not confirmed'),
    vatNote,
  ],
}
