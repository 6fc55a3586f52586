import { createHash } from 'node:crypto'
import type { Policy } from '../../core/decide/policy.ts'
import { Refusal, refuse } from '../../core/fault.ts'
import { type PolicyPack, parsePolicy } from '../packs/policies.ts'
import { headOf, writePolicy } from '../packs/policy-yaml.ts'
import { channels } from '../run/channel.ts'
import { reconsider } from '../run/reconsider.ts'
import { factsOf, workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import { policiesView, policyNamed } from '../views/policies.ts'
import type { Place } from '../workspace.ts'
import { byNow } from './pay.ts'
import { changeSetting } from './settings.ts'

/** A policy as text, or as the fields of a form; the form’s text keeps the comments at the head of `yaml`. */
export interface PolicyInput {
  readonly yaml?: string | undefined
  readonly form?: unknown
}

/** Steps that the daily run can do: a folder’s channels, and what a person does. @throws Refusal naming the line. */
export async function readPolicy(input: PolicyInput): Promise<{ readonly pack: PolicyPack; readonly yaml: string }> {
  const known = [...(await channels()).keys()].filter(name => name !== 'draft').sort()
  const { yaml, form } = input
  if (form === undefined) {
    if (yaml === undefined) return refuse('field-missing', 'Give the policy as text or as fields.', { field: 'yaml' })
    return { pack: parsePolicy(yaml, 'policy', known), yaml }
  }
  // JSON is YAML: the form’s fields pass the same check as a text’s, and are then written as a person writes them
  const given = unplaced(() => parsePolicy(JSON.stringify(form), 'policy', known))
  const text = writePolicy(given.policy, given.says, headOf(yaml ?? ''))
  return { pack: parsePolicy(text, 'policy', known), yaml: text }
}

/** A form has fields and no lines. */
function unplaced<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.faults.map(({ line: _line, file: _file, ...fault }) => fault))
  }
}

async function everybody(place: Place): Promise<string[]> {
  return (await factsOf(place.store.db, place.workspaceId, 'client').execute()).map(row => row.id)
}

const ownText = async (place: Place, name: string): Promise<string | undefined> =>
  (await workspaceFacts(place.store.db, place.workspaceId, 'policyText')).findLast(p => p.name === name)?.id

/** Keeps a policy as the firm wrote it: a new version of the one of this name. Everybody is decided anew. @throws Refusal naming the line. */
export async function savePolicy(place: Place, input: PolicyInput): Promise<{ readonly name: string; readonly policy: Policy }> {
  const { pack, yaml } = await readPolicy(input)
  const { name } = pack.policy
  const before = await ownText(place, name)
  const hash = createHash('sha256').update(yaml).digest('hex')
  await record(place.store, byNow(place, place.by.source), 'policy written', pen =>
    pen.add('policyText', { ...(before ? { id: before } : {}), name, yaml, hash }),
  )
  await reconsider(place, await everybody(place))
  return { name, policy: pack.policy }
}

/** Takes the firm’s own text of a policy back: a shipped one of the same name holds again. @throws Refusal where it is in use or nobody’s. */
export async function dropPolicy(place: Place, input: { readonly name: string }): Promise<{ readonly name: string }> {
  const { name } = input
  const line = (await policiesView(place)).policies.find(p => p.name === name)
  const id = await ownText(place, name)
  if (!line || id === undefined) return refuse('not-found', `The firm wrote no policy "${name}".`, { field: 'name' })
  if (!line.shipped && (line.inForce || line.clients > 0))
    return refuse('policy-in-use', `"${name}" is in use.`, { field: 'name', mend: 'Choose another one first.' })
  await record(place.store, byNow(place, place.by.source), 'policy taken back', pen => pen.retract('policyText', id))
  await reconsider(place, await everybody(place))
  return { name }
}

/** Reminds by this policy from now on, all clients without one of their own. @throws Refusal where there is none of this name. */
export async function choosePolicy(place: Place, input: { readonly name: string }): Promise<{ readonly name: string }> {
  const { name } = await policyNamed(place, input.name)
  await changeSetting(place, { key: 'policy', value: { name } })
  await reconsider(place, await everybody(place))
  return { name }
}
