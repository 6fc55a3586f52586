import { hash } from 'node:crypto'
import type { Day } from '../../core/day/day.ts'
import type { Case } from '../../core/decide/case.ts'
import { caseOf, decide, decideCase } from '../../core/decide/decide.ts'
import type { Decision } from '../../core/decide/decision.ts'
import type { LawView } from '../../core/decide/law-view.ts'
import type { Policy } from '../../core/decide/policy.ts'
import type { World } from '../../core/decide/world.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { policyRules, ruleFor } from '../acts/policy-rules.ts'
import { setting } from '../acts/settings.ts'
import { withFirmValues } from '../law/firm-law.ts'
import { lawViewOf } from '../law/law-view.ts'
import { type LawBook, loadLaw } from '../law/load-law.ts'
import { loadPolicies, type PolicyPack, parsePolicy } from '../packs/policies.ts'
import { firmMark } from '../store/changed.ts'
import { canonical } from '../store/journal.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { loadWorld } from './world.ts'

/** `decide` with its policies, its law and the world of one day already in hand. */
export interface Decider {
  readonly world: World
  /** Over all policies the firm may use. */
  readonly policyHash: string
  readonly lawHash: string
  /** Over what the laws say on this day: versions come into force as days pass. */
  readonly inForce: string
  policyOf(facts: ClientFacts): Policy
  /** Whose choice that policy is: the client’s own, a rule’s, or the firm’s. */
  policyBy(facts: ClientFacts): 'client' | 'rule' | 'firm'
  lawOf(facts: ClientFacts): LawView
  decide(facts: ClientFacts, today: Day): Decision
  /** What `decideCase` decides by, for who asks for more than the answer. */
  caseOf(facts: ClientFacts, today: Day): Case
  /** The same for a coming day, as if the bank had been looked at until then. */
  decideAhead(facts: ClientFacts, on: Day): Decision
}

interface Shipped {
  readonly policies: ReadonlyMap<string, PolicyPack>
  readonly law: LawBook
  readonly lawHash: string
}
let shipped: Promise<Shipped> | undefined
/** What comes with the program, read once a process. */
const shippedPacks = (): Promise<Shipped> => {
  shipped ??= Promise.all([loadPolicies(), loadLaw()]).then(([policies, law]) => ({
    policies,
    law,
    lawHash: hash('sha256', canonical([...law.jurisdictions.values()]), 'base64url').slice(0, 27),
  }))
  return shipped
}

/** The shipped policies and, over them, those that the firm wrote. A policy of the firm's that is wrong is refused when it is used. */
export async function policiesOf(place: Place): Promise<ReadonlyMap<string, PolicyPack | Error>> {
  const policies = new Map<string, PolicyPack | Error>((await shippedPacks()).policies)
  for (const { name, yaml } of await workspaceFacts(place.store.db, place.workspaceId, 'policyText'))
    try {
      policies.set(name, parsePolicy(yaml, `policy ${name}`))
    } catch (error) {
      policies.set(name, error instanceof Error ? error : new Error(String(error)))
    }
  return policies
}

/** The chosen law of a client's newest agreement that names one; else the creditor's country. */
const lawNameOf = (facts: ClientFacts, firmCountry: string): string => facts.agreement.findLast(a => a.law !== null)?.law ?? firmCountry

/** Reads everything that decisions of this day depend on besides the clients' facts. */
export async function loadDecider(place: Place): Promise<Decider> {
  const packs = await shippedPacks()
  const { firm, store, workspaceId } = place
  const [policies, world, chosen, ownLaw, rules] = await Promise.all([
    policiesOf(place),
    loadWorld(store.db, workspaceId, firm, place.by.today),
    setting(place, 'policy'),
    workspaceFacts(store.db, workspaceId, 'lawOverride'),
    policyRules(place),
  ])
  const { jurisdictions } = withFirmValues(packs.law, ownLaw)
  const laws = new Map<string, LawView>()
  const lawOf = (facts: ClientFacts): LawView => {
    const name = lawNameOf(facts, firm.country)
    const key = `${name} ${facts.client.country ?? ''}`
    const law = laws.get(key) ?? lawViewOf(jurisdictions, name, facts.client.country, place.by.today)
    laws.set(key, law)
    return law
  }
  const policyOf = (facts: ClientFacts): Policy => {
    const name = facts.client.policy ?? ruleFor(rules, facts)?.policy ?? chosen.name
    const pack = policies.get(name)
    if (!pack)
      return refuse('no-such-policy', `There is no policy "${name}".`, {
        field: 'policy',
        mend: `Known: ${[...policies.keys()].join(', ')}.`,
      })
    if (pack instanceof Error) throw pack
    return pack.policy
  }
  const toCase = (facts: ClientFacts, today: Day): Case => caseOf(facts, policyOf(facts), lawOf(facts), today, world)
  const hashes = [...policies].map(([name, pack]) => [name, pack instanceof Error ? 'faulty' : pack.hash])
  return {
    world,
    policyHash: hash('sha256', canonical([chosen.name, hashes, ...(rules.length > 0 ? [rules] : [])]), 'base64url').slice(0, 27),
    lawHash:
      ownLaw.length === 0 ? packs.lawHash : hash('sha256', canonical([packs.lawHash, ownLaw.map(o => o.factId)]), 'base64url').slice(0, 27),
    policyOf,
    policyBy: facts => (facts.client.policy !== null ? 'client' : ruleFor(rules, facts) ? 'rule' : 'firm'),
    lawOf,
    inForce: hash(
      'sha256',
      canonical([...jurisdictions.keys()].map(code => lawViewOf(jurisdictions, code, null, place.by.today))),
      'base64url',
    ),
    caseOf: toCase,
    decide: (facts, today) => decideCase(toCase(facts, today)),
    decideAhead: (facts, on) => {
      const seen = world.moneySeenUpTo !== null && world.moneySeenUpTo > on ? world.moneySeenUpTo : on
      return decide(facts, policyOf(facts), lawOf(facts), on, { ...world, moneySeenUpTo: seen })
    },
  }
}

/** The decider of a place, read anew whenever one of the firm's own facts was written since: as fresh as one read each time. */
export function keptDecider(place: Place): () => Promise<Decider> {
  const { store, workspaceId } = place
  let kept: { readonly mark: number; readonly decider: Decider } | undefined
  return async () => {
    const mark = await firmMark(store.db, workspaceId)
    if (kept?.mark !== mark) kept = { mark, decider: await loadDecider(place) }
    return kept.decider
  }
}
