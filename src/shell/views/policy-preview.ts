import { addDays, type Day } from '../../core/day/day.ts'
import { decide } from '../../core/decide/decide.ts'
import type { Policy } from '../../core/decide/policy.ts'
import { loadDecider } from '../run/decider.ts'
import { factsOf, streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** Who would be contacted first, and when, in the days to come under a policy, if nothing else happened. */
export interface PolicyPreview {
  readonly days: number
  /** Clients looked at, of so many. Fewer than all: every nth. */
  readonly clients: number
  readonly ofClients: number
  readonly contacts: readonly {
    readonly on: Day
    readonly clientId: string
    readonly name: string
    readonly step: string
    readonly channel: string
  }[]
}

const DAYS = 30
const MOST = 200
const CLIENTS_MAX = 1000

/** How many clients the firm has. */
export async function clientCount({ store, workspaceId }: Place): Promise<number> {
  const { n } = await factsOf(store.db, workspaceId, 'client')
    .clearSelect()
    .select(eb => eb.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The next contact of every client within 30 days. Reads everything, writes nothing. */
export async function policyPreview(place: Place, policy: Policy | undefined): Promise<PolicyPreview> {
  const decider = await loadDecider(place)
  const contacts: PolicyPreview['contacts'][number][] = []
  const ofClients = await clientCount(place)
  const every = Math.max(1, Math.ceil(ofClients / CLIENTS_MAX))
  let met = 0
  let clients = 0
  for await (const page of streamClients(place.store.db, place.workspaceId))
    for (const facts of page) {
      met += 1
      if ((met - 1) % every !== 0) continue
      clients += 1
      if (facts.invoice.length === 0) continue
      await new Promise(setImmediate) // others are served in between
      const rules = facts.client.policy === null && policy ? policy : decider.policyOf(facts)
      for (let ahead = 0; ahead < DAYS; ahead += 1) {
        const on = addDays(place.by.today, ahead)
        // money is taken as looked at each day: the preview shows the policy, not a bank file that grows old
        const { outcome } = decide(facts, rules, decider.lawOf(facts), on, { ...decider.world, moneySeenUpTo: on })
        if (outcome.kind !== 'act') continue
        contacts.push({ on, clientId: facts.client.id, name: facts.client.name, step: outcome.step, channel: outcome.channel })
        break
      }
    }
  contacts.sort((a, b) => (a.on === b.on ? (a.name < b.name ? -1 : 1) : a.on < b.on ? -1 : 1))
  return { days: DAYS, clients, ofClients, contacts: contacts.slice(0, MOST) }
}
