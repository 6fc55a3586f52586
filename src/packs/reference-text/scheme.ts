/** What each file in `packs/references` exports as `scheme`. Adding one kind of payment reference = adding one file. */
export interface ReferenceScheme {
  /** Stable, as stored: `rf`, `be-ogm`, `ch-qrr` … */
  readonly code: string
  /** As people call it. */
  readonly name: string
  /** Sellers' countries whose payers and banks expect it, ISO 3166 alpha 2. */
  readonly countries: readonly string[]
  /** The norm the check digits come from. */
  readonly source: string
  /**
   * The reference of a numbered thing (invoice, statement or plan): normalised, check digits included.
   * @param body digits, or letters and digits where the scheme takes them; other signs are dropped.
   * @returns undefined where the body is empty or too long for the scheme.
   */
  generate(body: string): string | undefined
  /** The normalised form (no spaces or signs, upper case) where the check digits hold, else undefined. */
  normalise(text: string): string | undefined
  /** As it is printed for people. */
  print(reference: string): string
  /** Every valid reference in a free text, normalised, in the order they stand. */
  find(text: string): string[]
}

export const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Candidates in a text: a pattern's hits, normalised by the scheme, each once. */
export function findBy(text: string, pattern: RegExp, normalise: (text: string) => string | undefined): string[] {
  const found = [...text.toUpperCase().matchAll(pattern)].flatMap(m => normalise(m[0]) ?? [])
  return [...new Set(found)]
}

/** In blocks of a size, counted from the right or the left. */
export function blocks(text: string, size: number, from: 'left' | 'right'): string {
  const pattern = from === 'left' ? new RegExp(`(.{${size}})(?=.)`, 'g') : new RegExp(`(?<=.)(?=(?:.{${size}})+$)`, 'g')
  return text.replace(pattern, from === 'left' ? '$1 ' : ' ')
}

/** What a reference must look like for its check digits to mean anything: letters of the scheme, or the length and the signs only it has. */
const LOOKS: Readonly<Record<string, RegExp>> = {
  rf: /^RF\d{2}[A-Z0-9]{1,21}$/,
  'be-ogm': /^\+{3}\d{3}\/\d{4}\/\d{5}\+{3}$/,
  'ch-qrr': /^\d{27}$/,
  si12: /^SI12\d{1,20}$/,
}

/** Whether a text is plainly meant as a structured reference and its check digits are wrong: a payer's bank would refuse it. */
export function isWrongReference(schemes: readonly ReferenceScheme[], text: string): boolean {
  const bare = text.replace(/\s/g, '').toUpperCase()
  return schemes.some(scheme => LOOKS[scheme.code]?.test(bare) === true && scheme.normalise(text) === undefined)
}
