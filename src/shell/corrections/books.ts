import { type Billed, type Comparison, compare } from '../../core/correction/compare.ts'
import { type ArrearsPart, givenUp } from '../../core/correction/settle.ts'
import type { TaxedLine } from '../../core/correction/tax.ts'
import { type Terms, termsOf } from '../../core/correction/terms.ts'
import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { Refusal } from '../../core/fault.ts'
import { agreementBehind } from '../../core/ledger/clauses.ts'
import { halfUp } from '../../core/money/money.ts'
import { linesOfDraft } from '../billing/lines.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'

type Line = Fact<'invoiceLine'>
export type LinesByInvoice = ReadonlyMap<string, readonly Line[]>

/** All lines of some clients, by invoice. Where an invoice came from a draft of ours and states no periods, the draft’s lines stand for its own. */
export async function linesOf(db: Db, workspaceId: string, clientIds: readonly string[]): Promise<LinesByInvoice> {
  if (clientIds.length === 0) return new Map()
  const drafts = (await factsOf(db, workspaceId, 'invoiceDraft')
    .where('clientId', 'in', [...clientIds])
    .where('invoiceId' as 'id', 'is not', null) // a column of this noun
    .execute()) as unknown as Fact<'invoiceDraft'>[] // as below
  const rows = (await factsOf(db, workspaceId, 'invoiceLine')
    .where('clientId', 'in', [...clientIds])
    .orderBy('position' as 'id') // a column of this noun
    .execute()) as unknown as Line[] // the columns selected are the noun’s own
  const lines = Map.groupBy(rows, l => l.invoiceId)
  for (const draft of drafts) {
    const own = lines.get(draft.invoiceId ?? '') ?? []
    if (!own.some(l => l.serviceFrom !== null)) lines.set(draft.invoiceId ?? '', asLines(draft))
  }
  return lines
}

const asLines = (draft: Fact<'invoiceDraft'>): Line[] =>
  linesOfDraft(draft).map((l, at) => ({
    ...{
      factId: draft.factId,
      id: `${draft.id} ${at}`,
      clientId: draft.clientId,
      recordedAt: draft.recordedAt,
      actor: draft.actor,
      source: draft.source,
    },
    ...{
      effectiveOn: draft.effectiveOn,
      invoiceId: draft.invoiceId ?? '',
      position: at + 1,
      text: l.text,
      quantity: l.quantity,
      unitPrice: l.rate,
    },
    ...{ netMinor: BigInt(l.minor), taxRate: l.taxRate, serviceFrom: l.from as Day | null, serviceTo: l.to as Day | null, raw: null }, // days of a draft
  }))

/** Which of a client’s invoices were billed under an agreement; the days that their lines state go before their own. */
function invoicesUnder(facts: ClientFacts, agreement: Fact<'agreement'>, lines: LinesByInvoice): Fact<'invoice'>[] {
  const daysOf = (invoice: Fact<'invoice'>): Pick<Fact<'invoice'>, 'serviceFrom' | 'serviceTo'> => {
    const days = (lines.get(invoice.id) ?? []).flatMap(l => [l.serviceFrom, l.serviceTo].filter(d => d !== null)).sort()
    return { serviceFrom: days[0] ?? invoice.serviceFrom, serviceTo: days.at(-1) ?? invoice.serviceTo }
  }
  return facts.invoice.filter(
    i => i.cancelledOn === null && i.currency === agreement.currency && agreementBehind(facts, { ...i, ...daysOf(i) })?.id === agreement.id,
  )
}

export const netOfInvoice = (invoice: Fact<'invoice'>, lines: readonly Line[]): bigint => {
  const nets = lines.map(l => l.netMinor).filter(n => n !== null)
  return nets.length > 0 ? nets.reduce((a, b) => a + b, 0n) : invoice.totalMinor - (invoice.taxMinor ?? 0n)
}

/** Tax is neither on the invoice nor on its lines: what is compared may hold tax. */
export const taxUnknown = (invoice: Fact<'invoice'>, lines: readonly Line[]): boolean =>
  invoice.taxMinor === null && !lines.some(l => l.netMinor !== null)

function billsOf(invoice: Fact<'invoice'>, lines: readonly Line[]): Billed[] {
  const shared = { invoiceId: invoice.id, number: invoice.number, issuedOn: invoice.issuedOn }
  const own = { from: invoice.serviceFrom, to: invoice.serviceTo }
  const priced = lines.filter(l => l.netMinor !== null)
  if (priced.length === 0) return [{ ...shared, ...own, netMinor: netOfInvoice(invoice, lines) }]
  return priced.map(l => ({ ...shared, from: l.serviceFrom ?? own.from, to: l.serviceTo ?? own.to, netMinor: l.netMinor ?? 0n }))
}

