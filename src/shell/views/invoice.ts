import type { Day } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { type Account, openLedger } from '../../core/ledger/allocate.ts'
import { chargesOn } from '../../core/ledger/charges.ts'
import { extensionOn, partsLeft } from '../../core/ledger/due.ts'
import { keptBack } from '../../core/ledger/retention.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type ChangeView, changesOf } from './changes.ts'
import { type ClaimView, claimsOn } from './claims.ts'
import { clientFactsOf } from './client.ts'
import { type InvoiceRow, rowsOf } from './overview.ts'
import { type TimelineEntry, timelineOfInvoice } from './timeline.ts'

export interface InvoiceLineView {
  readonly text: string
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly netMinor: string | null
  readonly taxRate: string | null
}

export interface InvoiceView extends InvoiceRow {
  readonly subject: string | null
  readonly orderNumber: string | null
  readonly reference: string | null
  readonly iban: string | null
  readonly agreedDueOn: Day
  readonly dueSource: string | null
  readonly taxMinor: string | null
  readonly source: string
  /** What made the open amount what it is, oldest first: payments, credits, reductions with their signs. */
  readonly changes: readonly ChangeView[]
  /** Where it falls due in parts: each with its day, extensions counted. */
  readonly parts: readonly { readonly dueOn: Day; readonly minor: string; readonly openMinor: string }[]
  /** Kept back by contract; `until` null: nobody has said from when it is owed, and nothing asks for it. */
  readonly keptBack: readonly { readonly id: string | null; readonly minor: string; readonly until: Day | null }[]
  readonly writtenOffMinor: string
  readonly allowedMinor: string
  readonly lines: readonly InvoiceLineView[]
  readonly arrival: readonly { readonly on: Day; readonly state: string }[]
  readonly extensions: readonly { readonly newDueOn: Day; readonly reason: string | null }[]
  readonly disputes: readonly {
    readonly id: string
    readonly cause: string
    readonly words: string | null
    readonly closedOn: Day | null
  }[]
  /** Late costs that letters asked for, dropped ones too. */
  readonly claims: readonly ClaimView[]
  readonly papers: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  /** What the client said would prevent the next delay, known when this invoice was written. */
  readonly prevention: readonly PreventionView[]
  /** What happened with it, newest first. */
  readonly timeline: readonly TimelineEntry[]
}
export interface PreventionView {
  readonly id: string
  readonly answer: string
  readonly saidBy: string | null
  readonly saidOn: Day
}

/** What a client said would prevent the next delay and still holds, as it was known on a day; newest first. */
export const preventionOn = (facts: ClientFacts, on: Day): PreventionView[] =>
  facts.prevention
    .filter(p => p.effectiveOn <= on && (p.endedOn === null || p.endedOn > on))
    .map(({ id, answer, saidBy, effectiveOn }) => ({ id, answer, saidBy, saidOn: effectiveOn }))
    .reverse()

/** Whose invoice it is. @throws Refusal where there is none. */
export async function clientOfInvoice(place: Place, invoiceId: string): Promise<string> {
  const { db } = place.store
  const found = await factsOf(db, place.workspaceId, 'invoice').where('id', '=', invoiceId).select('clientId').executeTakeFirst()
  return found?.clientId ?? refuse('not-found', `There is no invoice "${invoiceId}".`, { field: 'invoiceId' })
}

/** One invoice with all that belongs to it. @throws Refusal where there is none. */
export async function invoiceView(place: Place, invoiceId: string): Promise<InvoiceView> {
  const facts = await clientFactsOf(place, await clientOfInvoice(place, invoiceId))
  const ledger = openLedger(facts, place.by.today)
  const account = ledger.accounts.find(a => a.invoice.id === invoiceId)
  const row = rowsOf(facts, place.by.today).invoices.find(i => i.id === invoiceId)
  const invoice = facts.invoice.find(i => i.id === invoiceId)
  if (!account || !row || !invoice) return refuse('not-found', 'This invoice begins in the future.', { field: 'invoiceId' })
  const { subject, orderNumber, reference, iban, dueOn, dueSource, taxMinor, source } = invoice
  const mine = <T extends { readonly invoiceId: string | null }>(all: readonly T[]): T[] => all.filter(f => f.invoiceId === invoiceId)
  return {
    ...row,
    ...{ subject, orderNumber, reference, iban, dueSource, source },
    agreedDueOn: dueOn,
    taxMinor: taxMinor?.toString() ?? null,
    changes: changesOf(facts, ledger, invoiceId),
    parts: partsView(facts, account, place.by.today),
    keptBack: keptBack(facts, invoice, place.by.today).map(({ id, minor, until }) => ({ id, minor: minor.toString(), until })),
    writtenOffMinor: account.writtenOffMinor.toString(),
    allowedMinor: account.allowedMinor.toString(),
    lines: await linesOf(place, invoiceId),
    arrival: mine(facts.arrival).map(a => ({ on: a.effectiveOn, state: a.state })),
    extensions: mine(facts.extension).map(e => ({ newDueOn: e.newDueOn, reason: e.reason })),
    disputes: mine(facts.dispute).map(({ id, cause, words, closedOn }) => ({ id, cause, words, closedOn })),
    claims: claimsOn(chargesOn(facts, ledger), invoiceId),
    papers: mine(facts.document).map(({ id, name, kind }) => ({ id, name, kind })),
    prevention: preventionOn(facts, invoice.issuedOn),
    timeline: timelineOfInvoice(facts, invoiceId, new Set(ledger.postings.filter(p => p.invoiceId === invoiceId).map(p => p.sourceId))),
  }
}

function partsView(facts: ClientFacts, { invoice, openMinor }: Account, today: Day): InvoiceView['parts'] {
  if (invoice.instalments === null) return []
  return partsLeft(invoice, openMinor, extensionOn(facts, invoice.id, today)).map(p => ({
    dueOn: p.dueOn,
    minor: p.minor.toString(),
    openMinor: p.leftMinor.toString(),
  }))
}

async function linesOf(place: Place, invoiceId: string): Promise<InvoiceLineView[]> {
  const rows = await place.store.db
    .selectFrom('invoiceLine')
    .select(['text', 'quantity', 'unitPrice', 'netMinor', 'taxRate'])
    .where('workspaceId', '=', place.workspaceId)
    .where('invoiceId', '=', invoiceId)
    .where('supersededAt', 'is', null)
    .orderBy('position')
    .execute()
  return rows.map(({ netMinor, ...rest }) => ({ ...rest, netMinor: netMinor?.toString() ?? null }))
}
