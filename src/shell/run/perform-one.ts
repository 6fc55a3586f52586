import { addDays } from '../../core/day/day.ts'
import { isOpenDay } from '../../core/decide/agenda.ts'
import type { Act, Decision } from '../../core/decide/decision.ts'
import { ownLetterOf } from '../../core/decide/own-letter.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { Refusal } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { clockOn } from '../clock.ts'
import type { Delivery } from '../mail/smtp.ts'
import { escapeHtml } from '../message/forms.ts'
import { loadClients } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import { type Channel, hoursBy, type Leave, type Means, type Outgoing, type Render, type Rendered } from './channel.ts'
import type { Decider } from './decider.ts'
import { outboxKey, sameMessage, type Why, whyNot } from './decision-rows.ts'
import { LeaseLost, leaseEnd, type OutboxRow, OWNER, settle } from './lease.ts'
import { statementHeldBy, statementMonth } from './monthly.ts'
import { heldNow, isOver } from './own-letter.ts'
import { nextAllowed, zoneOf } from './quiet-hours.ts'
import { type Outcome, settleDelivery } from './settle.ts'
import { thankedPayment } from './thanks.ts'
import type { Turn } from './turns.ts'

/** Writes the owner's mail of a day, or says that there is nothing to tell. */
export type OwnerMail = (place: Place, row: OutboxRow) => Promise<Rendered | undefined>

export interface Performing {
  readonly place: Place
  readonly render: Render
  readonly ownerMail: OwnerMail
  readonly means: Means
  readonly channels: ReadonlyMap<string, Channel>
  readonly decider: () => Promise<Decider>
  /** What leaves by one line leaves one after the other; the next is got ready meanwhile. */
  readonly inTurn: Turn
  /** Hears what became of each message before the next one's turn: what keeps one back may keep the next back too. */
  readonly heard: (delivery: Delivery) => void
}

/** What the facts say at this moment: send this act, or leave it with why. */
type Verdict =
  | { readonly go: true; readonly act: Act; readonly facts: ClientFacts }
  | { readonly go: false; readonly state: 'withdrawn' | 'waiting' | 'queued'; readonly why: readonly Why[]; readonly notBefore?: string }

const goneClient: readonly Why[] = [{ code: 'client-gone', params: {} }]

/** Decides anew from the facts as they are now. */
async function judge(p: Performing, db: Db, decider: Decider, row: OutboxRow): Promise<Verdict> {
  const { place } = p
  const [facts] = await loadClients(db, place.workspaceId, [row.clientId])
  if (!facts) return { go: false, state: 'withdrawn', why: goneClient }
  const said = row.act as unknown as Act // the store keeps acts as they were decided
  if (ownLetterOf(said)) return judgeOwn(p, decider, facts, row, said)
  if (said.class !== 'chase') return judgeWord(p, decider, facts, row, said)
  const decision: Decision = decider.decide(facts, place.by.today)
  const { outcome } = decision
  if (outcome.kind !== 'act' || outboxKey(row.clientId, outcome) !== row.key)
    return { go: false, state: 'withdrawn', why: whyNot(decision) }
  if ((outcome.needsApproval || decider.world.approveEachRun) && row.approvedBy === null)
    return { go: false, state: 'waiting', why: [{ code: 'needs-approval', params: {} }] }
  if (row.approvedBy !== null && !sameMessage(row.act as unknown as Act, outcome))
    // the store keeps acts as they were decided
    return { go: false, state: 'waiting', why: [{ code: 'changed-since-approval', params: {} }] }
  const now = place.clock.now()
  const notBefore = nextAllowed(now, zoneOf(facts.client, place.firm.zone), hoursBy(p.channels.get(outcome.channel), outcome.hours))
  if (notBefore > now) return { go: false, state: 'queued', why: [{ code: 'quiet-hours', params: {} }], notBefore }
  return { go: true, act: outcome, facts }
}

/** A confirmation or an answer is no chasing: no gate asks, a person has let it go, and quiet hours hold it. */
function judgeWord({ place, channels }: Performing, decider: Decider, facts: ClientFacts, row: OutboxRow, act: Act): Verdict {
  const thanked = thankedPayment(act)
  if (thanked !== undefined && !facts.payment.some(p => p.id === thanked))
    return { go: false, state: 'withdrawn', why: [{ code: 'payment-gone', params: {} }] }
  const month = statementMonth(act)
  const kept = month === undefined ? undefined : judgeStatement(decider, facts, place, month)
  if (kept) return kept
  if (row.approvedBy === null) return { go: false, state: 'waiting', why: [{ code: 'needs-approval', params: {} }] }
  const opens = thanked === undefined && month === undefined ? place.by.today : openDayFrom(decider, facts, place)
  if (opens > place.by.today)
    return { go: false, state: 'queued', why: [{ code: 'quiet-hours', params: {} }], notBefore: clockOn(opens, place.firm.zone, 0).now() }
  const now = place.clock.now()
  const notBefore = nextAllowed(now, zoneOf(facts.client, place.firm.zone), hoursBy(channels.get(act.channel), act.hours))
  if (notBefore > now) return { go: false, state: 'queued', why: [{ code: 'quiet-hours', params: {} }], notBefore }
  return { go: true, act, facts }
}

