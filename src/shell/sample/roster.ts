import type { CLIENT_KINDS } from '../../core/facts/nouns/people.ts'

/** How a client of the sample firm pays: days after the due date, from and to. */
export const HABITS = { early: [-8, 0], prompt: [-3, 3], slow: [4, 14], late: [10, 38], erratic: [-4, 45] } as const

export interface Guest {
  readonly name: string
  readonly kind: (typeof CLIENT_KINDS)[number]
  readonly country: string
  readonly language: string
  readonly town: string
  /** Who answers there, as one greets them. */
  readonly person: string
  readonly habit: keyof typeof HABITS
  /** Months between two invoices. */
  readonly every: number
  /** A usual invoice, in minor units. */
  readonly usual: number
  readonly currency?: string
  /** Days past due of what is open today (negative: not due yet), oldest first. */
  readonly open: readonly number[]
  /** So many of the newest invoices are at exactly half of the exact price before: the story of the correction desk. */
  readonly halved?: number
  /** The name of the situation in `situations.ts`. */
  readonly situation?: string
  readonly subject: string
  /** Client for fewer than so many months. */
  readonly months?: number
}

const fr = (
  name: string,
  town: string,
  person: string,
  rest: Omit<Guest, 'name' | 'town' | 'person' | 'country' | 'language' | 'kind'> & Partial<Pick<Guest, 'kind'>>,
): Guest => ({
  kind: 'business',
  ...rest,
  name,
  town,
  person,
  country: 'FR',
  language: 'fr',
})
const abroad =
  (country: string, language: string) =>
  (
    name: string,
    town: string,
    person: string,
    rest: Omit<Guest, 'name' | 'town' | 'person' | 'country' | 'language' | 'kind'> & Partial<Pick<Guest, 'kind'>>,
  ): Guest => ({
    kind: 'business',
    ...rest,
    name,
    town,
    person,
    country,
    language,
  })
const de = abroad('DE', 'de')
const gb = abroad('GB', 'en')
const pl = abroad('PL', 'pl')
const jp = abroad('JP', 'ja')

