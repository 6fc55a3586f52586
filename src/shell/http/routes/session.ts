import { userOf } from '../../auth/auth.ts'
import { workspaceFacts } from '../../store/load.ts'
import { type Deps, placeOf, type Role, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'

export const open = true

/** Who is signed in and where: what the app asks first. */
export interface SessionView {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    /** The language they chose for the app; none: as their browser asks. */
    readonly language: string | null
  } | null
  readonly firm: { readonly name: string; readonly country: string; readonly currency: string; readonly language: string } | null
  readonly role: Role | null
  readonly today: string | null
  readonly phase: 'rehearsal' | 'live' | null
  readonly isSample: boolean
  readonly languages: readonly string[]
}

export const routes: Routes = (api, deps) => {
  api.get('/api/v1/session', async c => jsonAnswer(c, await sessionView(deps, c.req.raw.headers)))
}

async function sessionView(deps: Deps, headers: Headers): Promise<SessionView> {
  const found = await userOf(deps.auth, headers)
  const here = found && (await placeOf(deps, found.user, 'app'))
  const phase = here && (await workspaceFacts(here.place.store.db, here.place.workspaceId, 'phase')).at(-1)
  const firm = here?.place.firm
  return {
    user: found
      ? { id: found.user.id, name: here?.name ?? found.user.name, email: found.user.email, language: here?.language ?? null }
      : null,
    firm: firm ? { name: firm.name, country: firm.country, currency: firm.currency, language: firm.language } : null,
    role: here?.role ?? null,
    today: here?.place.by.today ?? null,
    phase: phase?.phase ?? null,
    isSample: deps.isSample,
    languages: deps.words.languages,
  }
}
