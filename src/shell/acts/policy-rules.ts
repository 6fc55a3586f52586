import { CLIENT_KINDS } from '../../core/facts/nouns/people.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { isCountry } from '../lists/countries.ts'
import { loadPolicies } from '../packs/policies.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** Clients of whom all that is said here is true are reminded by this policy. */
export interface PolicyRule {
  readonly segment: string | null
  readonly kind: string | null
  readonly country: string | null
  readonly policy: string
  readonly reason: string
}
export type RuleInput = Partial<Omit<PolicyRule, 'policy'>> & { readonly policy: string }

const KEY = 'policy-rules'
const RULES_MAX = 50

/** The rules in their order: the first that fits counts. */
export async function policyRules(place: Pick<Place, 'store' | 'workspaceId'>): Promise<readonly PolicyRule[]> {
  const said = (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === KEY)?.value
  const rules = said && !Array.isArray(said) && 'rules' in said ? said.rules : []
  return Array.isArray(rules) ? (rules as unknown as PolicyRule[]) : [] // written below in this shape
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLocaleLowerCase()

/** The rule that fits a client; its own policy, where it has one, goes before. */
export const ruleFor = (rules: readonly PolicyRule[], { client }: ClientFacts): PolicyRule | undefined =>
  rules.find(
    rule =>
      (rule.segment === null || (client.segment !== null && fold(client.segment) === fold(rule.segment))) &&
      (rule.kind === null || client.kind === rule.kind) &&
      (rule.country === null || client.country === rule.country),
  )

async function knownPolicies(place: Place): Promise<string[]> {
  const own = await workspaceFacts(place.store.db, place.workspaceId, 'policyText')
  return [...new Set([...(await loadPolicies()).keys(), ...own.map(p => p.name)])]
}

/** Puts other rules in place of the ones there are: by segment, kind or country of a client. @throws Refusal naming rule and field. */
export async function setPolicyRules(
  place: Place,
  input: { readonly rules: readonly RuleInput[] },
): Promise<{ rules: readonly PolicyRule[] }> {
  const known = await knownPolicies(place)
  const faults: Fault[] = []
  const fault = (at: number, field: string, message: string, mend: string): void => void faults.push({ code: 'rule-wrong', message: `Rule ${at + 1}: ${message}`, field: `rules.${at}.${field}`, mend }) // biome-ignore format: one fault
  if (input.rules.length > RULES_MAX) fault(RULES_MAX, 'policy', `there are ${RULES_MAX} rules at most.`, 'Join some of them.')
  const rules = input.rules.map((rule, at): PolicyRule => {
    const [segment, kind, country] = [rule.segment?.trim() || null, rule.kind?.trim() || null, rule.country?.trim().toUpperCase() || null]
    if (!known.includes(rule.policy)) fault(at, 'policy', `there is no policy "${rule.policy}".`, `Known: ${known.join(', ')}.`)
    if (kind !== null && !(CLIENT_KINDS as readonly string[]).includes(kind))
      fault(at, 'kind', `"${kind}" is not a kind of client.`, `Say one of ${CLIENT_KINDS.join(', ')}.`)
    if (country !== null && !isCountry(country)) faults.push({ code: 'no-country', message: `Rule ${at + 1}: "${country}" is not a country.`, params: { value: country }, field: `rules.${at}.country`, mend: 'Two letters, such as FR.' }) // biome-ignore format: one fault
    if (segment === null && kind === null && country === null)
      faults.push({ code: 'rule-for-everybody', message: `Rule ${at + 1} would hold for everybody.`, field: `rules.${at}.segment`, mend: 'Say for whom, or choose the policy of the firm.' }) // biome-ignore format: one fault
    return { segment, kind, country, policy: rule.policy, reason: rule.reason?.trim() ?? '' }
  })
  if (faults.length > 0) throw new Refusal(faults)
  const before = (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === KEY)
  await record(place.store, place.by, 'policy rules set', pen =>
    pen.add('setting', { ...(before ? { id: before.id } : {}), key: KEY, value: { rules: rules.map(r => ({ ...r })) } }),
  )
  return { rules }
}
