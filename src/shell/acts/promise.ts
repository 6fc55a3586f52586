import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { recordAbout } from '../reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { findInvoices } from './find.ts'
import { givenAmount, givenComingDay } from './given.ts'

export interface PromiseInput {
  readonly invoices: readonly string[]
  /** The day the money leaves them. */
  readonly by: string
  /** Decimal; none: all that is open on the invoices. */
  readonly amount?: string | undefined
  readonly means?: string | undefined
  readonly givenBy?: string | undefined
}

/** What is open on some invoices of one client, all in one currency. Minor units. */
async function openOn(place: Place, clientId: string, invoices: readonly Fact<'invoice'>[]): Promise<bigint> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  if (!facts) return refuse('no-such-client', 'The client is not there any more.')
  const ids = new Set(invoices.map(i => i.id))
  return openLedger(facts, place.by.today).accounts.reduce((sum, a) => (ids.has(a.invoice.id) ? sum + a.openMinor : sum), 0n)
}

/** Records that they promised to pay: chasing of these invoices stops until then. One live promise an invoice. */
export async function promise(place: Place, input: PromiseInput): Promise<{ id: string; clientId: string }> {
  const { clientId, invoices } = await findInvoices(place, input.invoices)
  const promisedFor = givenComingDay('by', input.by, place.by.today)
  const currency = invoices[0]?.currency ?? ''
  if (invoices.some(i => i.currency !== currency))
    refuse('two-currencies', 'These invoices are in different currencies.', { field: 'invoices', mend: 'Record a promise for each.' })
  const open = await openOn(place, clientId, invoices)
  if (open <= 0n) refuse('nothing-open', 'Nothing is open on these invoices.', { field: 'invoices' })
  const amountMinor = input.amount === undefined ? open : givenAmount('amount', input.amount, currency)
  const invoiceIds = invoices.map(i => i.id)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const replaced = (facts?.promise ?? []).filter(
    p => p.withdrawnOn === null && p.promisedFor >= place.by.today && p.invoiceIds.some(id => invoiceIds.includes(id)),
  )
  const id = await recordAbout(place, clientId, 'promise', async pen => {
    for (const p of replaced) await pen.amend('promise', p.id, { withdrawnOn: place.by.today })
    const { means = null, givenBy = null } = input
    return pen.add('promise', {
      clientId,
      invoiceIds,
      amountMinor,
      currency,
      promisedFor,
      givenOn: place.by.today,
      means,
      givenBy,
      pauses: true,
    })
  })
  return { id, clientId }
}
