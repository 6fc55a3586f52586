import { hash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { refuse } from '../../core/fault.ts'
import type { Outgoing } from '../run/channel.ts'
import { isMailAddress } from './address.ts'
import type { DkimKey } from './dkim.ts'

// a line break or a NUL in a header would begin another header: how mail is forged
const hasControl = (text: string): boolean =>
  [...text].some(c => c < ' ' || c === '\u007f' || c === '\u0085' || c === '\u2028' || c === '\u2029')

function checkHeader(name: string, value: string): string {
  if (hasControl(value))
    refuse('header-injection', 'Holds a line break or control character, which may not stand in a mail header.', { field: name })
  return value
}

/** One plain address. @throws Refusal where it is not one. */
export function checkAddress(field: string, address: string): string {
  checkHeader(field, address)
  if (!isMailAddress(address)) refuse('address-unusable', `"${address}" is not an e-mail address.`, { field })
  return address
}

/** The Message-ID of the one message that may leave under an outbox key: the same for ever, known before the first try. */
export function messageIdOf(workspaceId: string, key: string, senderAddress: string | null): string {
  const domain = senderAddress?.split('@')[1] ?? 'dunwell.invalid'
  return `<${hash('sha256', `${workspaceId}\n${key}`, 'hex').slice(0, 32)}@${domain}>`
}

const threadOf = (messageId: string) => ({ inReplyTo: messageId, references: messageId })
/** Message-IDs named in References at most (RFC 5322 bounds a line, not this; the last ones are what mail programs use). */
const REFERENCES_MAX = 10

export interface Composed {
  readonly from: string
  readonly to: readonly string[]
  readonly bytes: Uint8Array
}

/** The message as bytes (RFC 5322). @throws Refusal where a header would be forged or an address is none. */
export async function compose(outgoing: Outgoing, dkim?: DkimKey): Promise<Composed> {
  const { firm } = outgoing
  if (firm.email === null)
    return refuse('sender-address-missing', 'The firm has no e-mail address to send from.', {
      field: 'email',
      mend: 'Set it under Settings, our firm.',
    })
  const from = checkAddress('from', firm.email)
  const to = outgoing.to.map(address => checkAddress('to', address))
  const cc = outgoing.cc.map(address => checkAddress('cc', address))
  if (to.length === 0) refuse('address-missing', 'There is no address to send to.', { field: 'to' })
  const earlier = (outgoing.earlier ?? []).slice(-REFERENCES_MAX).map(id => checkHeader('references', id))
  const last = earlier.at(-1)
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const node = new MailComposer({
    from: { name: checkHeader('from', firm.person ? `${firm.person}, ${firm.name}` : firm.name), address: from },
    to: [...to],
    cc: [...cc],
    subject: checkHeader('subject', outgoing.subject),
    messageId: checkHeader('messageId', outgoing.messageId),
    ...(last === undefined ? {} : { inReplyTo: last, references: earlier }),
    date: new Date(outgoing.at),
    ...(outgoing.inReplyTo === undefined ? {} : threadOf(checkHeader('inReplyTo', outgoing.inReplyTo))),
    text: outgoing.text,
    ...(outgoing.html ? { html: outgoing.html } : {}),
    attachments: outgoing.attachments.map(a => ({
      filename: checkHeader('attachment', a.filename),
      contentType: a.contentType,
      content: Buffer.from(a.content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const bytes = await node.build()
  return { from, to: [...to, ...cc], bytes: dkim ? await signed(bytes, dkim) : bytes }
}

async function signed(bytes: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const { default: DKIM } = await import('nodemailer/lib/dkim')
  return buffer(new DKIM({ domainName: domain, keySelector: selector, privateKey }).sign(bytes))
}
