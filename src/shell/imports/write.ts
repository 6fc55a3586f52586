import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import type { ListedLine } from '../../core/list/items.ts'
import { countryCode } from '../lists/countries.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import { BEFORE_IMPORT, BY_LIST } from './plan-payments.ts'
import type { Plan, PlannedChange, PlannedClient, PlannedInvoice, PlannedPayment, PlannedSettling } from './plan-types.ts'

const orNull = (text: string): string | null => (text === '' ? null : text)
const sourceOf = (where: { readonly file: string; readonly line: number }): string => `${where.file}, line ${where.line}`

/** Writes all that the plan says. @returns the clients whose queued messages must not leave any more: money came in. */
export async function writePlan(pen: Pen, plan: Plan): Promise<Set<string>> {
  const settled = new Set<string>()
  for (const client of plan.clients) await writeClient(pen, client)
  for (const invoice of byClient(plan.added)) {
    if (invoice.item.kind === 'credit') await writeCredit(pen, invoice)
    else await writeInvoice(pen, invoice)
    if (!invoice.client.isNew && (invoice.item.kind === 'credit' || (invoice.item.paidMinor ?? 0n) > 0n)) settled.add(invoice.client.id)
  }
  for (const change of plan.changed) await writeChange(pen, change)
  for (const settling of plan.settling) if (await writeSettling(pen, settling, plan)) settled.add(settling.clientId)
  for (const payment of plan.payments) {
    await writePayment(pen, payment)
    settled.add(payment.clientId)
  }
  await writeOldDebts(pen, plan)
  return settled
}

/** A client's invoices one after the other: so they lie in the store, where they are read together. */
const byClient = (added: readonly PlannedInvoice[]): PlannedInvoice[] => [...Map.groupBy(added, p => p.client.id).values()].flat()

async function writeClient(pen: Pen, client: PlannedClient): Promise<void> {
  const { listed } = client
  await pen.add('client', {
    id: client.id,
    isNew: true,
    name: client.name,
    kind: client.kind,
    kindConfirmedBy: client.kindWhy === 'said' ? pen.by.actor : null,
    externalRef: orNull(listed.ref),
    country: countryCode(listed.country, listed.vatId),
    address: listed.address.length === 0 ? null : listed.address,
    email: orNull(listed.email),
    phone: orNull(listed.phone),
    vatId: orNull(listed.vatId),
    companyId: orNull(listed.companyId),
    source: client.source,
  })
  if (listed.contactName !== '' && listed.contactName !== client.name)
    await pen.add('contact', { clientId: client.id, name: listed.contactName, role: 'other', source: client.source })
}

async function writeInvoice(pen: Pen, planned: PlannedInvoice): Promise<void> {
  const { item, id, client, origin, digest, dueOn } = planned
  if (dueOn === undefined) throw new Error(`invoice ${item.number} without due date reached the store`)
  const source = sourceOf(item)
  await pen.add('invoice', {
    id, isNew: true, clientId: client.id, effectiveOn: item.issuedOn, source, number: item.number, issuedOn: item.issuedOn, dueOn, dueSource: planned.dueSource,
    currency: item.currency, totalMinor: item.totalMinor, taxMinor: item.taxMinor ?? null, orderNumber: orNull(item.orderNumber),
    reference: orNull(item.reference), iban: orNull(item.iban), subject: orNull(item.subject), origin, originDigest: digest,
  }) // biome-ignore format: one fact
  await writeLines(pen, planned, id)
  const paid = item.paidMinor ?? 0n
  if (paid > 0n) await writeBefore(pen, planned, paid)
}

/** What the list shows as paid, so that what is open is what the list says. A day nobody states is the day of the import. */
async function writeBefore(pen: Pen, planned: PlannedInvoice, minor: bigint): Promise<void> {
  const { item, origin, digest } = planned
  const paidOn: Day = item.paidOn !== undefined && item.paidOn <= pen.by.today ? item.paidOn : pen.by.today
  await pen.add('payment', {
    clientId: planned.client.id, effectiveOn: paidOn, source: sourceOf(item), amountMinor: minor, currency: item.currency, paidOn,
    means: BEFORE_IMPORT, reference: item.paidOn === undefined ? 'paid before the import, on a day the list does not state' : 'paid before the import',
    invoiceId: planned.id, kind: 'payment', dayGuessed: item.paidOn === undefined ? true : null, origin, originDigest: digest,
  }) // biome-ignore format: one fact
}

async function writeCredit(pen: Pen, planned: PlannedInvoice): Promise<void> {
  const { item, id, client, origin, digest } = planned
  await pen.add('creditNote', {
    id, isNew: true, clientId: client.id, effectiveOn: item.issuedOn, source: sourceOf(item), number: item.number, issuedOn: item.issuedOn, currency: item.currency,
    totalMinor: item.totalMinor, reason: orNull(item.subject || item.reference), origin, originDigest: digest,
  }) // biome-ignore format: one fact
}

