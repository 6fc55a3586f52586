import { unitsOf } from '../../core/desk/claim.ts'
import { type Relief, reliefOf } from '../../core/desk/write-off.ts'
import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { deskCase } from '../desk/desk-case.ts'
import { deskPacks, deskTools } from '../desk/tools.ts'
import { recordAbout } from '../run/reconsider.ts'
import { clientFactsOf } from '../views/client.ts'
import { weigh } from '../views/desk.ts'
import type { Place } from '../workspace.ts'
import { findInvoice } from './find.ts'
import { givenAmount, givenText } from './given.ts'

export interface WriteOffInput {
  readonly invoice: string
  /** Decimal; none: all that is open. */
  readonly amount?: string | undefined
  readonly reason?: string | undefined
  /** Documents that prove it, by id. */
  readonly evidence?: readonly string[] | undefined
}

/** What is open on an invoice, and its client’s facts. */
async function openOf(place: Place, named: string) {
  const invoice = await findInvoice(place, named)
  const facts = await clientFactsOf(place, invoice.clientId)
  const account = openLedger(facts, place.by.today).accounts.find(a => a.invoice.id === invoice.id)
  return { invoice, facts, openMinor: account?.openMinor ?? 0n, writtenOffMinor: account?.writtenOffMinor ?? 0n }
}

function amountFor(input: WriteOffInput, invoice: Fact<'invoice'>, openMinor: bigint): bigint {
  if (openMinor <= 0n) refuse('nothing-open', `Nothing is open on ${invoice.number}.`, { field: 'invoice' })
  const minor = input.amount === undefined ? openMinor : givenAmount('amount', input.amount, invoice.currency)
  if (minor > openMinor)
    refuse('amount-too-high', `Only ${toDecimal(money(openMinor, invoice.currency))} ${invoice.currency} is open.`, { field: 'amount' })
  return minor
}

/** Asks for a write-off: a person who may approve it finds it on Today. Nothing is booked yet. */
export async function proposeWriteOff(place: Place, input: WriteOffInput): Promise<{ taskId: string; clientId: string }> {
  const { invoice, openMinor } = await openOf(place, input.invoice)
  const minor = amountFor(input, invoice, openMinor)
  const reason = givenText('reason', input.reason)
  const { clientId, currency, number } = invoice
  const amount = toDecimal(money(minor, currency))
  const taskId = await recordAbout(place, clientId, 'write-off proposed', pen =>
    pen.add('task', {
      clientId,
      title: `${number}: ${amount} ${currency}`,
      kind: 'decide',
      dueOn: place.by.today,
      detail: { what: 'write-off', invoiceId: invoice.id, amount, currency, reason, proposedBy: place.by.actor },
    }),
  )
  return { taskId, clientId }
}

/** Tax dates and evidence that the firm's country asks for; none where its rules are not known. */
async function reliefFor(
  place: Place,
  invoice: Fact<'invoice'>,
  minor: bigint,
): Promise<{ relief: Relief; evidence: readonly string[] } | null> {
  const pack = (await deskPacks()).writeOffs.get(place.firm.country)
  if (!pack) return null
  const { id, issuedOn, dueOn, totalMinor, taxMinor } = invoice
  return {
    relief: reliefOf(pack, { invoiceId: id, issuedOn, dueOn, totalMinor, taxMinor, writtenOffMinor: minor }, place.by.today),
    evidence: pack.evidence,
  }
}

/** What going on would still have brought, kept with the decision to stop. */
async function weighedThen(place: Place, clientId: string): Promise<Json | null> {
  const [facts, tools] = await Promise.all([clientFactsOf(place, clientId), deskTools(place)])
  const desk = deskCase(tools, facts, place.by.today)
  if (!desk) return null
  const worth = weigh(desk, false)
  const net = worth.options.find(o => o.way !== 'write-off')?.net ?? 0
  return {
    best: worth.best,
    net: net.toFixed(2),
    stop: worth.stop.code,
    owed: unitsOf(desk.claim.owedMinor, desk.claim.currency).toFixed(2),
  }
}

export interface WriteOffResult {
  readonly id: string
  readonly clientId: string
  readonly amount: string
  readonly currency: string
  readonly relief: Relief | null
  readonly evidence: readonly string[]
}

/** Books a write-off, approved by whoever does it: visible, never “paid”, with what the tax office will ask for. */
export async function writeOff(place: Place, input: WriteOffInput): Promise<WriteOffResult> {
  const { invoice, facts, openMinor } = await openOf(place, input.invoice)
  const minor = amountFor(input, invoice, openMinor)
  const reason = givenText('reason', input.reason)
  const { clientId, currency } = invoice
  const papers = (input.evidence ?? []).map(
    id =>
      facts.document.find(d => d.id === id)?.id ??
      refuse('not-found', `There is no document "${id}" of this client.`, { field: 'evidence' }),
  )
  const tax = await reliefFor(place, invoice, minor)
  const weighed = await weighedThen(place, clientId)
  const relief = tax && { ...tax.relief, taxMinor: tax.relief.taxMinor.toString() }
  const evidence = { papers, needed: tax?.evidence ?? [], relief, weighed } as unknown as Json // plain texts, numbers and nulls
  const tasks = facts.task.filter(t => t.doneOn === null && isProposal(t.detail, invoice.id))
  const id = await recordAbout(place, clientId, 'written off', async pen => {
    for (const task of tasks) await pen.amend('task', task.id, { doneOn: place.by.today })
    return pen.add('writeOff', {
      clientId,
      invoiceId: invoice.id,
      amountMinor: minor,
      writtenOffOn: place.by.today,
      reason,
      approvedBy: place.by.actor,
      evidence,
    })
  })
  return { id, clientId, amount: toDecimal(money(minor, currency)), currency, relief: tax?.relief ?? null, evidence: tax?.evidence ?? [] }
}

const isProposal = (detail: Json | null, invoiceId: string): boolean =>
  detail !== null && !Array.isArray(detail) && 'invoiceId' in detail && detail.invoiceId === invoiceId && detail.what === 'write-off'

/** Takes a write-off back, whole or in the part that money came for: the invoice is open again and the money finds it. */
export async function undoWriteOff(
  place: Place,
  input: { readonly invoice: string; readonly amount?: string | undefined },
): Promise<{ clientId: string; reopened: string; currency: string }> {
  const { invoice, facts, writtenOffMinor } = await openOf(place, input.invoice)
  const { clientId, currency, number } = invoice
  if (writtenOffMinor <= 0n) return refuse('nothing-written-off', `Nothing is written off on ${number}.`, { field: 'invoice' })
  const wanted = input.amount === undefined ? writtenOffMinor : givenAmount('amount', input.amount, currency)
  if (wanted > writtenOffMinor)
    refuse('amount-too-high', `Only ${toDecimal(money(writtenOffMinor, currency))} ${currency} was written off.`, { field: 'amount' })
  let left = wanted
  await recordAbout(place, clientId, 'write-off taken back', async pen => {
    for (const w of facts.writeOff.filter(f => f.invoiceId === invoice.id).reverse()) {
      if (left <= 0n) break
      const part = left < w.amountMinor ? left : w.amountMinor
      if (part === w.amountMinor) await pen.retract('writeOff', w.id)
      else await pen.amend('writeOff', w.id, { amountMinor: w.amountMinor - part }, w.effectiveOn)
      left -= part
    }
  })
  return { clientId, reopened: toDecimal(money(wanted, currency)), currency }
}
