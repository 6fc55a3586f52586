import type { CourtFee, CourtPack } from '../../core/desk/court.ts'

/** Art. 13: the full fee. PLN. */
const FULL = [
  { upTo: 500, fee: 30 },
  { upTo: 1500, fee: 100 },
  { upTo: 4000, fee: 200 },
  { upTo: 7500, fee: 400 },
  { upTo: 10_000, fee: 500 },
  { upTo: 15_000, fee: 750 },
  { upTo: 20_000, fee: 1000 },
] as const
const SHARE = 0.05
const MOST = 200_000
const LEAST = 30

/** The fee of a claim, or a part of it. */
const feeAt = (part: number): Omit<CourtFee, 'source' | 'confidence'> => ({
  lines: FULL.map(({ upTo, fee }) => ({ upTo, fee: Math.max(LEAST, fee * part) })),
  share: SHARE * part,
  most: MOST * part,
  wholeUnits: true,
  currency: 'PLN',
  since: '2019-08-21',
  asOf: '2026-11',
})

/** For a European order for payment: the full fee. */
export const orderFee: CourtFee = {
  ...feeAt(1),
  source: 'art. 13 ustawy o kosztach sądowych w sprawach cywilnych; pełna opłata według portalu e-Sprawiedliwość',
  confidence: 'secondary',
}

/** Poland: electronic order for payment (EPU) at the e-court in Lublin. */
export const court: CourtPack = {
  code: 'pl-epu',
  name: 'Elektroniczne postępowanie upominawcze (EPU)',
  language: 'pl',
  countries: ['PL'],
  reach: 'domestic',
  currency: 'PLN',
  clientKinds: ['business', 'sole-trader', 'consumer', 'public'],
  oldestDays: 3 * 365,
  needsDemand: true,
  fee: {
    ...feeAt(0.25),
    source: 'art. 13, art. 19 ust. 2 pkt 2, art. 20 i 21 ustawy o kosztach sądowych w sprawach cywilnych (t.j. Dz.U. 2023 poz. 1144)',
    confidence: 'seen',
  },
  form: 'Pozew w EPU',
  where: 'https://www.e-sad.gov.pl',
  source: 'art. 505(28)–505(39) k.p.c.; art. 505(29a): wymagalność w ciągu trzech lat przed pozwem',
  asOf: '2026-11',
  confidence: 'seen',
  remarks: [
    'Opłata wynosi jedną czwartą zwykłej opłaty sądowej, nie mniej niż 30 zł, w górę do pełnego złotego; liczy się sama należność główna.',
    'Dowodów się nie załącza, lecz się je opisuje.',
    'Pozew składa osoba z numerem PESEL i kontem w e-sądzie.',
  ],
  fields: [
    { label: 'Powód: nazwa', from: 'creditor.name' },
    { label: 'Powód: siedziba', from: 'creditor.address' },
    { label: 'Powód: KRS lub NIP', from: 'creditor.vatId' },
    { label: 'Powód: reprezentant (PESEL)', from: 'by-hand' },
    { label: 'Powód: rachunek', from: 'creditor.iban' },
    { label: 'Pozwany: nazwa', from: 'debtor.name' },
    { label: 'Pozwany: siedziba lub miejsce zamieszkania', from: 'debtor.address' },
    { label: 'Pozwany: KRS', from: 'debtor.companyId' },
    { label: 'Pozwany: NIP lub PESEL', from: 'debtor.vatId' },
    { label: 'Wartość przedmiotu sporu', from: 'claim.principal' },
    { label: 'Roszczenia: faktury', from: 'claim.invoices' },
    { label: 'Data wymagalności', from: 'claim.due' },
    { label: 'Odsetki', from: 'claim.interestBasis' },
    { label: 'Odsetki od dnia', from: 'claim.interestFrom' },
    { label: 'Rekompensata za koszty odzyskiwania', from: 'claim.compensation' },
    { label: 'Uzasadnienie', from: 'claim.ground' },
    { label: 'Próba polubownego rozwiązania sporu', from: 'claim.notice' },
    { label: 'Opis dowodów', from: 'claim.evidence' },
    { label: 'Podpis', from: 'by-hand' },
  ],
}
