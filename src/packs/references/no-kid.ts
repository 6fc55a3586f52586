import { luhnScheme } from '../reference-text/luhn-scheme.ts'

export const scheme = luhnScheme({
  code: 'no-kid',
  name: 'KID (MOD 10)',
  countries: ['NO'],
  source: 'Bits, KID check digit MOD 10',
})
