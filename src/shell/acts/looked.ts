import { type Day, isDay } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { reconsider } from '../run/reconsider.ts'
import { loadClients, workspaceFacts } from '../store/load.ts'
import { type By, type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { openAmounts } from './open-amounts.ts'
import { bookPayment, byNow } from './pay.ts'

export interface LookedResult {
  /** Of the fact recorded: taking it back is undoing it. */
  readonly id: string
  readonly upTo: Day
  readonly wasUpTo: Day | null
  /** Payments recorded of those who were ticked. */
  readonly paymentIds: readonly string[]
}

/**
 * “I have looked: every payment up to this day is recorded.”
 * @param paid clients, by id or name, who have paid all that had fallen due by then: their payments are recorded with it, all or nothing.
 * @throws Refusal where it is no day or lies ahead, or where nothing of a client’s had fallen due.
 */
export async function looked(place: Place, upTo: string, account?: string, paid: readonly string[] = []): Promise<LookedResult> {
  const by = byNow(place, place.by.source)
  if (!isDay(upTo))
    return refuse('day-unreadable', `"${upTo}" is not a day.`, { params: { value: upTo }, field: 'day', mend: 'Write it as 2026-02-28.' })
  if (upTo > by.today) refuse('day-ahead', `${upTo} lies ahead: nobody can have looked.`, { field: 'day', mend: `Today is ${by.today}.` })
  const before = await workspaceFacts(place.store.db, place.workspaceId, 'looked')
  const wasUpTo = before
    .filter(l => (l.account ?? undefined) === account)
    .reduce<Day | null>((last, l) => (last === null || l.upTo > last ? l.upTo : last), null)
  const clientIds: string[] = []
  for (const named of paid) clientIds.push((await findClient(place, named)).id)
  const done = await record(place.store, by, 'bank looked at', async pen => {
    const paymentIds: string[] = []
    for (const clientId of new Set(clientIds)) paymentIds.push(...(await bookAllDue(pen, place.workspaceId, by, clientId, upTo)))
    return { id: await pen.add('looked', { upTo, account: account ?? null }), paymentIds }
  })
  if (clientIds.length > 0) await reconsider({ ...place, by }, clientIds)
  return { ...done, upTo, wasUpTo }
}

/** One payment in each currency, for everything of a client’s that had fallen due by a day. */
async function bookAllDue(pen: Pen, workspaceId: string, by: By, clientId: string, upTo: Day): Promise<string[]> {
  const [facts] = await loadClients(pen.tx, workspaceId, [clientId])
  if (!facts) return refuse('not-found', 'There is no such client.', { field: 'paid' })
  const { byInvoice } = openAmounts(facts)
  const due = facts.invoice.filter(i => i.dueOn <= upTo && (byInvoice.get(i.id) ?? 0n) > 0n)
  if (due.length === 0) refuse('nothing-open', `Nothing of ${facts.client.name} had fallen due by ${upTo}.`, { field: 'paid' })
  const paymentIds: string[] = []
  for (const [currency, invoices] of Map.groupBy(due, i => i.currency)) {
    const input = { invoices: invoices.map(i => i.id), currency }
    paymentIds.push((await bookPayment(pen, workspaceId, by, input, upTo)).paymentId)
  }
  return paymentIds
}