/** Forty clients in five countries. All invented. */
export const ROSTER: readonly Guest[] = [
  fr('Brasserie du Quai Neuf', '44000 Nantes', 'Madame Garrigue', {
    habit: 'late',
    every: 1,
    usual: 194_400,
    open: [49, 19, -14],
    situation: 'silentThenCall',
    subject: 'Cartes et menus',
  }),
  fr('Cabinet Orvault Conseil', '44700 Orvault', 'Monsieur Orvault', {
    habit: 'slow',
    every: 2,
    usual: 94_000,
    open: [63, 33],
    situation: 'promiseBroken',
    subject: 'Rapport annuel',
  }),
  fr('Imprimerie Solenne', '49000 Angers', 'Monsieur Lestrade', {
    habit: 'late',
    every: 2,
    usual: 288_000,
    open: [97],
    situation: 'lastDeadlinePassed',
    subject: 'Maquettes',
  }),
  fr('Hôtel des Trois Rives', '35400 Saint-Malo', 'Madame Kerdoncuff', {
    habit: 'early',
    every: 1,
    usual: 46_440,
    halved: 7,
    open: [-12],
    situation: 'underBilled',
    subject: 'Entretien du site',
  }),
  fr('Menuiserie Tréguenne', '56100 Lorient', 'Monsieur Tréguenne', {
    habit: 'slow',
    every: 3,
    usual: 61_200,
    open: [31],
    situation: 'remindedOnce',
    subject: 'Catalogue',
  }),
  fr('Librairie L’Encrier bleu', '44000 Nantes', 'Madame Aubrac', {
    habit: 'prompt',
    every: 2,
    usual: 34_800,
    open: [8],
    subject: 'Affiches',
  }),
  fr('Domaine de Fontaubert', '33500 Libourne', 'Monsieur Fontaubert', {
    habit: 'late',
    every: 2,
    usual: 145_000,
    open: [-3],
    subject: 'Étiquettes',
  }),
  fr('Studio Pixelande', '35000 Rennes', 'Madame Nédélec', {
    habit: 'prompt',
    every: 2,
    usual: 42_000,
    open: [24],
    situation: 'disputed',
    subject: 'Habillage vidéo',
  }),
  fr('Fleuriste Amarande', '44300 Nantes', 'Madame Amarande', {
    habit: 'slow',
    every: 2,
    usual: 26_400,
    open: [22],
    situation: 'promiseRunning',
    subject: 'Cartons d’invitation',
    kind: 'sole-trader',
  }),
  fr('Garage Pontelin', '44600 Saint-Nazaire', 'Monsieur Pontelin', {
    habit: 'erratic',
    every: 3,
    usual: 72_000,
    open: [84],
    situation: 'planOnTrack',
    subject: 'Signalétique',
  }),
  fr('École de voile Kerguenno', '56340 Carnac', 'Monsieur Kerguenno', {
    habit: 'slow',
    every: 3,
    usual: 53_200,
    open: [17],
    situation: 'wroteToUs',
    subject: 'Brochures',
  }),
  fr('Commune de Saint-Alvère', '24510 Saint-Alvère', 'Madame la secrétaire générale', {
    kind: 'public',
    habit: 'late',
    every: 3,
    usual: 412_000,
    open: [12],
    subject: 'Journal municipal',
  }),
  fr('Crèche Les Petits Galets', '29200 Brest', 'Madame Le Goff', {
    habit: 'prompt',
    every: 2,
    usual: 19_600,
    open: [9],
    situation: 'saysPaid',
    subject: 'Livret d’accueil',
  }),
  fr('Traiteur Sauvageon', '44800 Saint-Herblain', 'Monsieur Sauvageon', {
    habit: 'slow',
    every: 1,
    usual: 38_800,
    open: [34],
    situation: 'contactedJustNow',
    subject: 'Cartes de saison',
  }),
  fr('Ferronnerie Dastugue', '64000 Pau', 'Monsieur Dastugue', {
    habit: 'slow',
    every: 3,
    usual: 87_200,
    open: [20],
    situation: 'extended',
    subject: 'Site web',
  }),
  fr('Pharmacie du Vieux Tilleul', '67000 Strasbourg', 'Madame Weber', {
    habit: 'prompt',
    every: 1,
    usual: 25_400,
    open: [3],
    subject: 'Vitrine',
  }),
  fr('Salon Ondine', '44000 Nantes', 'Madame Ondine', {
    habit: 'prompt',
    every: 2,
    usual: 1_200,
    open: [21],
    subject: 'Cartes de visite',
    kind: 'sole-trader',
  }),
  fr('Cabinet Marchenoir', '75011 Paris', 'Maître Marchenoir', {
    habit: 'slow',
    every: 2,
    usual: 96_000,
    open: [26],
    situation: 'snoozed',
    subject: 'Plaquette',
  }),
  fr('Ateliers Vauquelin', '76000 Rouen', 'Monsieur Vauquelin', {
    habit: 'late',
    every: 2,
    usual: 318_000,
    open: [140],
    situation: 'insolvent',
    subject: 'Identité visuelle',
  }),
  fr('Transports Belmonte', '13014 Marseille', 'Madame Belmonte', {
    habit: 'late',
    every: 1,
    usual: 156_000,
    open: [150, 118, 90],
    situation: 'handedOver',
    subject: 'Flocage de véhicules',
  }),
  fr('Boulangerie Quillard', '44100 Nantes', 'Monsieur Quillard', {
    habit: 'prompt',
    every: 1,
    usual: 18_000,
    open: [4],
    situation: 'directDebit',
    subject: 'Abonnement site',
    kind: 'sole-trader',
  }),
  fr('Mademoiselle Lucie Ferrand', '44000 Nantes', 'Mademoiselle Ferrand', {
    kind: 'consumer',
    habit: 'slow',
    every: 6,
    usual: 64_000,
    open: [29],
    subject: 'Faire-part',
    months: 7,
  }),
  fr('Coopérative Les Vergers du Loir', '72000 Le Mans', 'Monsieur Rabineau', {
    habit: 'prompt',
    every: 1,
    usual: 132_000,
    open: [18],
    situation: 'mutual',
    subject: 'Emballages',
  }),
  fr('Théâtre de la Dérive', '31000 Toulouse', 'Madame Castaing', {
    habit: 'erratic',
    every: 2,
    usual: 84_000,
    open: [52],
    situation: 'neverArrived',
    subject: 'Programme de saison',
  }),
  fr('Clinique vétérinaire du Bocage', '85000 La Roche-sur-Yon', 'Docteur Mainguy', {
    habit: 'prompt',
    every: 2,
    usual: 47_500,
    open: [33],
    situation: 'bounced',
    subject: 'Fiches conseil',
  }),
  fr('Quincaillerie Hautbois', '86000 Poitiers', 'Monsieur Hautbois', {
    habit: 'late',
    every: 2,
    usual: 58_000,
    open: [47],
    situation: 'planMissed',
    subject: 'Prospectus',
  }),
  fr('Agence Immobilière du Phare', '17000 La Rochelle', 'Madame Soulac', {
    habit: 'early',
    every: 1,
    usual: 99_000,
    open: [-20],
    situation: 'vip',
    subject: 'Campagne',
  }),
  fr('Fonderie Carvès', '42000 Saint-Étienne', 'Monsieur Carvès', {
    habit: 'late',
    every: 3,
    usual: 540_000,
    open: [71],
    situation: 'settlementOffered',
    subject: 'Stand de salon',
  }),
  fr('Maison Delorge', '21000 Dijon', 'Madame Delorge', {
    habit: 'slow',
    every: 2,
    usual: 73_000,
    open: [55],
    situation: 'vulnerable',
    subject: 'Étiquettes',
    kind: 'sole-trader',
  }),
  fr('Société Archimède Bis', '69003 Lyon', 'Monsieur Perrachon', {
    habit: 'erratic',
    every: 6,
    usual: 225_000,
    open: [],
    situation: 'writtenOff',
    subject: 'Prototype',
  }),
  de('Tischlerei Ahrensfeld GmbH', '20095 Hamburg', 'Frau Ahrens', {
    habit: 'prompt',
    every: 2,
    usual: 210_000,
    open: [11],
    subject: 'Katalog',
  }),
  de('Buchhandlung Lindenau', '04177 Leipzig', 'Herr Lindner', {
    habit: 'slow',
    every: 3,
    usual: 88_000,
    open: [37],
    situation: 'partPaid',
    subject: 'Plakate',
    kind: 'unknown',
  }),
  de('Stadtwerke Morlenbach', '69509 Mörlenbach', 'Frau Heppner', {
    kind: 'public',
    habit: 'late',
    every: 4,
    usual: 365_000,
    open: [5],
    subject: 'Jahresbericht',
  }),
  gb('Harrow & Finch Ltd', 'London EC1V', 'Ms Finch', {
    habit: 'slow',
    every: 1,
    usual: 160_000,
    currency: 'GBP',
    open: [42, 12],
    situation: 'twoCurrencies',
    subject: 'Retainer',
  }),
  gb('Pennine Outdoor Ltd', 'Leeds LS1', 'Mr Ackroyd', {
    habit: 'prompt',
    every: 2,
    usual: 118_000,
    currency: 'GBP',
    open: [15],
    situation: 'factored',
    subject: 'Catalogue',
  }),
  gb('St Brannock Festival', 'Bristol BS1', 'Ms Tregear', {
    habit: 'erratic',
    every: 6,
    usual: 275_000,
    currency: 'GBP',
    open: [61],
    situation: 'alreadyReminded',
    subject: 'Programme',
    months: 9,
  }),
  pl('Zakład Meblowy Jodłowa', '61-001 Poznań', 'Pani Jodłowska', {
    habit: 'slow',
    every: 2,
    usual: 430_000,
    currency: 'PLN',
    open: [28],
    subject: 'Katalog',
  }),
  pl('Wydawnictwo Pod Dębem', '31-002 Kraków', 'Pan Dębski', {
    habit: 'prompt',
    every: 3,
    usual: 512_000,
    currency: 'PLN',
    open: [-9],
    subject: 'Okładki',
  }),
  jp('株式会社みなと堂', '東京都港区', '湊様', {
    habit: 'early',
    every: 2,
    usual: 180_000,
    currency: 'JPY',
    open: [13],
    situation: 'correctionAnnounced',
    subject: '装丁デザイン',
  }),
  jp('有限会社あさひ工芸', '京都市左京区', '旭様', {
    habit: 'prompt',
    every: 3,
    usual: 240_000,
    currency: 'JPY',
    open: [6],
    situation: 'firstTime',
    subject: 'カタログ制作',
    months: 2,
  }),
]
