import { addDays, type Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { type Ledger, openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { clausesOf } from '../../core/ledger/clauses.ts'
import { agreedRetention, keptBack, percentOf } from '../../core/ledger/retention.ts'
import { type ExpectedPayment, learnPayers, type MatchKnowledge, type OpenInvoice, type PaymentLine } from '../../core/match/payment.ts'
import { planStates } from '../../core/plan/plan-state.ts'
import { promiseStates } from '../../core/promise/promise-state.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { generalKnowledge, loadSchemes } from '../inbound/match-knowledge.ts'
import { streamClients, workspaceFacts } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { planReference, referencesOf, statementReference } from './reference.ts'

/** What bank lines are matched against, as it is in the store now. */
export interface BankBook {
  readonly invoices: readonly OpenInvoice[]
  readonly knowledge: MatchKnowledge
  /** Payments that no bank line is tied to yet, by `currency amount`: the same money, perhaps, recorded by hand or brought by a list. */
  readonly loose: ReadonlyMap<string, readonly LoosePayment[]>
  readonly clientNames: ReadonlyMap<string, string>
}

export interface LoosePayment {
  readonly id: string
  readonly clientId: string
  readonly paidOn: Day
  readonly amountMinor: bigint
  readonly currency: string
  /** Numbers of the invoices it went to, and what the payer wrote. */
  readonly words: readonly string[]
}

/** Longest a bank takes between the day somebody recorded and its own booking day. */
const DAYS_APART_MAX = 7
const PROMISE_DAYS = 5

/** Reads every client once. Payments long before the earliest line to be matched cannot be the same money and are left out. */
export async function loadBankBook(db: Db, place: Place, earliest: Day): Promise<BankBook> {
  const [schemes, general, payers] = await Promise.all([loadSchemes(), generalKnowledge(), workspaceFacts(db, place.workspaceId, 'payer')])
  const entries = await workspaceFacts(db, place.workspaceId, 'bankEntry')
  const takenBack = new Set(entries.flatMap(e => (e.notInvoices ?? []).map(id => `${e.id}|${id}`)))
  const invoices: OpenInvoice[] = []
  const expected: ExpectedPayment[] = []
  const loose: LoosePayment[] = []
  const clientNames = new Map<string, string>()
  for await (const page of streamClients(db, place.workspaceId))
    for (const facts of page) {
      clientNames.set(facts.client.id, facts.client.name)
      const ledger = openLedger(facts, place.by.today)
      invoices.push(...openOf(facts, ledger, schemes, place))
      expected.push(...expectedOf(facts, ledger, schemes, place), ...statementsOf(facts, ledger, schemes, place))
      loose.push(...looseOf(facts, addDays(earliest, -DAYS_APART_MAX)))
    }
  const learnt = payers.filter(p => p.active).map(p => ({ account: p.account, client: p.forClientId }))
  return {
    invoices,
    loose: Map.groupBy(loose, p => `${p.currency} ${p.amountMinor}`),
    clientNames,
    knowledge: { ...general, expected, takenBack, payers: learnPayers(learnt) },
  }
}

/** What the terms of an invoice let the client leave out: `earlyDiscountPercent` within `earlyDiscountDays`, and what is kept back and not owed yet. */
function reductionsOf(facts: ClientFacts, invoice: Fact<'invoice'>, today: Day): Pick<OpenInvoice, 'discounts' | 'retentionMinor'> {
  const { earlyDiscountPercent, earlyDiscountDays } = clausesOf(facts, invoice)
  const discount = percentOf(invoice.totalMinor, earlyDiscountPercent)
  const days = Number(earlyDiscountDays)
  const said = keptBack(facts, invoice, today)
  const kept = said.length > 0 ? said : [agreedRetention(facts, invoice) ?? { minor: 0n, until: null, id: null }]
  const retentionMinor = kept.reduce((sum, k) => (k.until === null || k.until >= today ? sum + k.minor : sum), 0n)
  return {
    ...(discount && Number.isInteger(days) && { discounts: [{ minor: discount, until: addDays(invoice.issuedOn, days) }] }),
    ...(retentionMinor > 0n && { retentionMinor }),
  }
}

function openOf(facts: ClientFacts, ledger: Ledger, schemes: readonly ReferenceScheme[], { firm, by }: Place): OpenInvoice[] {
  return ledger.accounts
    .filter(a => a.openMinor > 0n)
    .map(({ invoice, openMinor }) => ({
      id: invoice.id,
      number: invoice.number,
      client: facts.client.id,
      clientName: facts.client.name,
      currency: invoice.currency,
      openMinor,
      issued: invoice.issuedOn,
      due: invoice.dueOn,
      references: referencesOf(schemes, firm.country, invoice),
      ...reductionsOf(facts, invoice, by.today),
    }))
}

/** Promises that may still be kept and the next instalment of every plan. */
function expectedOf(facts: ClientFacts, ledger: Ledger, schemes: readonly ReferenceScheme[], { firm, by }: Place): ExpectedPayment[] {
  if (facts.promise.length === 0 && facts.plan.length === 0) return []
  const { today } = by
  const client = facts.client.id
  const promised = promiseStates(facts, ledger, today, day => addDays(day, PROMISE_DAYS))
    .filter(s => s.outcome === 'running' || s.outcome === 'in-transit')
    .map(({ promise: p }) => ({
      id: p.id,
      client,
      currency: p.currency,
      invoices: p.invoiceIds,
      minor: p.amountMinor,
      day: p.promisedFor,
    }))
  const planned = planStates(facts, ledger, today)
    .filter(s => s.state !== 'completed')
    .map(({ plan, dueOn, missingMinor }) => ({
      id: plan.id,
      client,
      currency: plan.currency,
      invoices: plan.invoiceIds,
      minor: missingMinor,
      day: dueOn,
      references: [plan.reference?.replace(/\s/g, '').toUpperCase(), planReference(schemes, firm.country, plan.id)].filter(
        r => r !== undefined,
      ),
    }))
  return [...promised, ...planned]
}

/** What a statement of account asks for, by currency. Found by its reference alone: its sum is what the pass by sums looks for anyway, hence no amount. */
function statementsOf(facts: ClientFacts, ledger: Ledger, schemes: readonly ReferenceScheme[], { firm, by }: Place): ExpectedPayment[] {
  const { id } = facts.client
  const reference = facts.invoice.length < 2 ? undefined : statementReference(schemes, firm.country, id)
  if (reference === undefined) return []
  const open = openItems(facts, ledger).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  return [...Map.groupBy(open, item => item.currency)].map(([currency, items]) => ({
    ...{ id: `statement of ${id}`, client: id, currency, minor: 0n, day: by.today, references: [reference] },
    invoices: items.map(item => item.id),
  }))
}

function looseOf(facts: ClientFacts, from: Day): LoosePayment[] {
  const fresh = facts.payment.filter(p => p.bankEntryId === null && p.kind === 'payment' && p.paidOn >= from)
  if (fresh.length === 0) return []
  const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
  return fresh.map(p => {
    const targets = [p.invoiceId, ...facts.allocation.filter(a => a.paymentId === p.id).map(a => a.invoiceId)]
    const words = [...targets.flatMap(id => (id === null ? [] : (numbers.get(id) ?? []))), ...(p.reference ? [p.reference] : [])]
    return { id: p.id, clientId: facts.client.id, paidOn: p.paidOn, amountMinor: p.amountMinor, currency: p.currency, words }
  })
}

/** A stored line as matching reads it. */
export const lineOf = (
  entry: Pick<Fact<'bankEntry'>, 'id' | 'valueOn' | 'amountMinor' | 'currency' | 'text'> & LineExtras,
): PaymentLine => ({
  id: entry.id,
  day: entry.valueOn,
  amountMinor: entry.amountMinor,
  currency: entry.currency,
  text: entry.text,
  ...(entry.reference ? { reference: entry.reference } : {}),
  ...(entry.endToEndId ? { endToEndId: entry.endToEndId } : {}),
  ...(entry.counterparty ? { counterparty: entry.counterparty } : {}),
  ...(entry.counterpartyAccount ? { counterpartyAccount: entry.counterpartyAccount } : {}),
})
type LineExtras = Partial<Pick<Fact<'bankEntry'>, 'reference' | 'endToEndId' | 'counterparty' | 'counterpartyAccount'>>

const squeezed = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()

/**
 * The payment that somebody recorded before the bank told of it: the same amount within a week, and the line writes its invoice or comes
 * from that client's account. One only; each payment once.
 */
export function sameMoney(line: PaymentLine, book: BankBook, taken: Set<string>): LoosePayment | undefined {
  const payer = line.counterpartyAccount === undefined ? undefined : book.knowledge.payers?.get(line.counterpartyAccount)
  const written = squeezed([line.text, line.reference, line.endToEndId].filter(Boolean).join(' '))
  const from = addDays(line.day, -DAYS_APART_MAX)
  const to = addDays(line.day, DAYS_APART_MAX)
  const found = (book.loose.get(`${line.currency} ${line.amountMinor}`) ?? []).filter(
    p =>
      !taken.has(p.id) &&
      p.paidOn >= from &&
      p.paidOn <= to &&
      (p.clientId === payer || p.words.some(w => squeezed(w).length >= 4 && written.includes(squeezed(w)))),
  )
  const [only] = found
  if (!only || found.length > 1) return undefined
  taken.add(only.id)
  return only
}
