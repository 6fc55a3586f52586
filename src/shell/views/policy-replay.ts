import { addDays, type Day, daysBetween } from '../../core/day/day.ts'
import { decide } from '../../core/decide/decide.ts'
import type { Policy } from '../../core/decide/policy.ts'
import { replay } from '../../core/decide/replay.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Account, openLedger } from '../../core/ledger/allocate.ts'
import { type Decider, loadDecider } from '../run/decider.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { clientCount } from './policy-preview.ts'

/** What one way of reminding did, or would have done, in the days looked at. */
export interface Course {
  /** Messages and calls to clients; work within the firm stands apart. */
  readonly contacts: number
  readonly clients: number
  /** Times a person would have been asked to decide or to do something within the firm. */
  readonly decisions: number
  readonly steps: readonly { readonly step: string; readonly channel: string; readonly count: number }[]
  /** From the due day to the first contact after it, the middle one; none where nobody was contacted. */
  readonly firstContactDays: number | null
  readonly money: readonly CourseMoney[]
}
export interface CourseMoney {
  readonly currency: string
  /** Asked for at least once, minor units. */
  readonly asked: string
  /** Asked for and not yet paid, on an average day, minor units. */
  readonly underWay: string
}
export interface PolicyReplay {
  readonly from: Day
  readonly to: Day
  /** Clients looked at, of so many. Fewer than all: every nth. */
  readonly clients: number
  readonly ofClients: number
  readonly proposed: Course
  readonly inForce: Course
  /** What was really done, as recorded. */
  readonly really: Course
}

const DAYS = 365
const CLIENTS_MAX = 1000

interface Contact {
  readonly on: Day
  readonly step: string
  readonly channel: string
  readonly internal: boolean
  readonly invoiceIds: readonly string[]
}

/** Adds up one course, client by client. */
class Tally {
  #contacts = 0
  #clients = 0
  #decisions = 0
  readonly #steps = new Map<string, { step: string; channel: string; count: number }>()
  readonly #firsts: number[] = []
  readonly #money = new Map<string, { asked: bigint; days: bigint }>()

  add(accounts: readonly Account[], contacts: readonly Contact[], to: Day): void {
    if (contacts.some(c => !c.internal)) this.#clients += 1
    const askedOn = new Map<string, Day>()
    for (const { on, step, channel, internal, invoiceIds } of contacts) {
      const key = `${step} ${channel}`
      const known = this.#steps.get(key) ?? { step, channel, count: 0 }
      known.count += 1
      this.#steps.set(key, known)
      if (internal) this.#decisions += 1
      else this.#contacts += 1
      for (const id of invoiceIds) if (!askedOn.has(id) && !internal) askedOn.set(id, on)
    }
    for (const account of accounts) {
      const on = askedOn.get(account.invoice.id)
      if (on === undefined) continue
      const late = daysBetween(account.invoice.dueOn, on)
      if (late > 0) this.#firsts.push(late)
      const sums = this.#money.get(account.invoice.currency) ?? { asked: 0n, days: 0n }
      sums.asked += openOn(account, on)
      sums.days += openDays(account, on, to)
      this.#money.set(account.invoice.currency, sums)
    }
  }

  course(days: number): Course {
    const firsts = this.#firsts.toSorted((a, b) => a - b)
    return {
      contacts: this.#contacts,
      clients: this.#clients,
      decisions: this.#decisions,
      steps: [...this.#steps.values()].sort((a, b) => b.count - a.count || (a.step < b.step ? -1 : 1)),
      firstContactDays: firsts[Math.floor((firsts.length - 1) / 2)] ?? null,
      money: [...this.#money]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, { asked, days: minorDays }]) => ({
          currency,
          asked: asked.toString(),
          underWay: ((minorDays + BigInt(days) / 2n) / BigInt(days)).toString(),
        })),
    }
  }
}

const openOn = ({ history }: Account, on: Day): bigint => history.findLast(h => h.on <= on)?.openMinor ?? 0n

/** Open amount times days, from a day on. */
function openDays(account: Account, from: Day, to: Day): bigint {
  let sum = 0n
  let since = from
  for (const { on } of account.history.filter(h => h.on > from && h.on <= to)) {
    sum += openOn(account, since) * BigInt(daysBetween(since, on))
    since = on
  }
  return sum + openOn(account, since) * BigInt(daysBetween(since, addDays(to, 1)))
}

function coursed(facts: ClientFacts, policy: Policy, decider: Decider, from: Day, to: Day): Contact[] {
  const within = new Set(policy.steps.filter(s => s.internal).map(s => s.id))
  // the bank is taken as looked at each day, and each message as approved: this shows the policy
  const world = { ...decider.world, phase: 'live' as const, approveEachRun: false, unmatchedByClient: new Map<string, number>() }
  const law = decider.lawOf(facts)
  return [...replay(facts, (known, on) => decide(known, policy, law, on, { ...world, moneySeenUpTo: on }), from, to)].map(
    ({ on, act }) => ({
      on,
      step: act.step,
      channel: act.channel,
      internal: within.has(act.step),
      invoiceIds: act.invoiceIds,
    }),
  )
}

function real(facts: ClientFacts, policy: Policy, from: Day, to: Day): Contact[] {
  const within = new Set(policy.steps.filter(s => s.internal).map(s => s.id))
  return facts.deed
    .filter(
      d =>
        d.class === 'chase' && d.outside !== true && d.doneOn >= from && d.doneOn <= to && ['sent', 'done', 'unsure'].includes(d.outcome),
    )
    .map(d => ({ on: d.doneOn, step: d.step, channel: d.channel, internal: within.has(d.step), invoiceIds: d.invoiceIds ?? [] }))
}

/**
 * What a policy would have done in the last twelve months, beside the one in force and what was really done. Invoices, payments, promises and
 * disputes come as they came: whether clients would have paid sooner, nobody knows. Writes nothing.
 */
export async function policyReplay(place: Place, policy: Policy): Promise<PolicyReplay> {
  const to = place.by.today
  const from = addDays(to, -DAYS + 1)
  const decider = await loadDecider(place)
  const ofClients = await clientCount(place)
  const every = Math.max(1, Math.ceil(ofClients / CLIENTS_MAX))
  const [proposed, inForce, really] = [new Tally(), new Tally(), new Tally()]
  let met = 0
  let clients = 0
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) {
      met += 1
      if ((met - 1) % every !== 0) continue
      clients += 1
      const own = decider.policyOf(facts)
      const tried = facts.client.policy === null || facts.client.policy === policy.name ? policy : own
      const { accounts } = openLedger(facts, to)
      proposed.add(accounts, coursed(facts, tried, decider, from, to), to)
      inForce.add(accounts, coursed(facts, own, decider, from, to), to)
      really.add(accounts, real(facts, own, from, to), to)
      await new Promise(setImmediate) // others are served in between
    }
  return { from, to, clients, ofClients, proposed: proposed.course(DAYS), inForce: inForce.course(DAYS), really: really.course(DAYS) }
}