/** The periods of a case on one invoice, as they were billed. */
export function arrearsOn(facts: ClientFacts, correctionId: string, lines: readonly Line[]): ArrearsPart[] {
  const detail = facts.correction.find(c => c.id === correctionId)?.detail as unknown as { readonly to?: Day } | null | undefined // written by our acts
  const until = detail?.to
  return lines.flatMap(l =>
    l.netMinor === null || l.serviceFrom === null || until === undefined || l.serviceFrom > until
      ? []
      : [{ from: l.serviceFrom, to: l.serviceTo ?? l.serviceFrom, minor: l.netMinor }],
  )
}

/** Credits of an invoice, without tax, as bills below zero: in the invoice’s own period, or in the periods of the case that they give up. */
function creditsOf(facts: ClientFacts, invoice: Fact<'invoice'>, lines: readonly Line[]): Billed[] {
  const shared = { invoiceId: invoice.id, issuedOn: invoice.issuedOn }
  let before = 0n
  return facts.creditNote.flatMap((c): Billed[] => {
    if (c.invoiceId !== invoice.id) return []
    const net = c.netMinor ?? (invoice.totalMinor === 0n ? 0n : halfUp(c.totalMinor * netOfInvoice(invoice, lines), invoice.totalMinor))
    const { correctionId } = c
    if (correctionId === null) return [{ ...shared, number: c.number, from: invoice.serviceFrom, to: invoice.serviceTo, netMinor: -net }]
    const given = givenUp(arrearsOn(facts, correctionId, lines), net, before)
    before += net
    return given.map(p => ({
      ...shared,
      ...{ number: c.number, from: p.from, to: p.to, netMinor: -p.minor, correctionId },
    }))
  })
}

const billedOn = (facts: ClientFacts, invoices: readonly Fact<'invoice'>[], lines: LinesByInvoice): Billed[] =>
  invoices.flatMap(i => [...billsOf(i, lines.get(i.id) ?? []), ...creditsOf(facts, i, lines.get(i.id) ?? [])])

export const billedUnder = (facts: ClientFacts, agreement: Fact<'agreement'>, lines: LinesByInvoice): Billed[] =>
  billedOn(facts, invoicesUnder(facts, agreement, lines), lines)

/** Everything that was billed in a currency without any agreement. */
export const billedFreely = (facts: ClientFacts, currency: string, lines: LinesByInvoice): Billed[] =>
  billedOn(
    facts,
    facts.invoice.filter(i => i.cancelledOn === null && i.currency === currency && i.agreementId === null),
    lines,
  )

/** The lines billed under an agreement, with their tax rates. */
export const taxedUnder = (facts: ClientFacts, agreement: Fact<'agreement'>, lines: LinesByInvoice): TaxedLine[] =>
  invoicesUnder(facts, agreement, lines).flatMap(i =>
    (lines.get(i.id) ?? []).flatMap(l =>
      l.netMinor === null ? [] : [{ invoiceId: i.id, number: i.number, issuedOn: i.issuedOn, netMinor: l.netMinor, taxRate: l.taxRate }],
    ),
  )

export interface AgreementBooks {
  readonly facts: ClientFacts
  readonly agreement: Fact<'agreement'>
  readonly terms: Terms
  readonly bills: readonly Billed[]
  readonly lines: LinesByInvoice
  readonly comparison: Comparison
}

/** An agreement beside what was billed under it, from facts in hand. @throws Refusal where the agreement cannot be compared. */
export function booksFrom(facts: ClientFacts, agreement: Fact<'agreement'>, lines: LinesByInvoice, until: Day): AgreementBooks {
  const read = termsOf(agreement)
  if ('faults' in read) throw new Refusal(read.faults)
  const bills = billedUnder(facts, agreement, lines)
  return { facts, agreement, terms: read.terms, bills, lines, comparison: compare(read.terms, bills, until) }
}

/** The same, read from the store. */
export async function booksOf(place: Place, agreement: Fact<'agreement'>, until: Day = place.by.today): Promise<AgreementBooks> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [agreement.clientId])
  if (!facts) throw new Error(`agreement ${agreement.id} without its client`)
  return booksFrom(facts, agreement, await linesOf(place.store.db, place.workspaceId, [agreement.clientId]), until)
}
