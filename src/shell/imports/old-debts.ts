import type { Day } from '../../core/day/day.ts'
import type { Fault } from '../../core/fault.ts'
import { readDecimal } from '../../core/list/amount.ts'
import type { Assumption } from '../../core/list/items.ts'
import type { FileList } from '../lists/read-lists.ts'
import type { ImportAnswers, PlannedInvoice, PlannedOldDebt } from './plan-types.ts'

/** New invoices that are late already, by client, with what was answered about reminders before Dunwell. */
export function oldDebtsOf(added: readonly PlannedInvoice[], today: Day, answers: ImportAnswers): PlannedOldDebt[] {
  const late = added.filter(
    p => p.item.kind === 'invoice' && p.dueOn !== undefined && p.dueOn < today && (p.item.paidMinor ?? 0n) < p.item.totalMinor,
  )
  return [...Map.groupBy(late, p => p.client)].map(([client, invoices]) => ({
    clientId: client.id,
    client: client.name,
    invoiceIds: invoices.map(p => p.id),
    answer: answers.oldDebtsByClient?.[client.name] ?? answers.oldDebts,
  }))
}

/** What is taken though nobody said it, once a list. */
export const assumptionNotes = (lists: readonly FileList[]): Fault[] =>
  lists.flatMap(list => list.assumed.filter(a => a.by === 'nobody').map(a => ({ ...NOTES[a.code](a), file: list.file })))

const NOTES: Readonly<Record<Assumption['code'], (assumption: Assumption) => Fault>> = {
  'date-order': ({ example, value }) => ({
    code: 'date-order-assumed',
    message: `No date shows whether day or month comes first (for example "${example}"); read as ${value}.`,
    mend: 'Say it: --date-order dmy or mdy',
    params: { example, order: value },
  }),
  currency: ({ value }) => ({
    code: 'currency-assumed',
    message: `The list names no currency; ${value}, the firm’s, is taken.`,
    mend: 'Say it: --currency EUR',
    params: { currency: value },
  }),
  decimal: ({ example, value }) => ({
    code: 'decimal-assumed',
    message: `No amount shows which mark stands before decimals: "${example}" is read as ${readDecimal(example, value === ',' ? ',' : '.')}.`,
    mend: 'Say it: --decimal , or --decimal .',
    params: { example, mark: value === ',' ? 'comma' : 'point' },
  }),
}
