// 3GPP TS 23.038: the default alphabet and its extension table, whose letters count twice
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('^{}\\[~]|€\f')

const PLAIN = { one: 160, more: 153 }
const WIDE = { one: 70, more: 67 }

/** How many text messages a text is sent, and charged, as (3GPP TS 23.040). */
export function segmentsOf(text: string): number {
  let septets = 0
  let isPlain = true
  for (const letter of text) {
    if (BASIC.has(letter)) septets += 1
    else if (EXTENDED.has(letter)) septets += 2
    else isPlain = false
  }
  const length = isPlain ? septets : text.length // UTF-16 units
  const { one, more } = isPlain ? PLAIN : WIDE
  return length <= one ? 1 : Math.ceil(length / more)
}

/** A number as networks take it (E.164): plus, country code, 8 to 15 digits. Undefined where it has no country code. */
export function e164(number: string): string | undefined {
  const bare = number.replace(/[\s().\-/\u00a0\u202f]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{7,14}$/.test(bare) ? bare : undefined
}
