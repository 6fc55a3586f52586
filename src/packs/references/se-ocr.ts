import { luhnScheme } from '../reference-text/luhn-scheme.ts'

export const scheme = luhnScheme({
  code: 'se-ocr',
  name: 'OCR-referens',
  countries: ['SE'],
  source: 'Bankgirot, OCR reference check digit (MOD 10)',
})
