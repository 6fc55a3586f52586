/** Where envelopes have their window, as a letter of A4 folded in three meets it. Millimetres from the paper’s left and top edge. */
export interface AddressWindow {
  readonly left: number
  /** Of the first line of the address. */
  readonly top: number
  /** Where the words begin: nothing else may show through the window, however far the letter slides in its envelope. */
  readonly below: number
}

/** DIN 680 and DIN 5008 form B, BS 4264, the American no. 10: on the left, seen from 58 to 84 mm wherever the letter lies. */
const LEFT: AddressWindow = { left: 25, top: 58, below: 97 }
/** NF Z 11-001 and its like: on the right, seen from 45 to 79 mm. */
const RIGHT: AddressWindow = { left: 110, top: 48, below: 97 }
/** The Japanese long no. 3 (120 × 235 mm): high on the left, where other letters name their sender. */
const HIGH: AddressWindow = { left: 25, top: 20, below: 76 }

const ON_THE_LEFT = ['AT', 'AU', 'CA', 'CH', 'CZ', 'DE', 'DK', 'FI', 'GB', 'HU', 'IE', 'LI', 'NL', 'NO', 'NZ', 'SE', 'SK', 'US']
const BY_COUNTRY: ReadonlyMap<string, AddressWindow> = new Map([...ON_THE_LEFT.map(c => [c, LEFT] as const), ['JP', HIGH]])

/** The window of the envelopes that a country’s firms use. */
export const windowIn = (country: string): AddressWindow => BY_COUNTRY.get(country) ?? RIGHT
