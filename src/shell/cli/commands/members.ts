import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { Place } from '../../workspace.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly invite?: string
  readonly email?: string
  readonly role: string
  readonly end?: string
}

export function define(program: Command): void {
  common(
    program
      .command('members')
      .option('--invite <name>', 'a colleague who may enter from now on')
      .option('--email <address>', 'with --invite: their address')
      .option('--role <role>', 'with --invite: owner, manager, collector or reader', 'collector')
      .option('--end <name>', 'a colleague who may no longer enter'),
  ).action(async (options: Options) => {
    const { invite, end } = options
    if (invite !== undefined) return inPlace('members', options, place => invited(place, invite, options), ({ link }) => `Signs them in once, within a day, while the app runs:\n${link}`) // biome-ignore format: one line a case
    const acts = await import('../../acts/members.ts')
    await inPlace(
      'members',
      options,
      async place => {
        if (end !== undefined) await ended(place, end)
        return acts.members(place)
      },
      all =>
        all.map(m => `${m.name} (${m.role}) ${m.email ?? ''}`.trimEnd()).join('\n') || 'Nobody yet: whoever starts the app owns the firm.',
    )
  })
}

/** Signing in is made ready in the store; the link opens where the app answers. */
async function invited(place: Place, name: string, { email, role }: Options): Promise<{ id: string; userId: string; link: string }> {
  if (email === undefined) return refuse('field-missing', 'Say their address.', { field: '--email' })
  const [{ invite }, { openAuth }, { secretIn }, { configFrom }, { dirname, join }] = await Promise.all([
    import('../../acts/members.ts'),
    import('../../auth/auth.ts'),
    import('../../auth/secret.ts'),
    import('../../config.ts'),
    import('node:path'),
  ])
  const config = configFrom(process.env)
  const origin = `http://127.0.0.1:${config.port}`
  const secret = await secretIn(join(dirname(config.store), 'secret'))
  const auth = await openAuth(place.store, { origin, secret, cookiePrefix: 'dunwell' })
  return invite(place, { auth, origin }, { name, email, role })
}

async function ended(place: Place, name: string): Promise<void> {
  const [{ findColleague }, { changeFact }] = await Promise.all([import('../../acts/find.ts'), import('../../acts/record-noun.ts')])
  const { id } = await findColleague(place, name)
  await changeFact(place, 'membership', id, { endedOn: place.by.today })
}
