import type { Day } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import { money, toDecimal } from '../money/money.ts'

/** Parts of a dossier that a receiver need not see. The claim itself is always in it. */
export const REDACTABLE = ['replies', 'reasons', 'promises', 'plans', 'disputes', 'agreements', 'calls', 'contacts', 'wording'] as const
export type Redactable = (typeof REDACTABLE)[number]

/** One thing that was done, said or promised. Codes, so that a program can read it; a printed dossier says it in its language. */
export interface DossierEvent {
  readonly on: Day
  readonly kind: 'deed' | 'promise' | 'plan' | 'offer' | 'dispute' | 'reply' | 'reason' | 'arrival'
  /** The step of a deed, the cause of a dispute, the reason given, the kind of a reply, the state of an arrival. */
  readonly what: string
  readonly channel: string
  readonly outcome: string
  /** The invoice it is about, where it is about one. */
  readonly invoice: string
  /** Promised, planned or offered: `{decimal} {currency}`. */
  readonly amount: string
  /** Promised for, or offered until. */
  readonly until: Day | ''
  /** Subject or words, as far as the receiver may see them. */
  readonly text: string
  /** What proves it: Message-ID, who confirmed it. */
  readonly evidence: string
}

const wordsOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? Object.entries(value)
          .filter(([, v]) => v !== null && typeof v !== 'object')
          .map(([k, v]) => `${k}: ${String(v)}`)
          .join(', ')
      : String(value)

const amountOf = (minor: bigint, currency: string): string => `${toDecimal(money(minor, currency))} ${currency}`

type Told = Pick<DossierEvent, 'on' | 'kind'> & Partial<DossierEvent>
const event = (told: Told): DossierEvent => ({
  ...{ what: '', channel: '', outcome: '', invoice: '', amount: '', until: '', text: '', evidence: '' },
  ...told,
})

/** What is asked of the events of a dossier. */
interface Asked {
  readonly facts: ClientFacts
  /** About one of the invoices, or about the client as a whole. */
  readonly isAbout: (invoiceIds: readonly string[] | null) => boolean
  readonly numberOf: (invoiceId: string) => string
  readonly isHidden: (part: Redactable) => boolean
  /** Words, where the receiver may see them. */
  readonly show: (text: string | null) => string
}

function deedEvents({ facts, isAbout, isHidden, show }: Asked): DossierEvent[] {
  return facts.deed
    .filter(d => isAbout(d.invoiceIds) && !(isHidden('calls') && d.outcome !== 'sent' && d.subject === null))
    .map(d => {
      const evidence = [d.messageId ?? '', wordsOf(d.evidence)].filter(Boolean).join('; ')
      const { doneOn: on, step: what, channel, outcome } = d
      return event({ kind: 'deed', on, what, channel, outcome, text: show(d.subject ?? d.reason), evidence })
    })
}

function agreedEvents({ facts, isAbout, isHidden, show }: Asked): DossierEvent[] {
  const promises = isHidden('promises') ? [] : facts.promise.filter(p => isAbout(p.invoiceIds))
  const plans = isHidden('plans') ? [] : facts.plan.filter(p => isAbout(p.invoiceIds))
  return [
    ...promises.map(p =>
      event({
        kind: 'promise',
        on: p.givenOn,
        outcome: p.withdrawnOn ? 'withdrawn' : 'given',
        amount: amountOf(p.amountMinor, p.currency),
        until: p.promisedFor,
        text: show(p.givenBy),
      }),
    ),
    ...plans.map(p =>
      event({ kind: 'plan', on: p.agreedOn, outcome: p.endedOn ? 'ended' : 'agreed', amount: amountOf(p.totalMinor, p.currency) }),
    ),
    ...facts.settlementOffer
      .filter(o => isAbout(o.invoiceIds))
      .map(o => event({ kind: 'offer', on: o.effectiveOn, amount: amountOf(o.payMinor, o.currency), until: o.deadline })),
  ]
}

function saidEvents({ facts, isHidden, numberOf, show }: Asked): DossierEvent[] {
  const disputes = isHidden('disputes') ? [] : facts.dispute.filter(d => numberOf(d.invoiceId) !== '')
  return [
    ...disputes.map(d =>
      event({
        kind: 'dispute',
        on: d.effectiveOn,
        what: d.cause,
        outcome: d.outcome ?? 'open',
        invoice: numberOf(d.invoiceId),
        text: show(d.words),
      }),
    ),
    ...(isHidden('replies') ? [] : facts.reply).map(r =>
      event({ kind: 'reply', on: r.receivedOn, what: r.kind, channel: r.channel, text: show(r.text), evidence: r.messageId ?? '' }),
    ),
    ...(isHidden('reasons') ? [] : facts.latenessReason).map(r =>
      event({ kind: 'reason', on: r.effectiveOn, what: r.reason, text: show(r.words), evidence: r.saidBy ?? '' }),
    ),
    ...facts.arrival
      .filter(a => numberOf(a.invoiceId) !== '')
      .map(a =>
        event({ kind: 'arrival', on: a.effectiveOn, what: a.state, invoice: numberOf(a.invoiceId), evidence: wordsOf(a.evidence) }),
      ),
  ]
}

/** Everything that was done, said and promised about some invoices, oldest first; what is redacted is left out whole. */
export function eventsOf(facts: ClientFacts, invoiceIds: readonly string[], redacted: ReadonlySet<Redactable>): DossierEvent[] {
  const numbers = new Map(facts.invoice.filter(i => invoiceIds.includes(i.id)).map(i => [i.id, i.number]))
  const asked: Asked = {
    facts,
    isAbout: ids => ids === null || ids.length === 0 || ids.some(id => numbers.has(id)),
    numberOf: id => numbers.get(id) ?? '',
    isHidden: part => redacted.has(part),
    show: text => (redacted.has('wording') ? '' : (text ?? '')),
  }
  const events = [...deedEvents(asked), ...agreedEvents(asked), ...saidEvents(asked)]
  return events.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
