/** ISO 4217 numbers, as fixed-width bank files carry them. Source: ISO 4217 list one. */
const CURRENCIES: Readonly<Record<string, string>> = {
  '008': 'ALL', '012': 'DZD', '032': 'ARS', '036': 'AUD', '124': 'CAD', '144': 'LKR', '152': 'CLP', '156': 'CNY', '170': 'COP', '188': 'CRC',
  '203': 'CZK', '208': 'DKK', '214': 'DOP', '320': 'GTQ', '344': 'HKD', '348': 'HUF', '352': 'ISK', '356': 'INR', '360': 'IDR', '376': 'ILS',
  '392': 'JPY', '398': 'KZT', '400': 'JOD', '410': 'KRW', '414': 'KWD', '458': 'MYR', '484': 'MXN', '498': 'MDL', '504': 'MAD', '512': 'OMR',
  '554': 'NZD', '578': 'NOK', '586': 'PKR', '590': 'PAB', '600': 'PYG', '604': 'PEN', '608': 'PHP', '634': 'QAR', '643': 'RUB', '682': 'SAR',
  '702': 'SGD', '704': 'VND', '710': 'ZAR', '724': 'ESP', '752': 'SEK', '756': 'CHF', '764': 'THB', '784': 'AED', '788': 'TND', '818': 'EGP',
  '826': 'GBP', '840': 'USD', '858': 'UYU', '901': 'TWD', '933': 'BYN', '941': 'RSD', '946': 'RON', '949': 'TRY', '950': 'XAF', '952': 'XOF',
  '975': 'BGN', '977': 'BAM', '978': 'EUR', '980': 'UAH', '981': 'GEL', '985': 'PLN', '986': 'BRL',
} // biome-ignore format: one table

export const currencyByNumber = (number: string): string | undefined => CURRENCIES[number.trim()]
export const currencyCodes: ReadonlySet<string> = new Set([...Object.values(CURRENCIES), 'DEM', 'FRF', 'NLG', 'BEF', 'ITL', 'ATS', 'HRK'])
