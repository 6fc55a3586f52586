/** What a mail is by its head, before anybody reads it. */
export type Nature = 'human' | 'automatic' | 'bounce' | 'newsletter'

export interface MailHead {
  /** A header’s value by its name in small letters; the first where it stands several times. */
  readonly header: (name: string) => string | undefined
  /** It carries a delivery status (RFC 3464). */
  readonly hasStatus: boolean
  readonly fromAddress: string | null
  /** It answers a message of ours. */
  readonly inThread: boolean
  /** Its subject says that nobody wrote it: “Automatic reply: …”. */
  readonly subjectSaysAutomatic: boolean
}

const DAEMON = /^(mailer-daemon|postmaster|mail-daemon|mailerdaemon)@/i

/**
 * Who wrote a mail: a person, a machine that answers (RFC 3834), a mail server that could not deliver, or a mailing list (RFC 2369). An answer
 * to our own message is never a newsletter: ticket systems write like one.
 */
export function natureOf({ header, hasStatus, fromAddress, inThread, subjectSaysAutomatic }: MailHead): Nature {
  const type = header('content-type')?.toLowerCase() ?? ''
  if (hasStatus || type.includes('report-type=delivery-status') || type.includes('report-type="delivery-status"')) return 'bounce'
  if (fromAddress !== null && DAEMON.test(fromAddress)) return 'bounce'
  const submitted = header('auto-submitted')?.toLowerCase().split(';', 1)[0]?.trim()
  const precedence = header('precedence')?.toLowerCase().trim() ?? ''
  if (submitted !== undefined && submitted !== 'no') return 'automatic'
  if (header('x-autoreply') !== undefined || header('x-autorespond') !== undefined || precedence === 'auto_reply') return 'automatic'
  if (header('return-path')?.trim() === '<>') return 'automatic'
  if (subjectSaysAutomatic) return 'automatic'
  const isList = header('list-id') !== undefined || header('list-unsubscribe') !== undefined
  return !inThread && (isList || ['bulk', 'list', 'junk'].includes(precedence)) ? 'newsletter' : 'human'
}
