import type { Kysely } from 'kysely'
import { refuse } from '../../core/fault.ts'
import type { Store } from '../store/store.ts'
import { makeSignInTables } from './auth.ts'

/** Tables of sign-in that are read and written beside the library. */
interface SignIn {
  readonly user: { readonly id: string; readonly email: string; readonly name: string; readonly twoFactorEnabled: unknown }
  readonly twoFactor: { readonly userId: string }
}

const signIn = async <T>(store: Store, work: (db: Kysely<SignIn>) => Promise<T>): Promise<T> => {
  await makeSignInTables(store)
  return store.asOwner(db => work(db as unknown as Kysely<SignIn>)) // the owner's handle is typed without tables
}

/** Who is asked for a code after their sign-in link. */
export const askedForCodes = (store: Store): Promise<{ email: string; name: string }[]> =>
  signIn(store, db =>
    db
      .selectFrom('user')
      .innerJoin('twoFactor', 'twoFactor.userId', 'user.id')
      .select(['user.email', 'user.name'])
      .where('user.twoFactorEnabled', '=', store.flavour === 'sqlite' ? 1 : true)
      .orderBy('user.email')
      .execute(),
  )

/** Takes a person's second factor away. @throws Refusal where there is nobody of this address, or nothing to take away. */
export const askNoCode = (store: Store, email: string): Promise<void> =>
  signIn(store, async db => {
    const user = await db.selectFrom('user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst()
    if (!user) return refuse('user-unknown', `Nobody signs in as "${email}".`, { field: '--off', mend: 'See Settings, Colleagues.' })
    const { numDeletedRows } = await db.deleteFrom('twoFactor').where('userId', '=', user.id).executeTakeFirst()
    if (numDeletedRows === 0n) return refuse('second-factor-off', `"${email}" is not asked for a code.`, { field: '--off' })
    await db
      .updateTable('user')
      .set({ twoFactorEnabled: store.flavour === 'sqlite' ? 0 : false })
      .where('id', '=', user.id)
      .execute()
  })
