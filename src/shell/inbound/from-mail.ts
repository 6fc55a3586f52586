import { hash } from 'node:crypto'
import type { Refusal } from '../../core/fault.ts'
import { type ArrivedState, takeIn } from '../acts/arrived-files.ts'
import { splitFiles } from '../imports/e-invoices.ts'
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

/** Others’ invoices are what we owe; pictures, letters and lists are no invoices: both stay in the mail. */
const isOthers = (error: Refusal): boolean => error.faults.every(f => f.code === 'format-unknown' || f.code === 'order-not-invoice')

async function holdsDocuments(file: GivenFile): Promise<boolean> {
  return splitFiles([file]).then(
    ({ documents }) => documents.length > 0,
    (error: Refusal) => !isOthers(error),
  )
}

/**
 * Takes the e-invoices and statuses out of a mail’s attachments. Nothing comes in by itself, for anybody may write to the mailbox: each waits
 * for a person on Today. The same attachment twice is one. @returns what became of each attachment; `left`: it is no invoice.
 */
export async function invoicesFromMail(place: Place, { from, subject, attachments }: InvoiceMail): Promise<MailedFile[]> {
  const files: MailedFile[] = []
  for (const file of attachments) {
    const id = hash('sha256', file.bytes, 'hex')
    const state = (await holdsDocuments(file))
      ? await takeIn(place, { file, via: 'mail', whence: `${from}: ${subject}`.slice(0, 500) })
      : 'left'
    files.push({ name: file.name, id, state })
  }
  return files
}
