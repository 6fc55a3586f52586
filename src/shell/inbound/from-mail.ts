import { hash } from 'node:crypto'
import { type ArrivedState, takeIn } from '../acts/arrived-files.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import type { Place } from '../workspace.ts'

/** A mail as its parser gives it, as far as invoices need it. */
export interface InvoiceMail {
  readonly from: string
  readonly subject: string
  readonly attachments: readonly GivenFile[]
}

export interface MailedFile {
  readonly name: string
  /** Hash of its bytes: the file it became, where it is one of ours. */
  readonly id: string
  readonly state: ArrivedState | 'left'
}

/** So many attachments of a mail are looked into: whoever sends more than a person reads does not send invoices. */
const LOOKED_INTO_MAX = 50

/**
 * Takes the e-invoices and statuses out of a mail’s attachments: XML, PDF with XML inside, signed files and archives, by the readers of the watched
 * folder. Nothing comes in by itself, for anybody may write to the mailbox: each waits for a person on Today. The same attachment twice is one.
 * @returns what became of each attachment; `left`: it is no invoice of ours.
 */
export async function invoicesFromMail(place: Place, { from, subject, attachments }: InvoiceMail): Promise<MailedFile[]> {
  const files: MailedFile[] = []
  const whence = `${from}: ${subject}`.slice(0, 500)
  for (const [at, file] of attachments.entries()) {
    const state = at < LOOKED_INTO_MAX ? await takeIn(place, { file, via: 'mail', whence }) : 'left'
    files.push({ name: file.name, id: hash('sha256', file.bytes, 'hex'), state })
  }
  return files
}
