import { hash } from 'node:crypto'
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { canonical } from '../store/journal.ts'

/** A mail as it can be worked with; nothing of it is trusted. */
export interface ParsedMail {
  /** The same for every copy of the same mail, whatever way it took. */
  readonly id: string
  readonly messageId: string | null
  readonly from: string | null
  readonly subject: string
  /** Message-IDs that it answers, nearest first. */
  readonly answers: readonly string[]
  /** When it says that it was sent, ISO instant. */
  readonly sentAt: string | null
  readonly header: (name: string) => string | undefined
  /** Plain text: their own, else made of the HTML. Quoted parts carry a mark. */
  readonly text: string
  readonly enclosed: readonly Enclosed[]
  /** The part that says what became of a delivery (RFC 3464). */
  readonly status: string | null
  /** The head of the mail that came back. */
  readonly returned: string | null
}

export interface Enclosed {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

const TEXT_MAX = 200_000
const REFERENCES_MAX = 30
const NESTING_MAX = 40
const BLOCKS = ['p', 'div', 'br', 'tr', 'li', 'h1', 'h2', 'h3', 'blockquote']
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }

/** HTML as plain text: no script, style, picture or attribute survives; what stands in a quotation begins with `>`. */
export async function textOfHtml(html: string): Promise<string> {
  const { default: sanitizeHtml } = await import('sanitize-html')
  const bare = sanitizeHtml(html.slice(0, TEXT_MAX * 5), { allowedTags: BLOCKS, allowedAttributes: {}, nestingLimit: NESTING_MAX })
  let depth = 0
  let text = ''
  for (const [token] of bare.replace(/\s+/g, ' ').matchAll(/<[^>]*>|[^<]+/g)) {
    if (token.startsWith('<')) {
      if (token === '<blockquote>') depth += 1
      if (token === '</blockquote>') depth = Math.max(0, depth - 1)
      text += `\n${depth > 0 ? '> ' : ''}`
    } else text += token.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
  }
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n(?:[> ]*\n){2,}/g, '\n\n')
    .trim()
}

const addressOf = (address: Address | undefined): string | null => {
  const found = address?.address ?? address?.group?.[0]?.address ?? ''
  return /^[^\s@<>]+@[^\s@<>]+$/.test(found) ? found.toLowerCase() : null
}

const idsIn = (text: string | undefined): string[] => text?.match(/<[^<>\s]{1,300}>/g) ?? []
const bytesOf = ({ content }: Attachment): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content))
const plain = (text: string, most: number): string => text.replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '').slice(0, most)

/** A name for a paper that no file system trips over. */
const nameOf = (attachment: Attachment, at: number): string => {
  const said = plain(attachment.filename ?? '', 150)
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^\.+/, '')
    .trim()
  return said || `part-${at + 1}`
}

function partsOf(email: Email): Pick<ParsedMail, 'enclosed' | 'status' | 'returned'> {
  const textIn = (mimes: readonly string[]): string | null => {
    const part = email.attachments.find(a => mimes.includes(a.mimeType))
    return part ? Buffer.from(bytesOf(part)).toString('utf8').slice(0, TEXT_MAX) : null
  }
  const status = textIn(['message/delivery-status', 'message/global-delivery-status'])
  const enclosed = email.attachments
    .filter(a => !/^message\/(global-)?delivery-status$/.test(a.mimeType) && !(a.related === true && a.mimeType.startsWith('image/')))
    .map((a, at) => ({ name: nameOf(a, at), mime: a.mimeType, bytes: bytesOf(a) }))
  return { status, returned: textIn(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']), enclosed }
}

/** Takes a mail apart. @throws Error where it cannot be read at all: nested beyond reason, or its head without end. */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: NESTING_MAX })
  const from = addressOf(email.from) ?? addressOf(email.sender)
  const subject = plain(email.subject ?? '', 500)
  const own = (email.text ?? '').trim() === '' && email.html ? await textOfHtml(email.html) : (email.text ?? '')
  const text = plain(own.replace(/\r\n?/g, '\n'), TEXT_MAX)
  const messageId = idsIn(email.messageId)[0] ?? null
  const parts = partsOf(email)
  const told = [messageId, from, subject, text, parts.status, ...parts.enclosed.map(e => hash('sha256', e.bytes, 'hex'))]
  const sent = email.date === undefined ? Number.NaN : Date.parse(email.date)
  return {
    id: `mail:${hash('sha256', canonical(told), 'hex').slice(0, 40)}`,
    messageId,
    from,
    subject,
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).reverse()])].slice(0, REFERENCES_MAX),
    sentAt: Number.isNaN(sent) ? null : new Date(sent).toISOString(),
    header: name => email.headers.find(h => h.key === name)?.value,
    text,
    ...parts,
  }
}
