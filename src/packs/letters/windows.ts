/** Countries whose window envelopes have the window on the left (DIN 680, BS 4264 and their like); in all others it is on the right (NF Z 11-001). */
export const WINDOW_ON_THE_LEFT: readonly string[] = [
  ...['AT', 'AU', 'CA', 'CH', 'CZ', 'DE', 'DK', 'FI', 'GB', 'HU', 'IE', 'JP', 'LI', 'NL', 'NO', 'NZ', 'SE', 'SK', 'US'],
]
