import type { Day } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { boundsOf, planDesk } from '../answers/page-view.ts'
import { type OpenItem, totalsOf } from '../message/compose.ts'
import { aboutInvoices } from '../replies/about.ts'
import { hasCopies } from '../replies/become.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type BounceLine, bounceReport } from './arrivals.ts'

/** What a reply is taken to mean, until a person says so. */
export interface Suggestion {
  readonly reading: string
  readonly day: Day | null
  /** The words that led to it. */
  readonly words: readonly string[]
}

export interface OfferedPlan {
  readonly key: string
  readonly currency: string
  readonly parts: readonly { readonly dueOn: Day; readonly minor: string }[]
}

/** What a client answered and nobody has dealt with. */
export interface InboxLine {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly channel: string
  readonly receivedOn: Day
  readonly text: string | null
  readonly subject: string | null
  readonly from: string | null
  /** False: an address that is not known at this client. None: it did not come by mail. */
  readonly knownSender: boolean | null
  readonly placedBy: string | null
  readonly suggested: Suggestion | null
  readonly papers: readonly { readonly id: string; readonly name: string }[]
  /** What was chosen on the private page, field by field. */
  readonly answer: Json | null
  /** Numbers of the invoices it is about. */
  readonly invoices: readonly string[]
  /** Copies of all of them are here to be sent. */
  readonly hasCopies: boolean
  /** Plans over them that the firm’s bounds allow. */
  readonly plans: readonly OfferedPlan[]
  /** Chasing rests until it is dealt with. */
  readonly holds: boolean
}

/** A mail that found no case. */
export interface UnplacedLine {
  readonly id: string
  readonly from: string | null
  readonly subject: string | null
  readonly receivedOn: Day
  readonly nature: string
  readonly text: string | null
  readonly suggested: Suggestion | null
}

export interface InboxView {
  readonly replies: readonly InboxLine[]
  /** More than are shown. */
  readonly more: number
  readonly unplaced: readonly UnplacedLine[]
  /** Addresses that failed for good and are still in use. */
  readonly bounced: readonly BounceLine[]
}

const SHOWN_MAX = 500

const idsIn = (answer: Json | null): string[] =>
  answer !== null && 'invoiceIds' in answer && Array.isArray(answer.invoiceIds) ? answer.invoiceIds.map(String) : []

const isSuggestion = (kept: Json | null): kept is Json & Suggestion => kept !== null && 'reading' in kept && 'words' in kept
const suggestionIn = (kept: Json | null): Suggestion | null => (isSuggestion(kept) ? kept : null)

/** Replies of people that nobody has dealt with, oldest first: many come in one look. */
export async function waitingReplies(place: Place): Promise<Fact<'reply'>[]> {
  const waiting = (await factsOf(place.store.db, place.workspaceId, 'reply')
    .where('handledOn' as 'id', 'is', null) // columns of this noun
    .where('kind' as 'id', '=', 'human')
    .execute()) as unknown as Fact<'reply'>[] // the columns selected are the noun’s own
  const when = ({ receivedOn, sentAt, recordedAt, id }: Fact<'reply'>): string => `${receivedOn} ${sentAt ?? recordedAt} ${id}`
  return waiting.sort((a, b) => (when(a) < when(b) ? -1 : 1))
}

/** Every answer of a person that waits, oldest first, and the mails that wait for a place. */
export async function inboxView(place: Place): Promise<InboxView> {
  const { db } = place.store
  const waiting = await waitingReplies(place)
  const replies = waiting.slice(0, SHOWN_MAX)
  const facts = await loadClients(db, place.workspaceId, [...new Set(replies.map(r => r.clientId))])
  const byClient = new Map(facts.map(f => [f.client.id, f]))
  const plansFor = await planDesk(place, await boundsOf(place))
  const lines = replies.flatMap((r): InboxLine[] => {
    const of = byClient.get(r.clientId)
    if (!of) return [] // of a client that was taken back
    const items = aboutInvoices(of, r, place.by.today)
    const named = idsIn(r.answer).map(id => of.invoice.find(i => i.id === id)?.number ?? id)
    const papers = (r.documentIds ?? []).flatMap(id => of.document.filter(d => d.id === id).map(d => ({ id, name: d.name })))
    const { id, clientId, channel, receivedOn, text, subject, from, knownSender, placedBy, answer } = r
    return [
      {
        ...{ id, clientId, client: of.client.name, channel, receivedOn, text, subject, from, knownSender, placedBy, answer, papers },
        suggested: suggestionIn(r.suggested),
        invoices: r.answer === null ? items.map(i => i.invoice.number) : named,
        hasCopies: hasCopies(of, items),
        plans: r.answer === null ? offered(plansFor, items) : [],
        holds: r.holds !== false,
      },
    ]
  })
  return {
    replies: lines,
    more: waiting.length - replies.length,
    unplaced: await unplacedMails(place),
    bounced: (await bounceReport(place)).filter(b => b.hard && b.inUse),
  }
}

function offered(plansFor: Awaited<ReturnType<typeof planDesk>>, items: readonly OpenItem[]): OfferedPlan[] {
  const totals = totalsOf(items)
  return plansFor(totals).map(({ key, parts }) => ({
    key,
    currency: totals[0]?.currency ?? '',
    parts: parts.map(({ dueOn, minor }) => ({ dueOn, minor: minor.toString() })),
  }))
}

/** Mails that found no case, oldest first. */
export async function unplacedMails(place: Place): Promise<UnplacedLine[]> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'mailIn')
    .where('state' as 'id', '=', 'unplaced') // a column of this noun
    .orderBy('receivedOn' as 'id')
    .orderBy('id')
    .limit(SHOWN_MAX)
    .execute()) as unknown as Fact<'mailIn'>[] // the columns selected are the noun’s own
  return rows.map(({ id, from, subject, receivedOn, nature, text, suggested }) => ({
    ...{ id, from, subject, receivedOn, nature, text },
    suggested: suggestionIn(suggested),
  }))
}
