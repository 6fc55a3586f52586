import type { Day } from '../../core/day/day.ts'
import type { Fault } from '../../core/fault.ts'
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

/** What had to be assumed, once a list. */
export function assumptionNotes(lists: readonly FileList[]): Fault[] {
  return lists.flatMap(list =>
    list.assumed.map(a =>
      a.code === 'date-order'
        ? {
            code: 'date-order-assumed',
            message: `No date shows whether day or month comes first (for example "${a.example}"); read as ${a.value}.`,
            mend: 'Say it: --date-order dmy or mdy',
            params: { example: a.example, order: a.value },
            file: list.file,
          }
        : {
            code: 'currency-assumed',
            message: `The list names no currency; ${a.value}, the firm’s, is taken.`,
            mend: 'Say it: --currency EUR',
            params: { currency: a.value },
            file: list.file,
          },
    ),
  )
}
