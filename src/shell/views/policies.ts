import type { Policy } from '../../core/decide/policy.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { setting } from '../acts/settings.ts'
import type { PolicyPack } from '../packs/policies.ts'
import { shippedPolicyText } from '../packs/policies.ts'
import { policiesOf } from '../run/decider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** One policy on the list. */
export interface PolicyLine {
  readonly name: string
  readonly says: string
  /** The firm wrote it, or rewrote a shipped one. */
  readonly own: boolean
  readonly shipped: boolean
  /** For clients without a policy of their own. */
  readonly inForce: boolean
  /** Clients that have this one as their own. */
  readonly clients: number
  /** What is wrong with it; clients under it are left in peace until it is mended. */
  readonly faults: readonly Fault[]
}

export interface PolicyVersion {
  readonly at: string
  readonly by: string
  readonly yaml: string
}

export interface PolicyDetail extends PolicyLine {
  readonly yaml: string
  readonly policy: Policy | null
  /** As the firm wrote it, newest first; empty for a shipped one that nobody touched. */
  readonly versions: readonly PolicyVersion[]
}

const isReadable = (entry: [string, PolicyPack | Error]): entry is [string, PolicyPack] => !(entry[1] instanceof Error)

/** Every policy that the firm may use, by name, without those that cannot be read. */
export const readablePolicies = async (place: Place): Promise<(readonly [string, PolicyPack])[]> =>
  [...(await policiesOf(place))].filter(isReadable)

/** @throws Refusal where there is none of this name, or it is wrong. */
export async function policyNamed(place: Place, name: string): Promise<Policy> {
  const policies = await policiesOf(place)
  const pack = policies.get(name)
  if (pack instanceof Error) throw pack
  const mend = `Known: ${[...policies.keys()].join(', ')}.`
  return pack?.policy ?? refuse('not-found', `There is no policy "${name}".`, { field: 'policy', mend })
}

/** Every version that the firm wrote of a policy, newest first. */
async function versionsOf(place: Place, name: string): Promise<PolicyVersion[]> {
  const rows = await place.store.db
    .selectFrom('policyText')
    .select(['recordedAt', 'actor', 'yaml'])
    .where('workspaceId', '=', place.workspaceId)
    .where('name', '=', name)
    .orderBy('recordedAt', 'desc')
    .orderBy('factId', 'desc')
    .execute()
  return rows.map(row => ({ at: row.recordedAt, by: row.actor, yaml: row.yaml }))
}

async function clientsBy(place: Place): Promise<ReadonlyMap<string, number>> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'client')
    .where('policy', 'is not', null)
    .execute()) as unknown as readonly { policy: string }[] // the columns selected are the client’s own
  const counts = new Map<string, number>()
  for (const { policy } of rows) counts.set(policy, (counts.get(policy) ?? 0) + 1)
  return counts
}

/** The policies: shipped ones, and over them those that the firm wrote. */
export async function policiesView(place: Place): Promise<{ readonly policies: readonly PolicyLine[] }> {
  const [policies, chosen, clients, own] = await Promise.all([
    policiesOf(place),
    setting(place, 'policy'),
    clientsBy(place),
    factsOf(place.store.db, place.workspaceId, 'policyText').execute() as unknown as Promise<readonly { name: string }[]>, // as above
  ])
  const written = new Set(own.map(o => o.name))
  const lines = await Promise.all(
    [...policies].map(async ([name, pack]) => ({
      name,
      says: pack instanceof Error ? '' : pack.says,
      own: written.has(name),
      shipped: (await shippedPolicyText(name)) !== undefined,
      inForce: chosen.name === name,
      clients: clients.get(name) ?? 0,
      faults: pack instanceof Refusal ? pack.faults : [],
    })),
  )
  return { policies: lines }
}

/** One policy with its text and its versions. @throws Refusal where there is none of this name. */
export async function policyDetail(place: Place, name: string): Promise<PolicyDetail> {
  const { policies } = await policiesView(place)
  const line = policies.find(p => p.name === name) ?? refuse('not-found', `There is no policy "${name}".`, { field: 'policy' })
  const [versions, packs, shipped] = await Promise.all([versionsOf(place, name), policiesOf(place), shippedPolicyText(name)])
  const pack = packs.get(name)
  const yaml = line.own ? versions[0]?.yaml : shipped
  return { ...line, yaml: yaml ?? '', policy: pack === undefined || pack instanceof Error ? null : pack.policy, versions }
}
