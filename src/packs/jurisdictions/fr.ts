import { type JurisdictionPack, memory, secondary, seen } from '../../core/ledger/jurisdiction.ts'
import { ACT_365, ALWAYS, houseContact, roundOnce, vatNote } from '../law/house.ts'

const LME = '2009-01-01'
const CCOM = 'Code de commerce, art. L441-10'
const CPCE = "Code des procédures civiles d'exécution"

const interest = {
  clause: 'art. L441-10 II du Code de commerce',
  rate: [seen({ kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '10' }, LME, `${CCOM} II`)],
  rateMode: [seen('each-half-year', LME, `${CCOM} II`)],
  dayCount: [seen(ACT_365, LME, 'usage, 365 days')],
  compounding: [seen('none', LME, 'Code civil, art. 1343-2: capitalised only if agreed or ordered, for a full year at least')],
  rounding: roundOnce,
  notice: [seen({ kind: 'none' }, LME, `${CCOM} II: « sans qu'un rappel soit nécessaire »`)],
  contractFloor: [
    seen(
      { kind: 'reference', series: 'FR_LEGAL_PROFESSIONAL', marginPercent: '0', times: 3 },
      LME,
      `${CCOM} II: three times the legal rate`,
    ),
  ],
} as const
const { contractFloor: _, ...withoutFloor } = interest

export const pack: JurisdictionPack = {
  code: 'FR',
  name: 'France',
  aliases: [],
  currency: 'EUR',
  business: {
    interest,
    compensation: {
      clause: 'art. L441-10 II et D441-5 du Code de commerce',
      scale: [
        seen(
          { kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] },
          '2013-01-01',
          'Code de commerce, art. D441-5',
          {
            note: 'A justified excess may be asked for on top.',
          },
        ),
      ],
    },
    terms: [
      seen(
        {
          standardDays: 30,
          maxDays: 60,
          hardMax: true,
          text: '30 days from receipt; at most 60 from the invoice date, or 45 days end of month if expressly agreed; periodic invoices 45 days',
        },
        LME,
        `${CCOM} I`,
      ),
    ],
    limitation: [seen({ years: 5, from: 'due', clause: 'art. 2224 du Code civil' }, '2008-06-19', 'Code civil, art. 2224')],
    paymentOrder: [seen(['interest', 'principal', 'costs'], '2016-10-01', 'Code civil, art. 1343-1')],
  },
  consumer: {
    interest: {
      ...withoutFloor,
      clause: 'art. 1231-6 et 1344-1 du Code civil',
      rate: [
        seen(
          { kind: 'reference', series: 'FR_LEGAL_PROFESSIONAL', marginPercent: '0' },
          ALWAYS,
          'Code civil, art. 1231-6; D313-1-A CMF: a business creditor always uses the rate of the other cases',
        ),
      ],
      rateMode: [seen('each-half-year', ALWAYS, 'Code monétaire et financier, art. L313-2')],
      dayCount: [seen(ACT_365, ALWAYS, 'usage, 365 days')],
      compounding: [seen('none', ALWAYS, 'Code civil, art. 1343-2')],
      notice: [seen({ kind: 'demand' }, ALWAYS, 'Code civil, art. 1344-1: from the mise en demeure')],
    },
    compensation: {
      clause: '',
      scale: [seen({ kind: 'none' }, ALWAYS, `${CPCE}, art. L111-8: costs without an enforceable title stay with the creditor`)],
    },
    limitation: [
      seen(
        { years: 2, from: 'due', clause: 'art. L218-2 du Code de la consommation' },
        '2008-06-19',
        'Code de la consommation, art. L218-2',
      ),
    ],
  },
  public: {
    interest: {
      ...withoutFloor,
      clause: 'art. R2192-31 du Code de la commande publique',
      rate: [
        seen(
          { kind: 'reference', series: 'ECB_MRO_HALFYEAR', marginPercent: '8' },
          '2013-03-16',
          'Code de la commande publique, art. R2192-31',
        ),
      ],
      rateMode: [seen('fixed-at-start', '2013-03-16', 'Code de la commande publique, art. R2192-31')],
      dayCount: [memory(ACT_365, '2013-03-16', 'not confirmed')],
    },
    compensation: {
      clause: 'art. D2192-35 du Code de la commande publique',
      scale: [
        seen(
          { kind: 'steps', currency: 'EUR', boundCurrency: 'EUR', steps: [{ amount: '40' }] },
          '2013-03-16',
          'Code de la commande publique, art. D2192-35',
        ),
      ],
    },
    terms: [
      seen(
        { standardDays: 30, maxDays: 60, hardMax: true, text: '30 days; hospitals 50; public companies 60' },
        '2013-03-16',
        'Code de la commande publique',
      ),
    ],
    limitation: [
      memory(
        { years: 4, from: 'end-of-due-year', clause: 'prescription quadriennale, loi du 31 décembre 1968' },
        ALWAYS,
        'prescription quadriennale',
      ),
    ],
  },
  amongDebts: [seen(['debtor-choice', 'due-first', 'most-onerous', 'oldest', 'pro-rata'], '2016-10-01', 'Code civil, art. 1342-10')],
  mandatoryMentions: [
    seen(
      [
        'due day',
        'rate of the late-payment penalties',
        'fixed sum of EUR 40',
        'terms of discount for early payment, or that there is none',
      ],
      LME,
      'Code de commerce, art. L441-9 and L441-10; terms and invoice',
    ),
  ],
  texts: [
    seen(
      {
        id: 'L111-8',
        language: 'fr',
        kind: 'verbatim',
        text: "Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un acte dont l'accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire.\nCependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut demander au juge de l'exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi.",
      },
      '2014-03-19',
      `${CPCE}, art. L111-8, alinéas 2 et 3`,
      { sinceSeen: true },
    ),
    seen(
      {
        id: 'terms-clause',
        language: 'fr',
        kind: 'draft',
        text: "Paiement à {days} jours. En cas de retard : pénalités au taux de {rate} % l'an (BCE + 10 points), exigibles sans rappel dès le lendemain de l'échéance, et indemnité forfaitaire de 40 € pour frais de recouvrement (art. L441-10 et D441-5 C. com.). Pas d'escompte pour paiement anticipé.",
      },
      LME,
      `${CCOM}; wording to be read by a lawyer`,
    ),
  ],
  thirdPartyLetter: [
    seen(
      [
        "collector's name and address, and that it « exerce une activité de recouvrement amiable »",
        "creditor's name and address",
        'basis and amount, split into principal, interest and accessories, without costs left to the creditor',
        'the demand to pay and how to pay',
        'paragraphs 2 and 3 of art. L111-8, verbatim',
        'reference and date of this letter repeated in every later contact',
      ],
      '2012-06-01',
      `${CPCE}, art. R124-4`,
    ),
  ],
  contact: houseContact,
  courtPreparation: [
    seen(
      [
        'a collector needs a written mandate (R124-3)',
        'insurance, a dedicated account and a declaration to the prosecutor (R124-2)',
        'a receipt for each payment and transfer within one month (R124-6)',
      ],
      '2012-06-01',
      `${CPCE}, art. R124-2 to R124-7`,
    ),
  ],
  notes: [
    secondary(
      'Two months after an enforceable judgment the legal rate rises by 5 points.',
      ALWAYS,
      'Code monétaire et financier, art. L313-3',
    ),
    memory('Repeated malicious calls are a crime.', ALWAYS, 'Code pénal'),
    vatNote,
  ],
}
