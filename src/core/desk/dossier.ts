import type { Day } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'

/** Parts of a dossier that a receiver need not see. The claim itself is always in it. */
export const REDACTABLE = ['replies', 'reasons', 'promises', 'calls', 'contacts', 'wording'] as const
export type Redactable = (typeof REDACTABLE)[number]

export interface DossierEvent {
  readonly on: Day
  readonly what: string
  readonly channel: string
  readonly outcome: string
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

/** Everything that was done, said and promised about some invoices, oldest first; what is redacted is left out whole. */
export function eventsOf(facts: ClientFacts, invoiceIds: readonly string[], redacted: ReadonlySet<Redactable>): DossierEvent[] {
  const about = (ids: readonly string[] | null): boolean => ids === null || ids.length === 0 || ids.some(id => invoiceIds.includes(id))
  const show = (text: string | null): string => (redacted.has('wording') ? '' : (text ?? ''))
  const events: DossierEvent[] = []
  for (const d of facts.deed) {
    if (!about(d.invoiceIds)) continue
    if (redacted.has('calls') && d.outcome !== 'sent' && d.subject === null) continue
    const evidence = [d.messageId ?? '', wordsOf(d.evidence)].filter(Boolean).join('; ')
    events.push({ on: d.doneOn, what: d.step, channel: d.channel, outcome: d.outcome, text: show(d.subject ?? d.reason), evidence })
  }
  if (!redacted.has('promises'))
    for (const p of facts.promise)
      if (about(p.invoiceIds))
        events.push({
          on: p.givenOn,
          what: 'promise',
          channel: '',
          outcome: p.withdrawnOn ? 'withdrawn' : `for ${p.promisedFor}`,
          text: show(p.givenBy),
          evidence: '',
        })
  for (const p of facts.plan)
    if (about(p.invoiceIds))
      events.push({ on: p.agreedOn, what: 'plan', channel: '', outcome: p.endReason ?? 'agreed', text: '', evidence: '' })
  for (const o of facts.settlementOffer)
    if (about(o.invoiceIds))
      events.push({ on: o.effectiveOn, what: 'settlement offer', channel: '', outcome: `until ${o.deadline}`, text: '', evidence: '' })
  for (const d of facts.dispute)
    if (invoiceIds.includes(d.invoiceId))
      events.push({
        on: d.effectiveOn,
        what: `dispute: ${d.cause}`,
        channel: '',
        outcome: d.outcome ?? 'open',
        text: show(d.words),
        evidence: d.answeredOn ? `answered on ${d.answeredOn}` : '',
      })
  if (!redacted.has('replies'))
    for (const r of facts.reply)
      events.push({ on: r.receivedOn, what: 'reply', channel: r.channel, outcome: r.kind, text: show(r.text), evidence: r.messageId ?? '' })
  if (!redacted.has('reasons'))
    for (const r of facts.latenessReason)
      events.push({
        on: r.effectiveOn,
        what: 'reason given',
        channel: '',
        outcome: r.reason,
        text: show(r.words),
        evidence: r.saidBy ?? '',
      })
  for (const a of facts.arrival)
    if (invoiceIds.includes(a.invoiceId))
      events.push({
        on: a.effectiveOn,
        what: 'arrival of the invoice',
        channel: '',
        outcome: a.state,
        text: '',
        evidence: wordsOf(a.evidence),
      })
  return events.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
