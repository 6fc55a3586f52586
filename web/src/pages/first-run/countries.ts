interface Proposal {
  readonly currency: string
  readonly language: string
  readonly zone: string
}
const euro = (language: string, zone: string): Proposal => ({ currency: 'EUR', language, zone: `Europe/${zone}` })

/** What is usual in a country: proposed in the first form, changed at will. */
export const COUNTRIES: Readonly<Record<string, Proposal>> = {
  FR: euro('fr', 'Paris'),
  BE: euro('fr', 'Brussels'),
  LU: euro('fr', 'Luxembourg'),
  DE: euro('en', 'Berlin'),
  AT: euro('en', 'Vienna'),
  NL: euro('en', 'Amsterdam'),
  ES: euro('en', 'Madrid'),
  IT: euro('en', 'Rome'),
  PT: euro('en', 'Lisbon'),
  IE: euro('en', 'Dublin'),
  CH: { currency: 'CHF', language: 'fr', zone: 'Europe/Zurich' },
  GB: { currency: 'GBP', language: 'en', zone: 'Europe/London' },
  PL: { currency: 'PLN', language: 'pl', zone: 'Europe/Warsaw' },
  RO: { currency: 'RON', language: 'ro', zone: 'Europe/Bucharest' },
  SE: { currency: 'SEK', language: 'en', zone: 'Europe/Stockholm' },
  DK: { currency: 'DKK', language: 'en', zone: 'Europe/Copenhagen' },
  US: { currency: 'USD', language: 'en', zone: 'America/New_York' },
  CA: { currency: 'CAD', language: 'en', zone: 'America/Toronto' },
  AU: { currency: 'AUD', language: 'en', zone: 'Australia/Sydney' },
  JP: { currency: 'JPY', language: 'ja', zone: 'Asia/Tokyo' },
}
export const CURRENCIES: readonly string[] = [...new Set(Object.values(COUNTRIES).map(c => c.currency))].sort()
export const LETTER_LANGUAGES: readonly string[] = ['en', 'fr', 'ja', 'pl', 'ro']

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The country of the browser’s region, else of its time zone, else France. */
export function countryHere(): string {
  const region = navigator.language.split('-')[1]
  if (region && region in COUNTRIES) return region
  return Object.entries(COUNTRIES).find(([, c]) => c.zone === here())?.[0] ?? 'FR'
}

/** The browser’s zone where it is one of the country’s own continent; else the country’s. */
export function zoneHere(country: string): string {
  const usual = COUNTRIES[country]?.zone ?? here()
  return here().split('/')[0] === usual.split('/')[0] ? here() : usual
}
