import { z } from '@hono/zod-openapi'
import { ROLES } from '../../../core/facts/nouns/people.ts'
import { refuse } from '../../../core/fault.ts'
import { invite, members } from '../../acts/members.ts'
import { workspaceFacts } from '../../store/load.ts'
import { record } from '../../store/record.ts'
import { actRoute } from '../act-route.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Invitation = z.object({ name: z.string().trim().min(1).max(200), email: z.email(), role: z.enum(ROLES) }).openapi('Invitation')

const Named = z.object({ name: z.string().trim().min(1).max(200) })
const Spoken = z.object({ language: z.string().max(20) })

export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/members', 'Who may enter this firm', {}), async c => {
    return jsonAnswer(c, await members(c.get('place')))
  })
  api.openapi(actRoute('/api/v1/members', 'Invite a colleague: answers with a link that signs them in once', Invitation), async c => {
    mustBeAllowed(c.get('role'), 'own')
    return jsonAnswer(c, await invite(c.get('place'), deps, c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/members/me/name', 'Under which name the app shows what you do', Named), async c => {
    const { store, by, workspaceId } = c.get('place')
    const { name } = c.req.valid('json')
    const own = (await workspaceFacts(store.db, workspaceId, 'membership')).find(m => m.userId === by.actor && m.endedOn === null)
    if (own && own.name !== name) await record(store, by, 'name said', pen => pen.amend('membership', own.id, { name }))
    return jsonAnswer(c, { name })
  })
  api.openapi(actRoute('/api/v1/members/me/language', 'In which language the app speaks to you, wherever you sign in', Spoken), async c => {
    const { store, by, workspaceId } = c.get('place')
    const { language } = c.req.valid('json')
    if (!deps.words.languages.includes(language))
      refuse('field-wrong', `"${language}" is no language of the app.`, {
        field: 'language',
        mend: `One of ${deps.words.languages.join(', ')}.`,
      })
    const own = (await workspaceFacts(store.db, workspaceId, 'membership')).find(m => m.userId === by.actor && m.endedOn === null)
    if (own && own.language !== language) await record(store, by, 'language chosen', pen => pen.amend('membership', own.id, { language }))
    return jsonAnswer(c, { language })
  })
}
