/** An account number as people read and type it: in groups of four (ISO 13616, print form of an IBAN). */
export const inFours = (account: string): string => account.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')
