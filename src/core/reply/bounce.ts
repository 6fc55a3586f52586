/** What a mail server says of one address (RFC 3464). */
export interface FailedDelivery {
  readonly address: string
  /** `failed`: it will not be tried again. `delayed`: it will. */
  readonly action: 'failed' | 'delayed'
  /** The address itself is no good (5.x.x), not the moment. */
  readonly hard: boolean
  readonly status: string | null
  /** What the server said, as it said it. */
  readonly detail: string | null
}

/** Fields of a status are mail headers: folded lines belong together. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const found = /^([A-Za-z-]+):\s*(.*)$/.exec(line)
    if (found?.[1] && !fields.has(found[1].toLowerCase())) fields.set(found[1].toLowerCase(), (found[2] ?? '').trim())
  }
  return fields
}

const afterType = (value: string | undefined): string | null => {
  const text = value?.slice(value.indexOf(';') + 1).trim() ?? ''
  return text === '' ? null : text
}
const plainAddress = (text: string | null): string | null => /[^\s<>;,"]+@[^\s<>;,"]+/.exec(text ?? '')?.[0]?.toLowerCase() ?? null

/** Codes of 5.x.x that speak of the message or the moment, not of the address: too large, full, refused as unwanted. */
const NOT_THE_ADDRESS = /^5\.(2\.[23]|3\.4|4\.\d+|7\.\d+)$/

/** Reads the part `message/delivery-status`. @returns one entry an address that failed or waits; deliveries that went well are none. */
export function readDeliveryStatus(text: string): FailedDelivery[] {
  const blocks = text
    .replace(/\r\n/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
  return blocks.flatMap(fields => {
    const address =
      plainAddress(afterType(fields.get('original-recipient')) ?? null) ?? plainAddress(afterType(fields.get('final-recipient')))
    const action = fields.get('action')?.toLowerCase()
    if (address === null || (action !== 'failed' && action !== 'delayed')) return []
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? fields.get('diagnostic-code') ?? '')?.[0] ?? null
    const hard = action === 'failed' && status !== null && status.startsWith('5') && !NOT_THE_ADDRESS.test(status)
    return [{ address, action, hard, status, detail: afterType(fields.get('diagnostic-code')) }]
  })
}

/** Servers that write no status write sentences: an address beside a code. @param ours addresses of our own, which never failed. */
export function readPlainBounce(text: string, ours: readonly string[]): FailedDelivery[] {
  const detail = /(?:^|\s)([45])\d\d[ -]?(\d\.\d{1,3}\.\d{1,3})?[^\n]*/.exec(text)
  const status = detail?.[2] ?? (detail?.[1] === undefined ? null : `${detail[1]}.0.0`)
  const named = [...text.matchAll(/<?([\w.+-]+@[\w-]+\.[\w.-]*\w)>?/g)].map(m => (m[1] ?? '').toLowerCase())
  const address = named.find(a => !ours.includes(a) && !/^(mailer-daemon|postmaster)@/.test(a))
  if (address === undefined) return []
  const hard = status?.startsWith('5') === true && !NOT_THE_ADDRESS.test(status)
  return [{ address, action: 'failed', hard, status, detail: detail?.[0].trim() ?? null }]
}

/** The Message-ID of the mail that came back, from its headers as they are returned. */
export const returnedMessageId = (headers: string): string | null => /^message-id:\s*(<[^>\s]+>)/im.exec(headers)?.[1] ?? null
