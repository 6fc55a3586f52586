import { addDays, type Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { setting } from '../acts/settings.ts'
import { recipientOf } from '../message/press.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'
import type { Decider } from './decider.ts'
import { queueWord } from './word.ts'

const STEP = 'thanks'
const CYCLE = 'thanks:'
/** Money that came longer ago is not thanked for: it would read as an afterthought. */
const FRESH_DAYS = 5

/** The payment that a word of thanks is about. */
export const thankedPayment = (act: Pick<Act, 'class' | 'cycle'>): string | undefined =>
  act.class === 'confirmation' && act.cycle.startsWith(CYCLE) ? act.cycle.slice(CYCLE.length) : undefined

/** A payment for something that had been asked for, come in the last days, newest first. */
function freshPayment(facts: ClientFacts, today: Day): { payment: Fact<'payment'>; invoiceIds: readonly string[] } | undefined {
  const fresh = facts.payment.filter(
    p => p.kind === 'payment' && p.amountMinor > 0n && p.paidOn <= today && p.paidOn > addDays(today, -FRESH_DAYS),
  )
  if (fresh.length === 0) return undefined
  const { postings } = openLedger(facts, today)
  for (const payment of fresh.toSorted((a, b) => (a.paidOn < b.paidOn ? 1 : -1))) {
    const invoiceIds = [...new Set(postings.filter(p => p.sourceId === payment.id).map(p => p.invoiceId))]
    const asked = facts.deed.some(d => d.class === 'chase' && (d.outcome === 'sent' || d.outcome === 'done') && d.doneOn <= payment.paidOn && d.invoiceIds?.some(id => invoiceIds.includes(id))) // biome-ignore format: one question
    if (asked) return { payment, invoiceIds }
  }
  return undefined
}

/** Words that must not reach somebody with whom it is over, or who is spared. */
const silenced = (facts: ClientFacts, today: Day): boolean =>
  facts.hold.some(h => ['insolvency', 'legal', 'vip'].includes(h.kind) && h.invoiceId === null && h.endedOn === null && (h.until === null || h.until >= today)) || // biome-ignore format: one question
  facts.handOver.some(h => h.endedOn === null && h.draft !== true)

function thanksAct(
  decider: Decider,
  facts: ClientFacts,
  today: Day,
  said: { payment: Fact<'payment'>; invoiceIds: readonly string[] },
  byItself: boolean,
): Act {
  const { payment, invoiceIds } = said
  return {
    kind: 'act',
    step: STEP,
    channel: 'email',
    tone: 1,
    class: 'confirmation',
    cycle: `${CYCLE}${payment.id}`,
    occurrence: 1,
    invoiceIds,
    amounts: [{ minor: payment.amountMinor.toString(), currency: payment.currency }],
    reasons: [{ code: 'money-came', params: { paidOn: payment.paidOn } }],
    needsApproval: !byItself,
    byPerson: false,
    claimsCosts: false,
    deadlineDays: null,
    hours: allowedHours({ policy: decider.policyOf(facts), law: lawFor(decider.lawOf(facts), facts.client), today }),
    phase: decider.world.phase,
    assignee: null,
    leftOut: [],
  }
}

/**
 * Lays a word of thanks into the outbox for clients whose late money has come: once a burst of payments, never to somebody with whom it is over.
 * @returns the keys that are new.
 */
export async function queueThanks(place: Place, decider: Decider, clients: readonly ClientFacts[]): Promise<string[]> {
  if (!clients.some(facts => freshPayment(facts, place.by.today) !== undefined)) return []
  const wanted = await setting(place, 'thanks')
  if (!wanted.on || decider.world.phase === 'rehearsal') return []
  const { today } = place.by
  const keys: string[] = []
  for (const facts of clients) {
    const said = freshPayment(facts, today)
    if (!said || silenced(facts, today) || recipientOf(facts).address === null) continue
    if (await thankedSince(place.store.db, place, facts, addDays(today, -wanted.onceInDays))) continue
    const act = thanksAct(decider, facts, today, said, wanted.byItself)
    keys.push(await queueWord(place, facts.client.id, act, wanted.byItself ? 'system:thanks' : null))
  }
  return keys
}

/** Whether a word of thanks left, or waits, that is younger than a day. */
async function thankedSince(db: Db, place: Place, facts: ClientFacts, since: Day): Promise<boolean> {
  if (facts.deed.some(d => d.step === STEP && d.class === 'confirmation' && d.doneOn > since)) return true
  const rows = await db
    .selectFrom('outbox')
    .select(['state', 'createdAt', 'act'])
    .where('workspaceId', '=', place.workspaceId)
    .where('clientId', '=', facts.client.id)
    .where('key', 'like', `${facts.client.id}/${CYCLE}%`)
    .execute()
  return rows.some(row => row.createdAt.slice(0, 10) > since || row.state === 'waiting' || row.state === 'queued')
}
