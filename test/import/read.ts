import { type FileList, type ListAnswers, readListFile } from '../../src/shell/lists/read-lists.ts'

export const FIRM = { country: 'FR', currency: 'EUR' }

/** Reads a list given as text or bytes. */
export const readText = (text: string | Uint8Array, answers: ListAnswers = {}, firm = FIRM, name = 'list.csv'): Promise<FileList> =>
  readListFile({ name, bytes: typeof text === 'string' ? Buffer.from(text) : text }, firm, answers)

/** The essence of what was read: one line a document or payment. */
export const essence = (list: FileList): string[] => [
  ...list.invoices.map(i =>
    [i.kind, i.number, i.client.name, i.issuedOn, i.dueOn ?? (i.termsDays === undefined ? 'no due date' : `+${i.termsDays}`), i.totalMinor, i.currency, `paid ${i.paidMinor ?? '?'}`, `${i.lines.length} lines`].join(' · '),
  ),
  ...list.payments.map(p => ['payment', p.number, p.client.name, p.paidOn, p.amountMinor, p.currency].join(' · ')),
] // biome-ignore format: one line a document
