/** What a firm of a country must say of itself in every business letter, on paper or by mail, as far as it has it; since a day, by a law. */
export interface LetterMentions {
  readonly of: readonly ('legalName' | 'companyId' | 'address')[]
  readonly since: string
  readonly source: string
}

const BY_COUNTRY: Readonly<Record<string, LetterMentions>> = {
  DE: {
    of: ['legalName', 'companyId'],
    since: '2007-01-01',
    source: '§ 35a GmbHG, § 37a HGB, as changed by the EHUG: whatever the form of the letter',
  },
  FR: { of: ['companyId'], since: '2007-05-09', source: 'Code de commerce, art. R123-237' },
  GB: { of: ['legalName', 'companyId', 'address'], since: '2015-01-31', source: 'SI 2015/17, reg. 24 and 25' },
  IT: { of: ['companyId', 'address'], since: '2009-07-29', source: 'Codice civile, art. 2250' },
  PL: { of: ['legalName', 'companyId', 'address'], since: '2007-01-01', source: 'Kodeks spółek handlowych, art. 206 § 1' },
  RO: { of: ['legalName', 'companyId', 'address'], since: '1990-12-17', source: 'Legea 31/1990, art. 74' },
}

/** None: nothing is prescribed, or we do not know. */
export const mentionsIn = (country: string): LetterMentions | undefined => BY_COUNTRY[country]
