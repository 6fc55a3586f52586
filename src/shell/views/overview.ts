import { type Day, daysBetween } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Account, openLedger } from '../../core/ledger/allocate.ts'
import { balances, type OpenItem, openItems, settledOn } from '../../core/ledger/balance.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** An amount on its way to a reader: minor units as text. */
export interface AmountView {
  readonly minor: string
  readonly currency: string
}
export const amountView = (minor: bigint, currency: string): AmountView => ({ minor: minor.toString(), currency })

export interface ClientRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly country: string | null
  /** By currency; two currencies never add. */
  readonly open: readonly AmountView[]
  readonly late: readonly AmountView[]
  /** Days since the oldest late part fell due; 0: nothing is late. */
  readonly lateDays: number
}

export const INVOICE_STATES = ['late', 'open', 'settled', 'written-off', 'cancelled'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

export interface InvoiceRow {
  readonly id: string
  readonly number: string
  readonly clientId: string
  readonly clientName: string
  readonly issuedOn: Day
  /** Extensions counted. */
  readonly dueOn: Day
  readonly lateDays: number
  readonly currency: string
  readonly totalMinor: string
  readonly openMinor: string
  readonly state: InvoiceState
  readonly disputed: boolean
  readonly settledOn: Day | null
}

export interface Overview {
  readonly clients: readonly ClientRow[]
  readonly invoices: readonly InvoiceRow[]
}

const isDisputed = (facts: ClientFacts, invoiceId: string): boolean =>
  facts.dispute.some(d => d.invoiceId === invoiceId && d.closedOn === null)

/** What was given up, all or the rest of it, is never called settled: nobody paid it. */
export function stateOf({ invoice, writtenOffMinor }: Account, item: OpenItem | undefined): InvoiceState {
  if (invoice.cancelledOn !== null) return 'cancelled'
  if (!item) return writtenOffMinor > 0n ? 'written-off' : 'settled'
  return item.lateMinor > 0n ? 'late' : 'open'
}

function invoiceRow(facts: ClientFacts, account: Account, item: OpenItem | undefined, today: Day): InvoiceRow {
  const { invoice, openMinor } = account
  const dueOn = item?.dueOn ?? invoice.dueOn
  const state = stateOf(account, item)
  return {
    id: invoice.id,
    number: invoice.number,
    clientId: facts.client.id,
    clientName: facts.client.name,
    issuedOn: invoice.issuedOn,
    dueOn,
    lateDays: item && item.lateMinor > 0n ? daysBetween(dueOn, today) : 0,
    currency: invoice.currency,
    totalMinor: invoice.totalMinor.toString(),
    openMinor: openMinor.toString(),
    state,
    disputed: isDisputed(facts, invoice.id),
    settledOn: state === 'written-off' ? null : settledOn(account),
  }
}

/** One client’s line and its invoices’ lines. */
export function rowsOf(facts: ClientFacts, today: Day): { client: ClientRow; invoices: InvoiceRow[] } {
  const ledger = openLedger(facts, today)
  const items = openItems(facts, ledger)
  const itemOf = new Map(items.map(item => [item.id, item]))
  const invoices = ledger.accounts.map(account => invoiceRow(facts, account, itemOf.get(account.invoice.id), today))
  const sums = balances(items, ledger)
  const { id, name, kind, country } = facts.client
  const client: ClientRow = {
    id,
    name,
    kind,
    country,
    open: sums.filter(s => s.openMinor > 0n).map(s => amountView(s.openMinor, s.currency)),
    late: sums.filter(s => s.lateMinor > 0n).map(s => amountView(s.lateMinor, s.currency)),
    lateDays: Math.max(0, ...invoices.map(i => i.lateDays)),
  }
  return { client, invoices }
}

/** One client’s line and its invoices’ lines. */
export type Lines = ReturnType<typeof rowsOf>

/** Of every client, in one walk through all facts. */
export async function allLines({ store, workspaceId, by }: Place): Promise<Map<string, Lines>> {
  const lines = new Map<string, Lines>()
  for await (const page of streamClients(store.db, workspaceId))
    for (const facts of page) lines.set(facts.client.id, rowsOf(facts, by.today))
  return lines
}