async function writeLines(pen: Pen, planned: PlannedInvoice, invoiceId: string): Promise<void> {
  const { item, client } = planned
  for (const [at, line] of item.lines.entries())
    await pen.add('invoiceLine', {
      clientId: client.id,
      effectiveOn: item.issuedOn,
      source: `${item.file}, line ${line.line}`,
      invoiceId,
      position: at + 1,
      ...lineBody(line),
    })
}

const lineBody = (line: ListedLine) => ({
  text: line.text,
  quantity: orNull(line.quantity),
  unitPrice: orNull(line.unitPrice),
  netMinor: line.netMinor ?? null,
  taxRate: orNull(line.taxRate),
  serviceFrom: line.serviceFrom ?? null,
  serviceTo: line.serviceTo ?? null,
  raw: line.raw,
})

async function writeChange(pen: Pen, change: PlannedChange): Promise<void> {
  const { invoice, id, noun } = change
  const fields = Object.fromEntries(change.changes.map(c => [c.field, c.to]))
  const dueSource = 'dueOn' in fields ? { dueSource: 'stated' } : {}
  await pen.amend(noun, id, { ...fields, ...(noun === 'invoice' && dueSource), origin: invoice.origin, originDigest: invoice.digest })
  if (noun === 'creditNote') return
  const old = await factsOf(pen.tx, pen.by.workspaceId, 'invoiceLine')
    .where('clientId', '=', invoice.client.id)
    .where('invoiceId' as 'id', '=', id)
    .execute() // a column of this noun
  for (const line of old) await pen.retract('invoiceLine', line.id)
  await writeLines(pen, invoice, id)
}

/** @returns whether anything was booked. */
async function writeSettling(pen: Pen, s: PlannedSettling, plan: Plan): Promise<boolean> {
  if (s.answer === 'kept') return false
  const file = plan.lists.map(list => list.file).join(', ')
  const origin = plan.lists[0]?.origin ?? null
  const shared = { clientId: s.clientId, source: file, invoiceId: s.invoiceId, currency: s.currency, origin }
  const since = s.paidOn !== undefined && s.paidOn <= pen.by.today ? s.paidOn : pen.by.today
  if (s.answer === 'cancelled') await pen.amend('invoice', s.invoiceId, { cancelledOn: pen.by.today })
  else if (s.answer === 'credited')
    await pen.add('creditNote', { ...shared, number: `${s.number} (credited)`, issuedOn: since, totalMinor: s.minor, reason: 'credited, according to a newer list' })
  else
    await pen.add('payment', {
      ...shared, effectiveOn: since, amountMinor: s.minor, paidOn: since, means: BY_LIST, kind: 'payment', reference: 'paid, according to a newer list',
      originDigest: `settled/${s.invoiceId}`,
    }) // biome-ignore format: one fact
  return true
}

async function writePayment(pen: Pen, planned: PlannedPayment): Promise<void> {
  const { item, clientId, invoices, origin, digest } = planned
  const source = sourceOf(item)
  const kind: Fact<'payment'>['kind'] = item.amountMinor < 0n ? 'refund' : 'payment'
  const id = await pen.add('payment', {
    clientId, effectiveOn: item.paidOn, source, amountMinor: item.amountMinor, currency: item.currency, paidOn: item.paidOn, means: orNull(item.means),
    reference: orNull(item.reference), invoiceId: invoices.length === 1 ? (invoices[0]?.id ?? null) : null, kind, origin, originDigest: digest,
  }) // biome-ignore format: one fact
  if (invoices.length > 1)
    for (const share of invoices)
      await pen.add('allocation', {
        clientId,
        effectiveOn: item.paidOn,
        source,
        paymentId: id,
        invoiceId: share.id,
        amountMinor: share.minor,
      })
}

/** Reminders before Dunwell: as many deeds as were sent, of which only the day of the last is known. */
async function writeOldDebts(pen: Pen, plan: Plan): Promise<void> {
  for (const debt of plan.oldDebts) {
    const { answer } = debt
    if (answer === undefined || answer === 'nothing-sent') continue
    for (let n = 1; n <= answer.times; n += 1)
      await pen.add('deed', {
        clientId: debt.clientId, effectiveOn: answer.lastOn, step: 'outside', channel: 'outside', class: 'chase', occurrence: n, doneOn: answer.lastOn,
        outcome: 'done', outside: true, invoiceIds: debt.invoiceIds, reason: `reminder ${n} of ${answer.times}, sent before the import`,
      }) // biome-ignore format: one fact
  }
}
