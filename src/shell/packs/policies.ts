import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Policy, PolicyStep } from '../../core/decide/policy.ts'
import { ROLES_OF_CONTACTS } from '../../core/facts/nouns/people.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { sourceRoot } from './modules.ts'

/** A policy with what it says of itself and the hash of its text. */
export interface PolicyPack {
  readonly policy: Policy
  readonly says: string
  /** SHA-256 of the text, hex. */
  readonly hash: string
}

const TEXT_MAX = 100_000
const STEPS_MAX = 40
const days = z.int().min(0).max(3650)
const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in small letters, digits and hyphens')

const stepShape = z.strictObject({
  id: name,
  days: z.int().min(-365).max(3650),
  channel: name,
  tone: z.int().min(1).max(5),
  onlyKnownLate: z.boolean().default(false),
  asksArrival: z.boolean().default(false),
  inGrace: z.boolean().default(false),
  needsApproval: z.boolean().default(false),
  byPerson: z.boolean().default(false),
  internal: z.boolean().default(false),
  claimsCosts: z.boolean().default(false),
  deadlineDays: z.int().min(1).max(365).nullable().default(null),
  toRole: z.enum(ROLES_OF_CONTACTS).nullable().default(null),
  repeatDays: z.int().min(1).max(365).nullable().default(null),
  signs: z.enum(['person', 'senior']).default('person'),
})

/** Minor units by currency; `*` for any other. */
const byCurrency = z.record(z.string().regex(/^([A-Z]{3}|\*)$/, 'is a currency such as EUR, or *'), z.int().min(0))

const shape = z.strictObject({
  name,
  says: z.string().min(1).max(500),
  graceDays: days,
  gapDays: z.int().min(1).max(365),
  contactsPerWeek: z.int().min(1).max(7),
  contactsPer30Days: z.int().min(1).max(30),
  hours: z
    .tuple([z.int().min(0).max(23), z.int().min(1).max(24)])
    .refine(([from, to]) => from < to, 'the first hour comes before the second'),
  weekends: z.boolean(),
  smallBalance: byCurrency,
  approvalAbove: byCurrency.default({}),
  smallBalanceDays: days,
  moneyFreshDays: days,
  bankDays: z.int().min(0).max(30),
  announceDays: z.int().min(0).max(60),
  reviewDays: z.int().min(1).max(90),
  turnRolesFromDays: z.int().min(1).max(3650).nullable().default(null),
  steps: z.array(stepShape).min(1).max(STEPS_MAX),
})

/** Faults that only the steps together can have. */
function faultsOfSteps(
  steps: readonly PolicyStep[],
  channels: readonly string[] | undefined,
): { readonly at: number; readonly field: string; readonly message: string }[] {
  return steps.flatMap((step, at) => {
    const found: { at: number; field: string; message: string }[] = []
    const before = steps.slice(0, at)
    const previous = before.at(-1)
    if (before.some(s => s.id === step.id)) found.push({ at, field: 'id', message: `The step "${step.id}" stands twice.` })
    if (previous && previous.days >= step.days)
      found.push({ at, field: 'days', message: `The step "${step.id}" does not come after "${previous.id}".` })
    const letters = before.filter(s => !s.byPerson && s.days > 0)
    if (!step.byPerson && step.days > 0 && step.tone > (letters.at(-1)?.tone ?? 0) + 1)
      found.push({ at, field: 'tone', message: `The tone of "${step.id}" rises by more than one level.` })
    if (step.asksArrival && step.days >= 0)
      found.push({ at, field: 'asksArrival', message: `"${step.id}" asks before the due date: after it, a reminder does.` })
    if (channels && !channels.includes(step.channel))
      found.push({ at, field: 'channel', message: `There is no channel "${step.channel}": say one of ${channels.join(', ')}.` })
    if (step.internal && !step.byPerson)
      found.push({ at, field: 'internal', message: `"${step.id}" is work within the firm: a person does it.` })
    return found
  })
}

const exact = (minors: Readonly<Record<string, number>>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(minors).map(([currency, minor]) => [currency, BigInt(minor)]))

/**
 * Reads a policy from YAML. @throws Refusal naming file, line and field. @param file how it is named in faults.
 * @param channels which there are; not given: any name passes.
 */
export function parsePolicy(text: string, file: string, channels?: readonly string[]): PolicyPack {
  if (text.length > TEXT_MAX)
    throw new Refusal([{ code: 'policy-too-long', message: `A policy has ${TEXT_MAX} characters at most.`, file }])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 0 } as Parameters<typeof parseDocument>[1])
  const [broken] = document.errors
  if (broken) {
    const message = `The policy is not YAML: ${broken.message.split('\n', 1)[0]}`
    throw new Refusal([
      {
        code: 'policy-unreadable',
        message,
        file,
        params: { answer: broken.message.split('\n', 1)[0] ?? '' },
        line: lines.linePos(broken.pos[0]).line,
      },
    ])
  }
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      const start = isNode(node) ? node.range?.[0] : undefined
      if (start !== undefined) return lines.linePos(start).line
    }
    return 1
  }
  const faultAt = (path: readonly PropertyKey[], message: string): Fault => ({
    code: 'policy-wrong',
    message,
    params: { answer: message },
    file,
    line: lineAt(path),
    ...(path.length > 0 ? { field: path.map(String).join('.') } : {}),
  })
  const read = shape.safeParse(document.toJS())
  if (!read.success) throw new Refusal(read.error.issues.map(issue => faultAt(issue.path, `${issue.message}.`)))
  const { says, smallBalance, approvalAbove, ...rest } = read.data
  const together = faultsOfSteps(rest.steps, channels).map(f => faultAt(['steps', f.at, f.field], f.message))
  if (together.length > 0) throw new Refusal(together)
  const policy: Policy = { ...rest, smallBalance: exact(smallBalance), approvalAbove: exact(approvalAbove) }
  return { policy, says, hash: createHash('sha256').update(text).digest('hex') }
}

const shippedFolder = join(sourceRoot, 'packs/policies')

/** The text of a shipped policy, with its comments; none where none of this name is shipped. */
export async function shippedPolicyText(name: string): Promise<string | undefined> {
  const files = await readdir(shippedFolder)
  return files.includes(`${name}.yaml`) ? readFile(join(shippedFolder, `${name}.yaml`), 'utf8') : undefined
}

/** Every policy of a folder by name: the shipped ones where none is named. @throws Refusal where one is wrong, or two share a name. */
export async function loadPolicies(folder: string = shippedFolder): Promise<Map<string, PolicyPack>> {
  const files = (await readdir(folder)).filter(f => /\.ya?ml$/.test(f)).sort()
  const packs = new Map<string, PolicyPack>()
  for (const file of files) {
    const pack = parsePolicy(await readFile(join(folder, file), 'utf8'), file)
    if (packs.has(pack.policy.name))
      throw new Refusal([{ code: 'policy-twice', message: `Two policies are named "${pack.policy.name}".`, file, field: 'name' }])
    packs.set(pack.policy.name, pack)
  }
  return packs
}