/** A letter of ours asks every gate that a reminder asks; held, it is looked at again the next day. */
function judgeOwn(p: Performing, decider: Decider, facts: ClientFacts, row: OutboxRow, act: Act): Verdict {
  const { place } = p
  const over = isOver(facts, act, place.by.today)
  if (over) return { go: false, state: 'withdrawn', why: over }
  const why = row.approvedBy === null ? [] : heldNow(decider, facts, act, place.by.today)
  if (why.length === 0) return judgeWord(p, decider, facts, row, act)
  return { go: false, state: 'queued', why, notBefore: clockOn(addDays(place.by.today, 1), place.firm.zone, 0).now() }
}

/** A statement of account heeds the gates that a reminder heeds, tries again each day of its month, and is pointless once nothing is open. */
function judgeStatement(decider: Decider, facts: ClientFacts, { by, firm }: Place, month: string): Verdict | undefined {
  if (by.today.slice(0, 7) !== month) return { go: false, state: 'withdrawn', why: [{ code: 'statement-late', params: {} }] }
  if (openItems(facts, openLedger(facts, by.today)).length === 0)
    return { go: false, state: 'withdrawn', why: [{ code: 'nothing-open', params: { untilDay: addDays(by.today, 1) } }] }
  const why = statementHeldBy(decider, facts, by.today)
  return why.length === 0 ? undefined : { go: false, state: 'queued', why, notBefore: clockOn(addDays(by.today, 1), firm.zone, 0).now() }
}

/** Nobody is thanked, or sent a statement, on a day off: the next open day in the client’s country. */
function openDayFrom({ world }: Decider, { client }: ClientFacts, { by, firm }: Place): Place['by']['today'] {
  let on = by.today
  while (!isOpenDay(world, client.country ?? firm.country, on)) on = addDays(on, 1)
  return on
}

async function leave(p: Performing, row: OutboxRow, verdict: Extract<Verdict, { go: false }>): Promise<Outcome> {
  const { place } = p
  const done = verdict.state === 'withdrawn' ? { doneAt: place.clock.now(), doneOn: place.by.today } : {}
  const again = verdict.notBefore ? { notBefore: verdict.notBefore } : {}
  const unapproved = verdict.state === 'waiting' ? { approvedBy: null } : {}
  const why = JSON.stringify(verdict.why) as never // the store keeps JSON as its text
  await place.store.transaction(place.workspaceId, tx =>
    settle(tx, place, row, { state: verdict.state, why, ...done, ...again, ...unapproved }),
  )
  return { settled: verdict.state === 'queued' ? 'waiting' : verdict.state }
}

/** A client that cannot be decided (a policy that is wrong) keeps its message in the queue and stops nobody else. */
async function leaveUndecided(p: Performing, row: OutboxRow, error: Refusal): Promise<Outcome> {
  const { place } = p
  const notBefore = new Date(Date.parse(place.clock.now()) + 3_600_000).toISOString()
  await place.store.transaction(place.workspaceId, tx => settle(tx, place, row, { state: 'queued', lastError: error.message, notBefore }))
  return { settled: 'waiting', problem: error.message }
}

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map(p => `<p>${escapeHtml(p).replaceAll('\n', '<br>')}</p>`)
    .join('\n')

/** The words as a person edited them when approving. */
export function edited(rendered: Rendered, approvals: readonly Fact<'approval'>[], key: string): Rendered {
  const approval = approvals.findLast(a => a.outboxKey === key && (a.subject !== null || a.body !== null))
  if (!approval) return rendered
  return {
    ...rendered,
    subject: approval.subject ?? rendered.subject,
    ...(approval.body === null ? {} : { text: approval.body, html: paragraphs(approval.body) }),
  }
}

