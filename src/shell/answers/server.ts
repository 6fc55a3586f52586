import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { addDays } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { Refusal } from '../../core/fault.ts'
import { giveAnswer, noteViewed, PROOF_BYTES_MAX, PROOF_MIMES, type Proof } from '../acts/answer.ts'
import { readPaper } from '../acts/attach.ts'
import type { Deps } from '../http/context.ts'
import { sourceRoot } from '../packs/modules.ts'
import { statementPdf } from '../papers/account-statement.ts'
import { mimeOfPaper } from '../papers/keep.ts'
import { loadClients } from '../store/load.ts'
import { FALLBACK_LANGUAGE } from '../words.ts'
import { enterWorkspace, type Place } from '../workspace.ts'
import { askPages } from './ask.ts'
import { saidIn, type Unfit } from './form.ts'
import type { AnswerLinks, Named } from './link.ts'
import { closedPage, privatePage } from './page.ts'
import { boundsOf, copiesOpen, openNow, pageView } from './page-view.ts'
import { roomPages } from './room.ts'

/** Words, and one paper that proves a payment. */
const BODY_BYTES_MAX = PROOF_BYTES_MAX + 64 * 1024

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

/** Papers of the page: the statement of account, and copies of what is open. */
function addPapers(app: Hono, deps: Deps, links: AnswerLinks): void {
  const { words } = deps
  app.get('/a/:token/statement', async c => {
    const page = await opened(deps, links, c.req.param('token'))
    if (typeof page === 'string') return c.html(closedPage(words, languageOf(c), page), page === 'expired' ? 410 : 404)
    const { pdf, filename } = await statementPdf(page.place, page.facts.client.id)
    return c.body(new Uint8Array(pdf), 200, download('application/pdf', filename))
  })

  app.get('/a/:token/copy/:id', async c => {
    const page = await opened(deps, links, c.req.param('token'))
    if (typeof page === 'string') return c.html(closedPage(words, languageOf(c), page), page === 'expired' ? 410 : 404)
    const open = copiesOpen(page.facts, openNow(page.facts, page.place.by.today))
    if (!open.some(copy => copy.id === c.req.param('id'))) return c.html(closedPage(words, languageOf(c), 'unknown'), 404)
    const { bytes, mime, name } = await readPaper(page.place, c.req.param('id'))
    return c.body(new Uint8Array(bytes), 200, download(mime, name))
  })
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
  const sheet = async (c: Context): Promise<Response> => c.body(await style, 200, { 'content-type': 'text/css; charset=utf-8' })
  for (const path of ['/page.css', '/room/page.css']) app.get(path, sheet) // before the rooms: it is no token
  askPages(app, deps)
  roomPages(app, deps)

  app.get('/probe/:nonce', c => c.text(links.probeAnswer(c.req.param('nonce').slice(0, 100))))

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
    await noteViewed(page.place, page.facts)
    return show(c, page, token)
  })

  addPapers(app, deps, links)

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
    const proof = said.kind === 'paid' ? await proofIn(form) : undefined
    if (proof === 'unfit') return show(c, page, token, { kind: 'paid', fault: 'proof' }, 422)
    try {
      await giveAnswer(place, facts, said, proof)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const isMany = error.faults[0]?.code === 'too-many-answers'
      return show(c, page, token, { kind: said.kind, fault: isMany ? 'many' : 'choice' }, isMany ? 429 : 422)
    }
    return c.redirect(`${token}?done=1`, 303) // beside this page, whatever stands in front of it
  })
  return app
}

const download = (mime: string, name: string) => ({
  'content-type': mime,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
})

/** The paper that proves a payment: a PDF or a picture by its first bytes, whatever it is called. */
async function proofIn(form: FormData): Promise<Proof | 'unfit' | undefined> {
  const file = form.get('proof')
  if (!(file instanceof File) || file.size === 0) return undefined
  if (file.size > PROOF_BYTES_MAX) return 'unfit'
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mime = mimeOfPaper('', bytes)
  const name = file.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 100) || 'proof'
  return PROOF_MIMES.includes(mime) ? { name, mime, bytes } : 'unfit'
}

/** For a link that names nobody: the reader's own language, as their browser says it. */
const languageOf = (c: Context): string => /^[a-z]{2}/.exec(c.req.header('accept-language') ?? '')?.[0] ?? FALLBACK_LANGUAGE
