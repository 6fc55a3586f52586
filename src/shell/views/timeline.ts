import type { Day } from '../../core/day/day.ts'
import { type ClientFacts, clientFacts, type Fact } from '../../core/facts/nouns.ts'

/** `us`: we did it · `money`: money moved · `them`: the client · `silence`: why nothing was done · `next`: comes. */
export type TimelineTone = 'us' | 'money' | 'them' | 'silence' | 'next'

/** One thing that happened. The sentence is `app.time.<what>` filled with `params`; words people wrote stand in `text`. */
export interface TimelineEntry {
  readonly id: string
  readonly on: Day
  readonly tone: TimelineTone
  readonly what: string
  readonly params: Readonly<Record<string, string | number>>
  readonly text: string | null
  /** The fact’s noun in the API, where a person may take it back. */
  readonly noun: string | null
  readonly recordedAt: string
  readonly actor: string
}

type Told = Pick<TimelineEntry, 'on' | 'tone' | 'what'> & {
  readonly params?: Readonly<Record<string, string | number | null>>
  readonly text?: string | null
  readonly noun?: string
}

const amount = (minor: bigint, currency: string): string => `${minor} ${currency}`

function entry(fact: { id: string; recordedAt: string; actor: string }, told: Told): TimelineEntry {
  const params = Object.fromEntries(Object.entries(told.params ?? {}).map(([name, value]) => [name, value ?? '']))
  const { id, recordedAt, actor } = fact
  return { id, recordedAt, actor, on: told.on, tone: told.tone, what: told.what, params, text: told.text ?? null, noun: told.noun ?? null }
}

type Names = ReadonlyMap<string, string>

function moneyEntries(facts: ClientFacts, numbers: Names): TimelineEntry[] {
  const numberOf = (id: string | null): string => (id && numbers.get(id)) || ''
  return [
    ...facts.invoice.map(i =>
      entry(i, {
        on: i.issuedOn,
        tone: 'us',
        what: 'invoice',
        params: { number: i.number, totalAmount: amount(i.totalMinor, i.currency) },
      }),
    ),
    ...facts.payment.map(p =>
      entry(p, {
        on: p.paidOn,
        tone: 'money',
        what: p.kind,
        params: { paidAmount: amount(p.amountMinor, p.currency), number: numberOf(p.invoiceId), means: p.means },
        text: p.reference,
        noun: 'payment',
      }),
    ),
    ...facts.creditNote.map(c =>
      entry(c, {
        on: c.issuedOn,
        tone: 'money',
        what: 'creditNote',
        params: { number: c.number, creditAmount: amount(c.totalMinor, c.currency), invoice: numberOf(c.invoiceId) },
        text: c.reason,
      }),
    ),
    ...facts.writeOff.map(w =>
      entry(w, { on: w.writtenOffOn, tone: 'money', what: 'writeOff', params: { number: numberOf(w.invoiceId) }, text: w.reason }),
    ),
  ]
}

function ourEntries(facts: ClientFacts, numbers: Names): TimelineEntry[] {
  const deed = (d: Fact<'deed'>): TimelineEntry =>
    entry(d, {
      on: d.doneOn,
      tone: d.outcome === 'skipped' ? 'silence' : 'us',
      what: d.outside ? 'deedOutside' : `deed-${d.outcome}`,
      params: { step: d.step, channel: d.channel, recipient: d.recipient },
      text: d.subject ?? d.reason,
    })
  return [
    ...facts.deed.map(deed),
    ...facts.extension.map(e =>
      entry(e, {
        on: e.effectiveOn,
        tone: 'us',
        what: 'extension',
        params: { number: numbers.get(e.invoiceId) ?? '', newDueOn: e.newDueOn },
        text: e.reason,
        noun: 'extension',
      }),
    ),
    ...facts.hold.map(h =>
      entry(h, {
        on: h.effectiveOn,
        tone: 'silence',
        what: h.until ? 'holdUntil' : 'hold',
        params: { kind: h.kind, untilDay: h.until },
        text: h.reason,
        noun: 'hold',
      }),
    ),
    ...facts.steer.map(s =>
      entry(s, {
        on: s.effectiveOn,
        tone: 'silence',
        what: `steer-${s.action}`,
        params: { step: s.step, toDay: s.toDay },
        text: s.reason,
        noun: 'steer',
      }),
    ),
    ...facts.handOver.map(h =>
      entry(h, { on: h.startedOn, tone: 'us', what: h.draft ? 'handOverDraft' : 'handOver', params: { kind: h.kind, to: h.to } }),
    ),
    ...facts.note.map(n => entry(n, { on: n.effectiveOn, tone: 'us', what: 'note', text: n.text, noun: 'note' })),
  ]
}

