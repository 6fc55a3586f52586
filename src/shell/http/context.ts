import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { ROLES as roles } from '../../core/facts/nouns/people.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import type { AnswerLinks } from '../answers/link.ts'
import type { Auth, User } from '../auth/auth.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Store } from '../store/store.ts'
import type { Words } from '../words.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { faultsAnswer } from './errors.ts'
import type { Schedules } from './schedules.ts'

export type Role = (typeof roles)[number]

/** What every route may use. */
export interface Deps {
  readonly store: Store
  readonly auth: Auth
  readonly clock: Clock
  readonly config: Config
  readonly words: Words
  /** Where the app answers. */
  readonly origin: string
  /** The store of the sample firm: nothing leaves from it. */
  readonly isSample: boolean
  readonly schedules: Schedules
  /** Makes and reads private links; none where no public address is set. */
  readonly links?: AnswerLinks | undefined
  /** Opens the sample firm beside this store. @returns the path that signs in there. */
  readonly openSample?: () => Promise<string>
}

export interface Vars {
  /** Who asks. */
  user: User
  /** The firm they work in, with them as actor. */
  place: Place
  role: Role
}

export type Env = { Variables: Vars }
export type Api = OpenAPIHono<Env>
/** One file in `routes/` adds the routes of one thing. */
export type Routes = (api: Api, deps: Deps) => void

/** A part of the API: whatever its schemas refuse is answered in the one shape of errors. */
export const newApi = (): Api =>
  new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      return faultsAnswer(c, 422, result.error.issues.map(schemaFault))
    },
  })

/** What a schema refuses, by the code that has a sentence in every language: missing, no address, too long, else simply wrong. */
function schemaFault(issue: z.core.$ZodIssue): Fault {
  const said = { message: `${issue.message}.`, ...(issue.path.length > 0 ? { field: issue.path.join('.') } : {}) }
  if (issue.code === 'too_small' && issue.origin === 'string') return { ...said, code: 'field-missing' }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return { ...said, code: 'field-missing' }
  if (issue.code === 'invalid_format' && issue.format === 'email') return { ...said, code: 'mail-address-wrong' }
  if (issue.code === 'too_big' && issue.origin === 'string') return { ...said, code: 'text-too-long' }
  return { ...said, code: 'field-wrong' }
}

/** What a role may do. `read` sees · `work` does the daily run · `manage` changes settings · `own` changes who may enter. */
export type Right = 'read' | 'work' | 'manage' | 'own'
const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  reader: ['read'],
  collector: ['read', 'work'],
  manager: ['read', 'work', 'manage'],
  owner: ['read', 'work', 'manage', 'own'],
}
export const may = (role: Role, right: Right): boolean => RIGHTS[role].includes(right)

/** @throws Refusal where the role does not hold the right. */
export function mustBeAllowed(role: Role, right: Right): void {
  if (!may(role, right))
    refuse('not-allowed', `Your role here is ${role}; this needs ${neededRole(right)}.`, { mend: 'Ask the owner of this firm.' })
}
const neededRole = (right: Right): Role => (Object.keys(RIGHTS) as Role[]).find(role => may(role, right)) ?? 'owner' // keys of the literal above

/** The firm a user works in, and their role there. Undefined: no firm yet, or not a member of it. */
export async function placeOf(
  deps: Deps,
  user: User,
  source: string,
): Promise<{ place: Place; role: Role; name: string; language: string | null } | undefined> {
  const some = await deps.store.db.selectFrom('workspace').select('id').orderBy('createdAt').execute()
  for (const { id } of some) {
    const membership = (await workspaceFacts(deps.store.within(id).db, id, 'membership')).find(
      m => m.userId === user.id && m.endedOn === null,
    )
    if (membership) {
      const place = await enterWorkspace(deps.store, deps.clock, user.id, source, id)
      return { place: { ...place, links: deps.links }, role: membership.role, name: membership.name, language: membership.language }
    }
  }
  return undefined
}
