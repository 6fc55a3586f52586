import { type Day, isDay } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { fromDecimal, minBig, money, toDecimal } from '../../core/money/money.ts'
import { reconsider } from '../run/reconsider.ts'
import { factsOf, loadClients } from '../store/load.ts'
import { type By, type Pen, record } from '../store/record.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { findClient, findInvoice, invoicesNamed } from './find.ts'
import { type OpenAmounts, openAmounts } from './open-amounts.ts'
import { withdrawQueued } from './withdraw.ts'

export interface PayInput {
  /** Invoice numbers or ids, all of one client; or `client`. */
  readonly invoices?: readonly string[] | undefined
  /** Name or id: the money goes to the oldest debt first. */
  readonly client?: string | undefined
  /** Decimal text; none: all that is open. */
  readonly amount?: string | undefined
  /** Needed only where a client owes in several currencies. */
  readonly currency?: string | undefined
  /** Value day, YYYY-MM-DD; none: today. */
  readonly on?: string | undefined
  readonly means?: string | undefined
  readonly reference?: string | undefined
}

export interface PayResult {
  readonly paymentId: string
  readonly clientId: string
  readonly client: string
  readonly amount: string
  readonly currency: string
  readonly paidOn: Day
  /** What is open on each invoice afterwards. */
  readonly invoices: readonly { readonly number: string; readonly open: string }[]
  /** Open on this client in this currency afterwards. */
  readonly clientOpen: string
  /** Came in and no invoice takes it. */
  readonly unapplied: string
  readonly withdrawn: number
  /** A payment of the same day and amount was there already: perhaps recorded twice. */
  readonly twice: boolean
}

/** An instant of now with the place’s actor. */
export const byNow = (place: Place, source: string): By => ({
  ...place.by,
  at: place.clock.now(),
  today: place.clock.today(place.firm.zone),
  source,
})

/** Whether a word on the command line names an invoice or a client. */
export async function payTarget(place: Place, named: string): Promise<Pick<PayInput, 'invoices' | 'client'>> {
  const invoices = await invoicesNamed(place.store.db, place.workspaceId, named)
  if (invoices.length > 0) return { invoices: [named] }
  return { client: (await findClient(place, named)).id }
}

/** Records money that came in, and withdraws what is queued to that client. @throws Refusal */
export async function pay(place: Place, input: PayInput): Promise<PayResult> {
  const by = byNow(place, place.by.source)
  const paidOn = dayOfPayment(input.on, by.today)
  const done = await record(place.store, by, 'payment recorded', pen => bookPayment(pen, place.workspaceId, by, input, paidOn))
  await reconsider({ ...place, by }, [done.clientId])
  return done
}

/** Books one payment within a transaction of the caller’s, who has the client decided anew afterwards. @throws Refusal */
export async function bookPayment(pen: Pen, workspaceId: string, by: By, input: PayInput, paidOn: Day): Promise<PayResult> {
  const { facts, named } = await whomFor(pen.tx, workspaceId, input)
  const open = openAmounts(facts)
  const currency = currencyOf(facts, named, open, input.currency)
  const minor = amountOf(input.amount, facts, named, open, currency)
  const twice = facts.payment.some(p => p.amountMinor === minor && p.currency === currency && p.paidOn === paidOn)
  const [only] = named
  const paymentId = await pen.add('payment', {
    clientId: facts.client.id,
    effectiveOn: paidOn,
    amountMinor: minor,
    currency,
    paidOn,
    means: input.means ?? null,
    reference: input.reference ?? null,
    invoiceId: named.length === 1 ? (only?.id ?? null) : null,
    kind: minor < 0n ? 'refund' : 'payment',
  })
  if (named.length > 1) await allocate(pen, facts.client.id, paymentId, named, open, minor, paidOn)
  const withdrawn = await withdrawQueued(pen.tx, workspaceId, [facts.client.id], by)
  return {
    ...(await after(pen, workspaceId, facts.client, currency, named)),
    paymentId,
    amount: toDecimal(money(minor, currency)),
    paidOn,
    withdrawn,
    twice,
  }
}

function dayOfPayment(on: string | undefined, today: Day): Day {
  if (on === undefined) return today
  if (!isDay(on))
    return refuse('day-unreadable', `"${on}" is not a day.`, { params: { value: on }, field: 'on', mend: 'Write it as 2026-02-28.' })
  if (on > today)
    refuse('day-ahead', `${on} lies ahead: money is recorded when it has come.`, {
      field: 'on',
      mend: 'For money announced, record a promise.',
    })
  return on
}

async function whomFor(tx: Db, workspaceId: string, input: PayInput): Promise<{ facts: ClientFacts; named: Fact<'invoice'>[] }> {
  const named: Fact<'invoice'>[] = []
  for (const number of input.invoices ?? []) named.push(await findInvoice({ store: { db: tx }, workspaceId }, number))
  const [first] = named
  if (!first && input.client === undefined)
    return refuse('field-missing', 'Say what was paid: an invoice or a client.', { field: 'invoices' })
  const other = named.find(invoice => invoice.clientId !== first?.clientId)
  if (other)
    refuse('several-clients', `Invoice "${other.number}" belongs to another client.`, {
      field: 'invoices',
      mend: 'Record one payment a client.',
    })
  const clientId = first?.clientId ?? (await findClient({ store: { db: tx }, workspaceId }, input.client ?? '')).id
  const [facts] = await loadClients(tx, workspaceId, [clientId])
  if (!facts) return refuse('not-found', 'There is no such client.', { field: 'client' })
  return { facts, named }
}

