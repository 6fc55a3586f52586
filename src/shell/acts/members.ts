import { ROLES } from '../../core/facts/nouns/people.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { type Auth, oneTimeToken, userWith } from '../auth/auth.ts'
import { isMailAddress } from '../mail/address.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

/** A person who may enter this firm. */
export type MemberView = Pick<Fact<'membership'>, 'id' | 'userId' | 'name' | 'email' | 'role'>

export interface Invitation {
  readonly name: string
  readonly email: string
  readonly role: string
}

const current = async ({ store, workspaceId }: Place): Promise<Fact<'membership'>[]> =>
  (await workspaceFacts(store.db, workspaceId, 'membership')).filter(m => m.endedOn === null)

export async function members(place: Place): Promise<MemberView[]> {
  return (await current(place)).map(({ id, userId, name, email, role }) => ({ id, userId, name, email, role }))
}

/** A colleague who may enter from now on. @returns a link that signs them in once, within a day. @throws Refusal */
export async function invite(
  place: Place,
  { auth, origin }: { readonly auth: Auth; readonly origin: string },
  input: Invitation,
): Promise<{ id: string; userId: string; link: string }> {
  const role = ROLES.find(r => r === input.role)
  if (!role) return refuse('field-wrong', `"${input.role}" is no role.`, { field: 'role', mend: `One of ${ROLES.join(', ')}.` })
  const name = input.name.trim()
  const email = input.email.trim().toLowerCase()
  if (name === '') refuse('field-missing', 'This must be said.', { field: 'name' })
  if (!isMailAddress(email)) refuse('field-wrong', `"${email}" is not an e-mail address.`, { field: 'email' })
  const user = await userWith(auth, email, name)
  const before = (await current(place)).find(m => m.userId === user.id)
  if (before) refuse('already-done', `${before.name} is a member already.`, { field: 'email' })
  const id = await record(place.store, place.by, 'colleague invited', pen => pen.add('membership', { userId: user.id, name, email, role }))
  return { id, userId: user.id, link: `${origin}/enter/${await oneTimeToken(auth, user.email)}` }
}
