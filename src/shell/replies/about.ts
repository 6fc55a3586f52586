import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { numberCandidates } from '../../core/reply/place.ts'
import { openNow } from '../answers/page-view.ts'
import type { OpenItem } from '../message/compose.ts'

/** Open invoices that a reply speaks of: those it names, else those of the message it answers, else all that are open. */
export function aboutInvoices(facts: ClientFacts, reply: Pick<Fact<'reply'>, 'subject' | 'text' | 'deedId'>, today: Day): OpenItem[] {
  const open = openNow(facts, today)
  const named = new Set(numberCandidates(`${reply.subject ?? ''}\n${reply.text ?? ''}`))
  const byName = open.filter(i => named.has(i.invoice.number.toLowerCase()))
  if (byName.length > 0) return byName
  const answered = facts.deed.find(d => d.id === reply.deedId)?.invoiceIds ?? []
  const byDeed = open.filter(i => answered.includes(i.invoice.id))
  return byDeed.length > 0 ? byDeed : open
}
