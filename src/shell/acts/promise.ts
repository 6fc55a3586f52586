import type { Day } from '../../core/day/day.ts'
import { addBankDays } from '../../core/decide/case.ts'
import type { Body, ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { promiseStates } from '../../core/promise/promise-state.ts'
import { openOn } from '../call/check.ts'
import { loadDecider } from '../run/decider.ts'
import { recordAbout } from '../run/reconsider.ts'
import { loadClients } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findInvoices } from './find.ts'
import { givenAmount, givenComingDay, givenDay, givenText } from './given.ts'

export interface PromiseInput {
  readonly invoices: readonly string[]
  /** The day the money leaves them. */
  readonly by: string
  /** Decimal; none: all that is open on the invoices. */
  readonly amount?: string | undefined
  readonly means?: string | undefined
  readonly givenBy?: string | undefined
  /** What we do by when: while that is overdue, we do not chase. */
  readonly ourPart?: readonly { readonly what: string; readonly by: string }[] | undefined
}

/** How many promises not kept before a further one stops nothing and is put before a person. */
const NOT_KEPT_MAX = 2

/** Whether one more promise on these invoices stops chasing: not the third after two that were not kept. */
export async function pausesOn(place: Place, facts: ClientFacts, invoiceIds: readonly string[]): Promise<boolean> {
  const decider = await loadDecider(place)
  const { bankDays } = decider.policyOf(facts)
  const missedOn = (promised: Day): Day => addBankDays(decider.world, promised, bankDays)
  const states = promiseStates(facts, openLedger(facts, place.by.today), place.by.today, missedOn)
  const notKept = states.filter(s => s.outcome === 'broken' && s.promise.invoiceIds.some(id => invoiceIds.includes(id)))
  return notKept.length < NOT_KEPT_MAX
}

type Said = Pick<Body<'promise'>, 'invoiceIds' | 'amountMinor' | 'currency' | 'promisedFor' | 'means' | 'givenBy'> &
  Partial<Pick<Body<'promise'>, 'ourPart'>>

/** Writes a promise; a live one on the same invoices is taken back, and one that no longer stops chasing goes before a person. @returns its id. */
export async function writePromise(pen: Pen, facts: ClientFacts, said: Said, pauses: boolean): Promise<string> {
  const clientId = facts.client.id
  const { today } = pen.by
  const replaced = facts.promise.filter(
    p => p.withdrawnOn === null && p.promisedFor >= today && p.invoiceIds.some(id => said.invoiceIds.includes(id)),
  )
  for (const p of replaced) await pen.amend('promise', p.id, { withdrawnOn: today })
  const id = await pen.add('promise', { clientId, ...said, givenOn: today, pauses })
  if (!pauses)
    await pen.add('task', {
      clientId,
      title: 'third-promise',
      kind: 'decide',
      dueOn: today,
      toUser: pen.by.actor,
      detail: { promiseId: id },
    })
  return id
}

/** Records that they promised to pay: chasing of these invoices stops until then. One live promise an invoice. */
export async function promise(place: Place, input: PromiseInput): Promise<{ id: string; clientId: string }> {
  const { clientId, invoices } = await findInvoices(place, input.invoices)
  const promisedFor = givenComingDay('by', input.by, place.by.today)
  const currency = invoices[0]?.currency ?? ''
  if (invoices.some(i => i.currency !== currency))
    refuse('two-currencies', 'These invoices are in different currencies.', { field: 'invoices', mend: 'Record a promise for each.' })
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  if (!facts) return refuse('no-such-client', 'The client is not there any more.')
  const invoiceIds = invoices.map(i => i.id)
  const open = openOn(facts, invoiceIds, currency, place.by.today)
  if (open <= 0n) refuse('nothing-open', 'Nothing is open on these invoices.', { field: 'invoices' })
  const amountMinor = input.amount === undefined ? open : givenAmount('amount', input.amount, currency)
  const { means = null, givenBy = null } = input
  const ours = (input.ourPart ?? []).map(o => ({ what: givenText('ourPart', o.what), by: givenDay('ourPart', o.by), doneOn: null }))
  const ourPart = ours.length > 0 ? ours : null
  const pauses = await pausesOn(place, facts, invoiceIds)
  const said = { invoiceIds, amountMinor, currency, promisedFor, means, givenBy, ourPart }
  const id = await recordAbout(place, clientId, 'promise', pen => writePromise(pen, facts, said, pauses))
  return { id, clientId }
}