function theirEntries(facts: ClientFacts, numbers: Names): TimelineEntry[] {
  return [
    ...facts.promise.map(p =>
      entry(p, {
        on: p.givenOn,
        tone: 'them',
        what: p.withdrawnOn ? 'promiseWithdrawn' : 'promise',
        params: { promisedAmount: amount(p.amountMinor, p.currency), promisedForDay: p.promisedFor, givenBy: p.givenBy },
        noun: 'promise',
      }),
    ),
    ...facts.dispute.map(d =>
      entry(d, {
        on: d.effectiveOn,
        tone: 'them',
        what: d.closedOn ? 'disputeClosed' : 'dispute',
        params: { number: numbers.get(d.invoiceId) ?? '', cause: d.cause, closedOn: d.closedOn },
        text: d.words,
        noun: 'dispute',
      }),
    ),
    ...facts.plan.map(p =>
      entry(p, {
        on: p.agreedOn,
        tone: 'them',
        what: p.endedOn ? 'planEnded' : 'plan',
        params: { totalAmount: amount(p.totalMinor, p.currency) },
      }),
    ),
    ...facts.reply.map(r =>
      entry(r, { on: r.receivedOn, tone: 'them', what: `reply-${r.kind}`, params: { channel: r.channel }, text: r.text }),
    ),
    ...facts.latenessReason.map(l =>
      entry(l, { on: l.effectiveOn, tone: 'them', what: 'latenessReason', params: { reason: l.reason }, text: l.words }),
    ),
    ...facts.arrival.map(a =>
      entry(a, { on: a.effectiveOn, tone: 'them', what: `arrival-${a.state}`, params: { number: numbers.get(a.invoiceId) ?? '' } }),
    ),
    ...facts.bounce.map(b => entry(b, { on: b.effectiveOn, tone: 'them', what: 'bounce', params: { address: b.address }, text: b.detail })),
  ]
}

/** What happened with one invoice, newest first. @param moneyIds payments and credits that were set against it, by whatever rule */
export function timelineOfInvoice(facts: ClientFacts, invoiceId: string, moneyIds: ReadonlySet<string>): TimelineEntry[] {
  const isAbout = (fact: { readonly id: string; readonly invoiceId?: string | null; readonly invoiceIds?: readonly string[] | null }) =>
    fact.id === invoiceId || fact.invoiceId === invoiceId || fact.invoiceIds?.includes(invoiceId) === true || moneyIds.has(fact.id)
  const about = <T extends { readonly id: string }>(all: readonly T[]): T[] => all.filter(isAbout)
  const { invoice, payment, creditNote, writeOff, deed, extension, hold, handOver, promise, dispute, plan, arrival } = facts
  return timelineOf({
    ...clientFacts(facts.client),
    invoice: about(invoice),
    payment: about(payment),
    creditNote: about(creditNote),
    writeOff: about(writeOff),
    deed: about(deed),
    extension: about(extension),
    hold: about(hold),
    handOver: about(handOver),
    promise: about(promise),
    dispute: about(dispute),
    plan: about(plan),
    arrival: about(arrival),
  })
}

/** Everything that happened with a client, newest first. */
export function timelineOf(facts: ClientFacts): TimelineEntry[] {
  const numbers: Names = new Map(facts.invoice.map(i => [i.id, i.number]))
  const all = [...moneyEntries(facts, numbers), ...ourEntries(facts, numbers), ...theirEntries(facts, numbers)]
  return all.sort((a, b) => (a.on === b.on ? (a.recordedAt < b.recordedAt ? 1 : -1) : a.on < b.on ? 1 : -1))
}
