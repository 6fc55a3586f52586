import type { Day } from '../../core/day/day.ts'
import { answerDue, disputeNow, disputeOf } from '../../core/desk/dispute.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { disputeNamed } from '../acts/find.ts'
import { inParts } from '../store/in-parts.ts'
import { factsOf, loadClients, workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { type Whose, whoseToday } from './whose.ts'

/** A dispute with everything that belongs to it. Amounts in minor units of `currency`. */
export interface DisputeView {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly invoiceId: string
  readonly number: string
  readonly currency: string
  /** Held, and what stays payable. */
  readonly contestedMinor: string
  readonly payableMinor: string
  readonly cause: Fact<'dispute'>['cause']
  readonly claim: Fact<'dispute'>['claim']
  readonly words: string | null
  readonly owner: string | null
  /** Who answers it while its owner is away. */
  readonly standIn: string | null
  readonly saidOn: Day
  readonly answerBy: Day
  /** We owe an answer since that day. */
  readonly overdueSince: Day | null
  readonly answeredOn: Day | null
  readonly answer: string | null
  readonly outcome: Fact<'dispute'>['outcome']
  readonly outcomeWords: string | null
  readonly creditNumber: string | null
  readonly closedOn: Day | null
  readonly papers: readonly { readonly id: string; readonly name: string; readonly kind: string; readonly side: 'ours' | 'theirs' | null }[]
  readonly tasks: readonly {
    readonly id: string
    readonly title: string
    readonly dueOn: Day
    readonly doneOn: Day | null
    readonly owner: string | null
  }[]
  readonly asks: readonly {
    readonly id: string
    readonly name: string
    readonly email: string | null
    readonly question: string
    readonly expiresOn: Day
    readonly isOpen: boolean
    readonly answeredOn: Day | null
    readonly how: string | null
    readonly finding: Fact<'disputeAsk'>['finding']
    readonly words: string | null
    readonly answeredFrom: string | null
    /** A mail of theirs that nobody has read yet: whether the client is right has not been said. */
    readonly isUnread: boolean
  }[]
}

/** The firm's people by user id, and whose work is whose today. */
interface People {
  readonly names: ReadonlyMap<string, string>
  readonly whose: Whose
}
const named = ({ names }: People, who: string | null): string | null => (who === null ? null : (names.get(who) ?? who))

/** Who stands in for an owner: a colleague's id, or the name that somebody wrote. */
function standInFor(people: People, owner: string | null): string | null {
  const userId = owner === null || people.names.has(owner) ? owner : ([...people.names].find(([, name]) => name === owner)?.[0] ?? owner)
  const now = people.whose(userId)
  return now === userId ? null : named(people, now)
}

function asksOf(facts: ClientFacts, disputeId: string, today: Day): DisputeView['asks'] {
  return facts.disputeAsk
    .filter(a => a.disputeId === disputeId)
    .map(({ id, name, email, question, expiresOn, closedOn, answeredOn, how, finding, words, answeredFrom }) => ({
      ...{ id, name, email, question, expiresOn, answeredOn, how, finding, words, answeredFrom },
      isUnread: words !== null && finding === null && closedOn === null,
      isOpen: closedOn === null && expiresOn >= today,
    }))
}

function disputeView(facts: ClientFacts, dispute: Fact<'dispute'>, people: People, today: Day): DisputeView {
  const invoice = facts.invoice.find(i => i.id === dispute.invoiceId)
  const { contestedMinor, payableMinor, overdueSince } = disputeNow(facts, dispute, today)
  const { id, clientId, invoiceId, cause, claim, words, answeredOn, answer, outcome, outcomeWords, closedOn } = dispute
  return {
    ...{ id, clientId, invoiceId, cause, claim, words, answeredOn, answer, outcome, outcomeWords, closedOn, overdueSince },
    name: facts.client.name,
    number: invoice?.number ?? '',
    currency: invoice?.currency ?? '',
    contestedMinor: contestedMinor.toString(),
    payableMinor: payableMinor.toString(),
    owner: named(people, dispute.owner),
    standIn: standInFor(people, dispute.owner),
    saidOn: dispute.effectiveOn,
    answerBy: answerDue(dispute),
    creditNumber: facts.creditNote.find(n => n.id === dispute.creditNoteId)?.number ?? null,
    papers: facts.document
      .filter(d => d.disputeId === id || (d.invoiceId === invoiceId && d.disputeId === null))
      .map(d => ({ id: d.id, name: d.name, kind: d.kind, side: d.disputeId === id ? d.side : null })),
    tasks: facts.task
      .filter(t => disputeOf(t) === id)
      .map(t => ({ id: t.id, title: t.title, dueOn: t.dueOn, doneOn: t.doneOn, owner: named(people, people.whose(t.toUser)) })),
    asks: asksOf(facts, id, today),
  }
}

async function peopleOf(place: Place): Promise<People> {
  const members = await workspaceFacts(place.store.db, place.workspaceId, 'membership')
  return { names: new Map(members.map(m => [m.userId, m.name])), whose: await whoseToday(place) }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Disputes: those that run (unanswered and overdue first), those we owe an answer on (`due`), or all; of one client where named. */
export async function disputeList(
  place: Place,
  input: { readonly show?: 'open' | 'due' | 'all' | undefined; readonly client?: string | undefined } = {},
): Promise<{ readonly disputes: readonly DisputeView[] }> {
  const { db } = place.store
  const { show = 'open', client } = input
  let query = factsOf(db, place.workspaceId, 'dispute')
  if (show !== 'all') query = query.where('closedOn' as 'id', 'is', null) // a column of this noun
  if (client !== undefined) query = query.where('clientId', '=', client)
  const rows = (await query.execute()) as unknown as Fact<'dispute'>[] // as above
  const wanted = new Set(rows.map(d => d.id))
  const ids = [...new Set(rows.map(d => d.clientId))]
  const people = await peopleOf(place)
  const found: DisputeView[] = []
  for (const part of inParts(ids))
    for (const facts of await loadClients(db, place.workspaceId, part))
      for (const d of facts.dispute) if (wanted.has(d.id)) found.push(disputeView(facts, d, people, place.by.today))
  const shown = show === 'due' ? found.filter(d => d.overdueSince !== null || d.asks.some(a => a.isUnread)) : found
  const rank = (d: DisputeView): string => (d.closedOn ? `2${d.closedOn}` : d.answeredOn ? `1${d.answerBy}` : `0${d.answerBy}`)
  return { disputes: shown.sort((a, b) => compare(rank(a), rank(b)) || compare(a.name, b.name)) }
}

/** One dispute. @throws Refusal where there is none. */
export async function oneDispute(place: Place, id: string): Promise<DisputeView> {
  const { clientId } = await disputeNamed(place, id)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  const dispute = facts?.dispute.find(d => d.id === id)
  if (!facts || !dispute) return refuse('no-dispute', `There is no dispute "${id}".`, { field: 'dispute' })
  return disputeView(facts, dispute, await peopleOf(place), place.by.today)
}