function currencyOf(facts: ClientFacts, named: readonly Fact<'invoice'>[], open: OpenAmounts, said: string | undefined): string {
  const invoices = named.length > 0 ? named : facts.invoice.filter(i => (open.byInvoice.get(i.id) ?? 0n) > 0n)
  const all = new Set(invoices.map(i => i.currency))
  if (said !== undefined) {
    if (!/^[A-Z]{3}$/.test(said))
      refuse('currency-unreadable', `"${said}" is not an ISO 4217 currency such as EUR.`, { field: 'currency', params: { value: said } })
    if (named.length > 0 && !all.has(said))
      refuse('currency-other', `The invoice is in ${[...all].join(', ')}, the payment in ${said}.`, {
        field: 'currency',
        mend: 'Record it in the invoice’s currency, at the rate of your bank.',
      })
    return said
  }
  const [currency] = all
  if (currency === undefined)
    return refuse('nothing-open', 'Nothing is open on this client.', { field: 'client', mend: 'Name the amount and the currency.' })
  if (all.size > 1)
    refuse('currency-missing', `Open amounts are in ${[...all].join(' and ')}.`, { field: 'currency', mend: 'Say which: --currency EUR' })
  return currency
}

function amountOf(
  text: string | undefined,
  facts: ClientFacts,
  named: readonly Fact<'invoice'>[],
  open: OpenAmounts,
  currency: string,
): bigint {
  if (text !== undefined) {
    const read = fromDecimal(text, currency)
    if (!read || read.minor === 0n)
      return refuse('amount-unreadable', `"${text}" is not an amount in ${currency}.`, {
        params: { value: text },
        field: 'amount',
        mend: 'Write it as 1234.50.',
      })
    return read.minor
  }
  const invoices = named.length > 0 ? named : facts.invoice.filter(i => i.currency === currency)
  const sum = invoices.reduce((total, i) => total + (open.byInvoice.get(i.id) ?? 0n), 0n)
  if (sum <= 0n) refuse('nothing-open', 'Nothing is open there.', { field: 'amount', mend: 'Name the amount if money came nevertheless.' })
  return sum
}

async function allocate(
  pen: Pen,
  clientId: string,
  paymentId: string,
  named: readonly Fact<'invoice'>[],
  open: OpenAmounts,
  minor: bigint,
  on: Day,
): Promise<void> {
  let left = minor
  for (const invoice of named) {
    const amountMinor = minBig(left, open.byInvoice.get(invoice.id) ?? 0n)
    if (amountMinor <= 0n) continue
    left -= amountMinor
    await pen.add('allocation', { clientId, effectiveOn: on, paymentId, invoiceId: invoice.id, amountMinor })
  }
}

async function after(pen: Pen, workspaceId: string, client: Fact<'client'>, currency: string, named: readonly Fact<'invoice'>[]) {
  await pen.flush()
  const [facts] = await loadClients(pen.tx, workspaceId, [client.id])
  const open = facts ? openAmounts(facts) : undefined
  const shown = (id: string): string => toDecimal(money(open?.byInvoice.get(id) ?? 0n, currency))
  const sum = (facts?.invoice ?? [])
    .filter(i => i.currency === currency)
    .reduce((total, i) => total + (open?.byInvoice.get(i.id) ?? 0n), 0n)
  return {
    clientId: client.id,
    client: client.name,
    currency,
    invoices: named.map(i => ({ number: i.number, open: shown(i.id) })),
    clientOpen: toDecimal(money(sum, currency)),
    unapplied: toDecimal(money(open?.unapplied.get(currency) ?? 0n, currency)),
  }
}

/**
 * Takes a payment back with what was set against invoices from it and why it was short. Where it came from a bank line, that line is never
 * applied to those invoices again.
 */
export async function takePaymentBack(pen: Pen, payment: Fact<'payment'>): Promise<void> {
  const { workspaceId } = pen.by
  const invoiceIds = new Set(payment.invoiceId === null ? [] : [payment.invoiceId])
  for (const noun of ['allocation', 'shortPayment'] as const) {
    const rows = (await factsOf(pen.tx, workspaceId, noun).where('clientId', '=', payment.clientId).execute()) as unknown as Fact<
      'allocation' | 'shortPayment'
    >[] // the columns selected are the noun’s own
    for (const row of rows.filter(r => r.paymentId === payment.id)) {
      invoiceIds.add(row.invoiceId)
      await pen.retract(noun, row.id)
    }
  }
  await pen.retract('payment', payment.id)
  const line = payment.bankEntryId === null ? undefined : await pen.current('bankEntry', payment.bankEntryId)
  if (line) await pen.amend('bankEntry', line.id, { notInvoices: [...new Set([...(line.notInvoices ?? []), ...invoiceIds])] })
}

/** Takes a payment back, with what was set against invoices from it. @throws Refusal where there is no such payment. */
export async function undoPayment(
  place: Place,
  paymentId: string,
): Promise<{ readonly paymentId: string; readonly clientId: string; readonly withdrawn: number }> {
  const by = byNow(place, place.by.source)
  const done = await record(place.store, by, 'payment taken back', async pen => {
    const payment = await pen.current('payment', paymentId)
    if (!payment) return refuse('not-found', `There is no payment "${paymentId}".`, { field: 'payment' })
    await takePaymentBack(pen, payment)
    return { paymentId, clientId: payment.clientId, withdrawn: await withdrawQueued(pen.tx, place.workspaceId, [payment.clientId], by) }
  })
  await reconsider({ ...place, by }, [done.clientId])
  return done
}
