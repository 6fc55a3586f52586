import { addDays } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import type { StatusDocument, StatusMeaning } from '../../core/facts/status-document.ts'
import type { Pen } from '../store/record.ts'

/** How long a payment that was announced may take before it is asked for again. */
const UNDER_WAY_DAYS = 7

/** What a status document became: the noun that was written. */
export type StatusEffect = 'dispute' | 'hold' | 'arrival' | 'deed' | 'task'

const ARRIVALS: Readonly<Partial<Record<StatusMeaning, Fact<'arrival'>['state']>>> = {
  delivered: 'accepted',
  'in-process': 'viewed',
  accepted: 'acknowledged',
  rejected: 'bounced',
}

/** In no language of ours: the syntax and its code, then what they wrote. */
const wordsOf = ({ format, statusCode, reasons }: StatusDocument): string =>
  [`${format.replace(/ \(.*/, '')} ${statusCode}`, ...reasons.map(r => [r.code, r.text, r.requestedAction].filter(Boolean).join(' '))]
    .join('; ')
    .slice(0, 2000)

/**
 * Writes what a status document says about an invoice as the fact that holds or releases chasing. Money is never booked from it: “paid”
 * waits for the bank as money under way.
 */
export async function writeStatus(pen: Pen, status: StatusDocument, invoice: Fact<'invoice'>, documentId: string): Promise<StatusEffect> {
  const { clientId, id: invoiceId } = invoice
  const on = status.effectiveDate ?? status.issueDate ?? pen.by.today
  const words = wordsOf(status)
  const state = ARRIVALS[status.meaning]
  if (state !== undefined) {
    await pen.add('arrival', { clientId, invoiceId, effectiveOn: on, state, evidence: { documentId, status: status.statusCode } })
    return 'arrival'
  }
  switch (status.meaning) {
    case 'disputed':
    case 'refused':
    case 'partly-accepted':
      await pen.add('dispute', { clientId, invoiceId, effectiveOn: on, cause: 'other', words })
      return 'dispute'
    case 'suspended':
      await pen.add('hold', { clientId, invoiceId, effectiveOn: on, kind: 'paused-by-us', reason: words })
      await pen.add('task', { clientId, title: `${invoice.number}: ${words}`, kind: 'mend', dueOn: pen.by.today, detail: { documentId } })
      return 'hold'
    case 'payment-on-its-way':
    case 'paid':
      await pen.add('hold', {
        clientId,
        invoiceId,
        effectiveOn: on,
        kind: 'payment-under-way',
        until: addDays(pen.by.today, UNDER_WAY_DAYS),
        reason: words,
      })
      return 'hold'
    case 'reminded':
      await pen.add('deed', {
        clientId,
        effectiveOn: on,
        step: 'outside',
        channel: 'outside',
        class: 'chase',
        doneOn: on,
        outcome: 'done',
        outside: true,
        invoiceIds: [invoiceId],
        documentId,
        reason: words,
      })
      return 'deed'
    default:
      await pen.add('task', { clientId, title: `${invoice.number}: ${words}`, kind: 'verify', dueOn: pen.by.today, detail: { documentId } })
      return 'task'
  }
}
