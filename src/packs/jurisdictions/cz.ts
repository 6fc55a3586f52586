import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const SINCE = '2014-01-01'
const DECREE = 'nařízení vlády 351/2013 Sb.'
const interest = {
  clause: `§ 1970 OZ; § 2 ${DECREE}`,
  rate: [seen({ kind: 'reference', series: 'CZ_CNB_REPO_HALFYEAR', marginPercent: '8' }, SINCE, `${DECREE}, § 2`)],
  rateMode: [seen('fixed-at-start', SINCE, `${DECREE}, § 2: first day of the half-year in which default began`)],
  dayCount: [secondary(ACT_365, ALWAYS, 'published calculations')],
  compounding: [seen('none', SINCE, '§ 1806 OZ: only if agreed')],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, SINCE, '§ 1970 OZ')],
} as const

export const pack: JurisdictionPack = {
  code: 'CZ',
  name: 'Czechia',
  aliases: [],
  currency: 'CZK',
  business: {
    interest,
    compensation: {
      clause: `§ 3 ${DECREE}`,
      scale: [
        seen(
          { kind: 'steps', currency: 'CZK', boundCurrency: 'CZK', steps: [{ amount: '1200' }] },
          SINCE,
          `${DECREE}, § 3: at least CZK 1,200`,
        ),
      ],
    },
    terms: [seen({ standardDays: 30, maxDays: 60, text: '30 days; 60 if express and fair' }, SINCE, '§ 1963 OZ')],
    limitation: [seen({ years: 3, from: 'due', clause: '§ 629 OZ' }, SINCE, '§ 629 OZ')],
    paymentOrder: [seen(['costs', 'interest', 'principal'], SINCE, '§ 1932(1) OZ: costs, default interest, interest, principal')],
  },
  consumer: {
    interest,
    compensation: { clause: '', scale: [seen({ kind: 'none' }, SINCE, `${DECREE}, § 3: business and public clients only`)] },
    paymentOrder: [
      seen(['costs', 'principal', 'interest'], SINCE, '§ 1932(2) OZ: a consumer in default; the reverse of the business order'),
    ],
  },
  public: { terms: [seen({ standardDays: 30, maxDays: 60, hardMax: true, text: '30 days; never more than 60' }, SINCE, '§ 1963 OZ')] },
  amongDebts: [seen(['debtor-choice', 'reminded-first', 'least-secured', 'oldest'], SINCE, '§ 1933 OZ')],
  mandatoryMentions: [],
  texts: [
    seen(
      {
        id: 'terms-clause',
        language: 'cs',
        kind: 'draft',
        text: 'Zákonný úrok z prodlení (nař. vl. 351/2013 Sb.) a náklady min. 1 200 Kč.',
      },
      SINCE,
      'wording to be read by a lawyer',
    ),
  ],
  thirdPartyLetter: [],
  contact: houseContact,
  courtPreparation: [
    memory(['a call to pay at least seven days before the lawsuit keeps the right to costs'], ALWAYS, '§ 142a OSŘ; not confirmed'),
  ],
  notes: [vatNote],
}