/** One message from lease to deed. Whatever happens in between, it ends in exactly one state. */
export async function performOne(p: Performing, row: OutboxRow): Promise<Outcome> {
  const { place } = p
  if (row.clientId === OWNER) return performOwner(p, row)
  const decider = await p.decider()
  let first: Verdict
  try {
    first = await judge(p, place.store.db, decider, row)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return leaveUndecided(p, row, error)
  }
  if (!first.go) return leave(p, row, first)
  const channel = p.channels.get(first.act.channel)
  let rendered: Rendered
  try {
    rendered = edited(await p.render(place, first.facts, first.act), first.facts.approval, row.key)
  } catch (error) {
    return settleDelivery({ place, row, ...first }, undefined, brokenBy(error))
  }
  const [fault] = rendered.faultsIn?.(rendered.text) ?? []
  if (fault)
    return leave(p, row, {
      go: false,
      state: 'waiting',
      why: [{ code: 'faulty', params: { ...fault.params, words: fault.message, fault: fault.code } }],
    })
  const earlier = earlierIn(first.facts, first.act)
  const outgoing: Outgoing = { ...rendered, firm: place.firm, messageId: row.messageId ?? '', at: place.clock.now(), earlier }
  const letLeave = await putTogether(channel, outgoing, p.means)
  const outcome = await p.inTurn(async () => {
    // getting ready takes its time: what is known now is looked at once more, in the transaction from which a crash means "unsure"
    const second = await place.store.transaction(place.workspaceId, async tx => {
      const again = await judge(p, tx, decider, row)
      if (again.go && sameMessage(again.act, first.act)) await begin(tx, p, row, channel)
      return again
    })
    if (!second.go) return leave(p, row, second)
    if (!sameMessage(second.act, first.act))
      return leave(p, row, { go: false, state: 'queued', why: [{ code: 'changed-meanwhile', params: {} }] })
    const delivery = await tryToDeliver(p, letLeave)
    const units = channel?.units?.(outgoing) ?? 1
    // written down before the next one at this line is begun: a crash leaves at most one of them unsure
    return settleDelivery({ place, row, act: second.act, facts: second.facts, units }, outgoing, delivery)
  })
  return outcome === 'down' ? putBack(p, row) : outcome
}

/** The line went down while this one was got ready: nothing was tried with it. */
async function putBack({ place }: Performing, row: OutboxRow): Promise<Outcome> {
  await place.store.transaction(place.workspaceId, tx => settle(tx, place, row, { state: 'queued' }))
  return { settled: 'waiting' }
}

/** What left by the same way in the same run of being late. */
const earlierIn = (facts: ClientFacts, act: Act): string[] =>
  facts.deed
    .filter(d => d.cycle === act.cycle && d.channel === act.channel && d.outcome === 'sent' && d.messageId !== null)
    .sort((a, b) => (a.doneOn < b.doneOn ? -1 : a.doneOn > b.doneOn ? 1 : 0))
    .flatMap(d => d.messageId ?? [])

/** From the commit of this on, a crash means that nobody knows; a draft, or what may be repeated, leaves nothing. @throws where another has taken the message over. */
async function begin(tx: Db, { place, means }: Performing, row: OutboxRow, channel: Channel | undefined): Promise<void> {
  const isSending = channel?.handsOver?.(means) ?? false
  const begun = await tx
    .updateTable('outbox')
    .set({ sendingSince: isSending ? place.clock.now() : null, attempts: row.attempts + 1, leaseUntil: leaseEnd() })
    .where('workspaceId', '=', place.workspaceId)
    .where('key', '=', row.key)
    .where('state', '=', 'leased')
    .where('leaseOwner', '=', row.leaseOwner)
    .executeTakeFirst()
  if (Number(begun.numUpdatedRows) !== 1) throw new LeaseLost(row.key)
}

/** A message that cannot even be put together has not left. */
const brokenBy = (error: unknown): Delivery => {
  if (!(error instanceof Refusal)) throw error
  return { kind: 'refused', stage: 'message', response: error.message, rejected: [] }
}

/** The message ready to leave; where it cannot be put together, what will be answered instead. */
async function putTogether(channel: Channel | undefined, outgoing: Outgoing, means: Means): Promise<Leave> {
  if (!channel?.deliver)
    return async () => ({ kind: 'refused', stage: 'message', response: 'This channel sends nothing by itself.', rejected: [] })
  try {
    return await channel.deliver(outgoing, means)
  } catch (error) {
    const broken = brokenBy(error)
    return async () => broken
  }
}

async function tryToDeliver(p: Performing, letLeave: Leave): Promise<Delivery> {
  const delivery = await letLeave().catch(brokenBy)
  p.heard(delivery)
  return delivery
}

async function performOwner(p: Performing, row: OutboxRow): Promise<Outcome> {
  const { place } = p
  const rendered = await p.ownerMail(place, row)
  if (!rendered) return leave(p, row, { go: false, state: 'withdrawn', why: [{ code: 'nothing-to-tell', params: {} }] })
  const outgoing: Outgoing = { ...rendered, firm: place.firm, messageId: row.messageId ?? '', at: place.clock.now() }
  const letLeave = await putTogether(p.channels.get('email'), outgoing, p.means)
  const outcome = await p.inTurn(async () => {
    await place.store.transaction(place.workspaceId, tx => begin(tx, p, row, p.channels.get('email')))
    return settleDelivery({ place, row, act: undefined, facts: undefined }, outgoing, await tryToDeliver(p, letLeave))
  })
  return outcome === 'down' ? putBack(p, row) : outcome
}
