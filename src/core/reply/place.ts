/** How a mail found its case. */
export const PLACED_BY = ['thread', 'code', 'number', 'address', 'domain', 'person'] as const
export type PlacedBy = (typeof PLACED_BY)[number]

/** What a mail says of where it belongs. */
export interface Clues {
  /** Message-IDs it answers, nearest first: In-Reply-To, then References from the last. */
  readonly answers: readonly string[]
  readonly subject: string
  /** Their words, and what they quote: a reference in either finds the case. */
  readonly text: string
  readonly from: string | null
}

/** One way in which the books know a client; by the clue that names it. */
export interface Known {
  /** Our messages by Message-ID. */
  readonly messages: ReadonlyMap<string, { readonly clientId: string; readonly deedId: string }>
  /** Clients by case code. */
  readonly codes: ReadonlyMap<string, string>
  /** Clients of the invoices with such a number, in small letters. */
  readonly numbers: ReadonlyMap<string, readonly string[]>
  /** Clients who have this address, in small letters. */
  readonly addresses: ReadonlyMap<string, readonly string[]>
  /** Clients with an address in this domain; public mail services left out. */
  readonly domains: ReadonlyMap<string, readonly string[]>
}

export interface Placed {
  readonly clientId: string
  readonly by: PlacedBy
  /** The message that it answers. */
  readonly deedId: string | null
  /** The sender’s address is known at this client. It may be forged all the same. */
  readonly knownSender: boolean
}

export const CODE = /DW-[2-9A-HJKMNP-Z]{8}/g
/** The code of a question to a colleague about a dispute. */
export const ASK_CODE = /DQ-[2-9A-HJKMNP-Z]{8}/g
const NUMBER = /[\p{L}\d][\p{L}\d._/-]{1,38}[\p{L}\d]/gu
const CANDIDATES_MAX = 200

/** Words that may be an invoice number: they hold a figure. In small letters, each once. */
export function numberCandidates(text: string): string[] {
  const found = new Set<string>()
  for (const [word] of text.matchAll(NUMBER)) {
    if (!/\d/.test(word) || found.size >= CANDIDATES_MAX) continue
    found.add(word.toLowerCase())
  }
  return [...found]
}

const only = (ids: readonly string[] | undefined): string | undefined => (ids && new Set(ids).size === 1 ? ids[0] : undefined)
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** Clients that the numbers in a text name, each number that names one client alone. */
function byNumbers(text: string, known: Known): string | undefined {
  const clients = numberCandidates(text).flatMap(n => only(known.numbers.get(n)) ?? [])
  return only(clients)
}

/** Finds the case of a mail: by the thread, then by a reference, then by the sender’s address. Two cases alike: none. */
export function placeMail(clues: Clues, known: Known): Placed | undefined {
  const from = clues.from?.toLowerCase() ?? null
  const senders = from === null ? [] : (known.addresses.get(from) ?? [])
  const domain = from === null ? [] : (known.domains.get(domainOf(from)) ?? [])
  const placed = (clientId: string, by: PlacedBy, deedId: string | null = null): Placed => ({
    clientId,
    by,
    deedId,
    knownSender: senders.includes(clientId) || domain.includes(clientId),
  })
  for (const id of clues.answers) {
    const ours = known.messages.get(id)
    if (ours) return placed(ours.clientId, 'thread', ours.deedId)
  }
  const codes = [...`${clues.subject}\n${clues.text}`.matchAll(CODE)].flatMap(([code]) => known.codes.get(code) ?? [])
  const code = only(codes)
  if (code !== undefined) return placed(code, 'code')
  const sender = only(senders)
  const number = byNumbers(clues.subject, known) ?? byNumbers(clues.text, known)
  if (number !== undefined) return placed(number, 'number')
  if (sender !== undefined) return placed(sender, 'address')
  const firm = only(domain)
  return firm === undefined ? undefined : placed(firm, 'domain')
}
