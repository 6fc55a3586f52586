import type { Day } from '../../core/day/day.ts'
import { reasonOn } from '../../core/decide/treatment.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { AGE_BUCKETS, ageing } from '../../core/ledger/ageing.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { balances, openItems } from '../../core/ledger/balance.ts'
import { type RealTerm, realTerm } from '../../core/ledger/real-term.ts'
import { loadClients, workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type AmountView, amountView, type InvoiceRow, rowsOf } from './overview.ts'
import { type TimelineEntry, timelineOf } from './timeline.ts'

export interface ContactView {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly email: string | null
  readonly phone: string | null
}
export interface AgeingView {
  readonly currency: string
  readonly parts: readonly { readonly bucket: (typeof AGE_BUCKETS)[number]; readonly minor: string }[]
}
/** Something in force: a promise that runs, a dispute, a hold, a plan. `app.standing.<what>` says it. */
export interface StandingView {
  readonly id: string
  readonly noun: 'promise' | 'dispute' | 'hold' | 'plan' | 'extension' | 'assignment' | 'handOver'
  readonly params: Readonly<Record<string, string | number>>
  readonly text: string | null
}

export interface ClientView {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly kindConfirmed: boolean
  readonly country: string | null
  readonly language: string | null
  readonly address: readonly string[]
  readonly email: string | null
  readonly phone: string | null
  readonly companyId: string | null
  readonly vatId: string | null
  readonly termsDays: number | null
  /** Whether they get a statement of account every month; none: as the firm’s setting. */
  readonly monthlyStatement: boolean | null
  /** For policies by rule. */
  readonly segment: string | null
  readonly since: Day | null
  readonly balances: readonly {
    readonly currency: string
    readonly open: AmountView
    readonly late: AmountView
    readonly unapplied: AmountView
  }[]
  readonly ageing: readonly AgeingView[]
  readonly invoices: readonly (InvoiceRow & { readonly subject: string | null })[]
  readonly settledCount: number
  /** The term this client takes against the one agreed, and what was granted. */
  readonly term: RealTerm
  readonly contacts: readonly ContactView[]
  readonly standing: readonly StandingView[]
  readonly reason: {
    readonly id: string
    readonly reason: string
    readonly words: string | null
    readonly saidBy: string | null
    readonly saidOn: Day
    readonly expiresOn: Day
  } | null
  readonly papers: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly timeline: readonly TimelineEntry[]
}

/** The facts of one client. @throws Refusal where there is none. */
export async function clientFactsOf(place: Place, clientId: string): Promise<ClientFacts> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  return facts ?? refuse('not-found', `There is no client "${clientId}".`, { field: 'clientId' })
}

export async function clientView(place: Place, clientId: string): Promise<ClientView> {
  const facts = await clientFactsOf(place, clientId)
  const { today } = place.by
  const ledger = openLedger(facts, today)
  const sums = balances(openItems(facts, ledger), ledger)
  const { invoices } = rowsOf(facts, today)
  const open = invoices.filter(i => i.state === 'open' || i.state === 'late').sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const subjects = new Map(facts.invoice.map(i => [i.id, i.subject]))
  const reason = reasonOn(facts, today)
  return {
    ...headOf(facts),
    balances: sums.map(s => ({
      currency: s.currency,
      open: amountView(s.openMinor, s.currency),
      late: amountView(s.lateMinor, s.currency),
      unapplied: amountView(s.unappliedMinor, s.currency),
    })),
    ageing: ageing(facts, ledger).map(row => ({
      currency: row.currency,
      parts: AGE_BUCKETS.map(bucket => ({ bucket, minor: row[bucket].toString() })),
    })),
    invoices: open.map(i => ({ ...i, subject: subjects.get(i.id) ?? null })),
    settledCount: invoices.filter(i => i.state === 'settled').length,
    term: await namedGrants(place, realTerm(facts, ledger)),
    standing: standingOf(facts, today),
    reason: reason
      ? {
          id: reason.id,
          reason: reason.reason,
          words: reason.words,
          saidBy: reason.saidBy,
          saidOn: reason.effectiveOn,
          expiresOn: reason.expiresOn,
        }
      : null,
    timeline: timelineOf(facts),
  }
}

/** Colleagues by their names, not by their ids. */
async function namedGrants({ store, workspaceId }: Place, term: RealTerm): Promise<RealTerm> {
  if (term.granted.length === 0) return term
  const names = new Map((await workspaceFacts(store.db, workspaceId, 'membership')).map(m => [m.userId, m.name]))
  return { ...term, granted: term.granted.map(g => ({ ...g, by: names.get(g.by) ?? g.by })) }
}

function headOf(facts: ClientFacts) {
  const { client } = facts
  const { id, name, kind, country, language, email, phone, companyId, vatId, termsDays, segment, monthlyStatement } = client
  const since = facts.invoice.reduce<Day | null>((first, i) => (first === null || i.issuedOn < first ? i.issuedOn : first), null)
  const contacts = facts.contact.map(c => ({ id: c.id, name: c.name, role: c.role, email: c.email, phone: c.phone ?? c.mobile }))
  const papers = facts.document.map(d => ({ id: d.id, name: d.name, kind: d.kind }))
  const kindConfirmed = client.kindConfirmedBy !== null
  return {
    id,
    name,
    kind,
    kindConfirmed,
    country,
    language,
    email,
    phone,
    companyId,
    vatId,
    termsDays,
    monthlyStatement,
    segment,
    since,
    contacts,
    papers,
    address: client.address ?? [],
  }
}

function standingOf(facts: ClientFacts, today: Day): StandingView[] {
  const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
  const isOn = (h: Fact<'hold'>): boolean => h.endedOn === null && (h.until === null || h.until >= today)
  return [
    ...facts.promise
      .filter(p => p.withdrawnOn === null && p.promisedFor >= today)
      .map(p => standing('promise', p.id, { promisedAmount: `${p.amountMinor} ${p.currency}`, promisedForDay: p.promisedFor }, null)),
    ...facts.plan
      .filter(p => p.endedOn === null)
      .map(p => standing('plan', p.id, { totalAmount: `${p.totalMinor} ${p.currency}`, agreedOn: p.agreedOn }, null)),
    ...facts.dispute
      .filter(d => d.closedOn === null)
      .map(d =>
        standing('dispute', d.id, { number: numbers.get(d.invoiceId) ?? '', cause: d.cause, answerByDay: d.answerBy ?? '' }, d.words),
      ),
    ...facts.hold.filter(isOn).map(h => standing('hold', h.id, { kind: h.kind, untilDay: h.until ?? '' }, h.reason)),
    ...facts.extension
      .filter(e => e.newDueOn >= today)
      .map(e => standing('extension', e.id, { number: numbers.get(e.invoiceId) ?? '', newDueOn: e.newDueOn }, e.reason)),
    ...facts.assignment.filter(a => a.endedOn === null).map(a => standing('assignment', a.id, { toUser: a.toUser }, a.note)),
    ...facts.handOver.filter(h => h.endedOn === null).map(h => standing('handOver', h.id, { kind: h.kind, to: h.to }, null)),
  ]
}

const standing = (noun: StandingView['noun'], id: string, params: StandingView['params'], text: string | null): StandingView => ({
  id,
  noun,
  params,
  text,
})
