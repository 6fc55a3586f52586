import type { CourtFee, CourtPack } from '../../core/desk/court.ts'

/** § 34 GKG: what the full fee grows by, up to a value of the claim, for every so much begun. EUR. */
const STEPS = [
  { upTo: 2000, every: 500, add: 21 },
  { upTo: 10_000, every: 1000, add: 22.5 },
  { upTo: 25_000, every: 3000, add: 30.5 },
  { upTo: 50_000, every: 5000, add: 40.5 },
  { upTo: 200_000, every: 15_000, add: 140 },
  { upTo: 500_000, every: 30_000, add: 210 },
] as const
/** KV 1100 GKG: half of the full fee, and never less. */
const SHARE = 0.5
const LEAST = 38

function halfFees(): CourtFee['lines'] {
  const full = [{ upTo: 500, fee: 40 }]
  for (const { upTo: end, every, add } of STEPS)
    for (let last = full.at(-1); last && last.upTo < end; last = full.at(-1)) full.push({ upTo: last.upTo + every, fee: last.fee + add })
  return full.map(({ upTo, fee }) => ({ upTo, fee: Math.max(LEAST, fee * SHARE) }))
}

/** For a payment order, national or European. */
export const orderFee: CourtFee = {
  lines: halfFees(),
  beyond: { every: 50_000, add: 210 * SHARE },
  currency: 'EUR',
  since: '2025-06-01',
  source: '§ 34 GKG mit Anlage 2; Nr. 1100 KV GKG: 0,5, mindestens 38 Euro (KostBRÄG 2025)',
  asOf: '2026-11',
  confidence: 'seen',
}

/** Germany: gerichtlicher Mahnbescheid, applied for online or on the official form at the central court of the creditor's Land. */
export const court: CourtPack = {
  code: 'de-mahnbescheid',
  name: 'Gerichtlicher Mahnbescheid',
  language: 'de',
  countries: ['DE'],
  reach: 'domestic',
  currency: 'EUR',
  clientKinds: ['business', 'sole-trader', 'consumer', 'public'],
  needsDemand: false,
  fee: orderFee,
  form: 'Antrag auf Erlass eines Mahnbescheids',
  where: 'https://www.online-mahnantrag.de',
  source: '§§ 688–703d ZPO',
  asOf: '2026-11',
  confidence: 'memory',
  remarks: [
    'Die Gebühr richtet sich nach der Hauptforderung allein, ohne Zinsen und Nebenforderungen. Das Gericht fordert sie mit der Kostenrechnung an.',
    'Der Antrag verlangt keine Belege, aber eine Forderung, deren Gegenleistung erbracht ist.',
  ],
  fields: [
    { label: 'Mahngericht', from: 'by-hand', note: 'Das zentrale Mahngericht am Sitz des Antragstellers.' },
    { label: 'Antragsteller: Firma', from: 'creditor.name' },
    { label: 'Antragsteller: Anschrift', from: 'creditor.address' },
    { label: 'Antragsteller: gesetzlicher Vertreter', from: 'creditor.person' },
    { label: 'Antragsteller: Konto (IBAN)', from: 'creditor.iban' },
    { label: 'Antragsteller: BIC', from: 'creditor.bic' },
    { label: 'Antragsgegner: Name und Rechtsform', from: 'debtor.name' },
    { label: 'Antragsgegner: Anschrift', from: 'debtor.address' },
    { label: 'Antragsgegner: gesetzlicher Vertreter', from: 'by-hand' },
    {
      label: 'Hauptforderung: Katalognummer',
      from: 'by-hand',
      note: 'Etwa 43 Warenlieferung, 5 Dienstleistungsvertrag: aus dem Katalog des Vordrucks wählen.',
    },
    { label: 'Hauptforderung: Rechnungen', from: 'claim.invoices' },
    { label: 'Hauptforderung: Betrag', from: 'claim.principal' },
    { label: 'Laufende Zinsen', from: 'claim.interestBasis' },
    { label: 'Zinsen ab', from: 'claim.interestFrom' },
    { label: 'Nebenforderung: Pauschale', from: 'claim.compensation' },
    { label: 'Gegenleistung erbracht', from: 'by-hand' },
    { label: 'Streitgericht bei Widerspruch', from: 'by-hand' },
    { label: 'Datum', from: 'today' },
  ],
}
