import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { addDays } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { Refusal } from '../../core/fault.ts'
import { giveAnswer } from '../acts/answer.ts'
import type { Deps } from '../http/context.ts'
import { sourceRoot } from '../packs/modules.ts'
import { loadClients } from '../store/load.ts'
import { FALLBACK_LANGUAGE } from '../words.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { askPages } from './ask.ts'
import { saidIn, type Unfit } from './form.ts'
import type { AnswerLinks, Named } from './link.ts'
import { closedPage, privatePage } from './page.ts'
import { boundsOf, openNow, pageView } from './page-view.ts'

const BODY_BYTES_MAX = 64 * 1024

/** Nothing but this page, its one style sheet and its own forms: no script runs, nothing frames it, nothing is sent elsewhere. */
const strict = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
})

interface Opened {
  readonly place: Place
  readonly facts: ClientFacts
  readonly named: Named
}

/** Whom a token opens the page of. `expired` is only said of a link that was once good. */
async function opened(deps: Deps, links: AnswerLinks, token: string): Promise<Opened | 'expired' | 'unknown'> {
  const named = links.read(token)
  if (!named) return 'unknown'
  const known = await deps.store.db.selectFrom('workspace').select('id').where('id', '=', named.workspaceId).executeTakeFirst()
  if (!known) return 'unknown'
  const entered = await enterWorkspace(deps.store, deps.clock, `client:${named.clientId}`, 'private page', named.workspaceId)
  const place: Place = { ...entered, links }
  const [facts] = await loadClients(place.store.db, place.workspaceId, [named.clientId])
  if (!facts || !links.proves(token, facts)) return 'unknown'
  return named.expiresOn < place.by.today ? 'expired' : { place, facts, named }
}

/** The pages that clients reach from outside: their private page and its style. Nothing else is answered here. */
export function answerPages(deps: Deps, links: AnswerLinks): Hono {
  const { words } = deps
  const app = new Hono()
  const style = readFile(join(sourceRoot, 'shell/answers/page.css'), 'utf8')
  app.use(strict)
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex, nofollow')
  })
  app.onError((error, c) => {
    console.error(error)
    return c.html(closedPage(words, languageOf(c), 'later-again'), 500)
  })
  app.notFound(c => c.html(closedPage(words, languageOf(c), 'unknown'), 404))
  askPages(app, deps)
  app.get('/page.css', async c => c.body(await style, 200, { 'content-type': 'text/css; charset=utf-8' }))

  const show = async (c: Context, { place, facts, named }: Opened, token: string, unfit?: Unfit, status: 200 | 422 | 429 = 200) => {
    const view = await pageView(place, words, facts)
    const { firm } = place
    const state = { firm, client: facts.client.name, token, today: place.by.today, expiresOn: named.expiresOn, unfit }
    return c.html(privatePage(words, view, { ...state, done: c.req.query('done') === '1' && unfit === undefined }), status)
  }

  app.get('/a/:token', async c => {
    const token = c.req.param('token')
    const page = await opened(deps, links, token)
    if (typeof page === 'string') return c.html(closedPage(words, languageOf(c), page), page === 'expired' ? 410 : 404)
    return show(c, page, token)
  })

  const limit = bodyLimit({ maxSize: BODY_BYTES_MAX, onError: c => c.html(closedPage(words, languageOf(c), 'unknown'), 413) })
  app.post('/a/:token', limit, async c => {
    const token = c.req.param('token')
    const page = await opened(deps, links, token)
    if (typeof page === 'string') return c.html(closedPage(words, languageOf(c), page), page === 'expired' ? 410 : 404)
    const { place, facts } = page
    const { today } = place.by
    const open = openNow(facts, today).map(i => i.invoice.id)
    const form = await c.req.formData().catch(() => new FormData()) // what is no form says nothing, and is told so
    const said = saidIn(form, today, open, addDays(today, (await boundsOf(place)).promiseDays))
    if ('fault' in said) return show(c, page, token, said, 422)
    try {
      await giveAnswer(place, facts, said)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const isMany = error.faults[0]?.code === 'too-many-answers'
      return show(c, page, token, { kind: said.kind, fault: isMany ? 'many' : 'choice' }, isMany ? 429 : 422)
    }
    return c.redirect(`${token}?done=1`, 303) // beside this page, whatever stands in front of it
  })
  return app
}

/** For a link that names nobody: the reader's own language, as their browser says it. */
const languageOf = (c: Context): string => /^[a-z]{2}/.exec(c.req.header('accept-language') ?? '')?.[0] ?? FALLBACK_LANGUAGE
