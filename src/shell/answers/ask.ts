import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { ASK_FINDINGS } from '../../core/facts/nouns/recovery.ts'
import { describeFault, Refusal } from '../../core/fault.ts'
import { readPaper } from '../acts/attach.ts'
import { type Asked, colleaguePaper, colleagueSaid, enterAsk } from '../acts/dispute-ask.ts'
import type { Deps } from '../http/context.ts'
import { sourceRoot } from '../packs/modules.ts'
import { PAPER_BYTES_MAX } from '../papers/keep.ts'
import { oneDispute } from '../views/disputes.ts'
import { sayAmount, sayDay } from '../words.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>
/** What pages for people outside are put on. */
export interface Site {
  get(path: string, handler: (c: Context) => Promise<Response>): unknown
  post(path: string, handler: (c: Context) => Promise<Response>): unknown
}

/** A page for people outside: no script, the one style sheet beside it. */
export const document = (language: string, title: string, body: Html): Html =>
  html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="page.css"></head>
<body><main class="wrap" id="main">${body}</main></body>
</html>`

/** The page on which a colleague answers about one dispute: without a script, without an account. A link that does not hold is answered like one that never was. */
export function askPages(site: Site, deps: Deps): void {
  const style = readFile(join(sourceRoot, 'shell/answers/page.css'), 'utf8')
  const inside = (c: Context): Promise<Asked | undefined> => enterAsk(deps.store, deps.clock, c.req.param('token') ?? '')
  site.get('/ask/page.css', async c => c.body(await style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  site.get('/ask/:token', async c => {
    const asked = await inside(c)
    return asked ? show(c, deps, asked) : nothing(c, deps)
  })
  site.get('/ask/:token/paper/:id', async c => {
    const asked = await inside(c)
    const id = c.req.param('id') ?? ''
    const mine = asked && (await oneDispute(asked.place, asked.dispute.id)).papers.some(p => p.id === id)
    if (!asked || !mine) return nothing(c, deps)
    const paper = await readPaper(asked.place, id)
    return c.body(new Uint8Array(paper.bytes), 200, {
      'content-type': paper.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`,
      'cache-control': 'no-store',
    })
  })
  site.post('/ask/:token', async c => {
    const asked = await inside(c)
    if (!asked) return nothing(c, deps)
    try {
      await take(c, asked)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return show(c, deps, asked, error.faults.map(describeFault).join(' '))
    }
    return c.redirect(`${c.req.path}?done=1`, 303)
  })
}

async function take(c: Context, asked: Asked): Promise<void> {
  const form = await c.req.formData().catch(() => new FormData()) // what is no form says nothing, and is told so
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  await colleagueSaid(asked.place, { ask: asked.ask.id, how: 'link', finding: text('finding'), words: text('words') })
  const file = form.get('file')
  if (file instanceof File && file.size > 0 && file.size <= PAPER_BYTES_MAX)
    await colleaguePaper(asked, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
}

async function nothing(c: Context, deps: Deps): Promise<Response> {
  const say = (key: string): string => deps.words.say('en', `ask.${key}`)
  c.header('cache-control', 'no-store')
  return c.html(document('en', 'Dunwell', html`<h1>${say('nothing')}</h1><p>${say('nothingText')}</p>`), 404)
}

async function show(c: Context, deps: Deps, asked: Asked, fault?: string): Promise<Response> {
  const { place, ask, facts, dispute } = asked
  const { language } = place.firm
  const say = (key: string, params: Parameters<Deps['words']['say']>[2] = {}): string => deps.words.say(language, `ask.${key}`, params)
  const view = await oneDispute(place, dispute.id)
  const papers = view.papers.map(p => html`<li><a href="${c.req.param('token')}/paper/${p.id}">${p.name}</a></li>`)
  const findings = ASK_FINDINGS.map(
    f =>
      html`<p><label><input type="radio" name="finding" value="${f}" ${ask.finding === f ? 'checked' : ''} required> ${say(`finding.${f}`)}</label></p>`,
  )
  const now =
    c.req.query('done') === '1' && !fault
      ? html`<p class="note" role="status">${say('thanks')}</p>`
      : fault
        ? html`<p class="note lost" role="alert">${fault}</p>`
        : ''
  const body = html`<div class="from"><b>${place.firm.name}</b><span>${say('for', { name: ask.name })}</span></div>${now}
<h1>${ask.question}</h1>
<p>${say('about', { client: facts.client.name, number: view.number, contested: sayAmount(language, BigInt(view.contestedMinor), view.currency), saidDay: view.saidOn })}</p>
${view.words ? html`<blockquote>${view.words}</blockquote>` : ''}
${papers.length > 0 ? html`<h2>${say('papers')}</h2><ul>${papers}</ul>` : ''}
<form method="post" enctype="multipart/form-data">
<fieldset><legend>${say('isRight')}</legend>${findings}</fieldset>
<p><label for="words">${say('words')}</label><textarea id="words" name="words" rows="5" required>${ask.words ?? ''}</textarea></p>
<p><label for="file">${say('file')}</label><br><input id="file" type="file" name="file"></p>
<button>${say('send')}</button>
</form>
<p class="meta">${say('foot', { answerBy: sayDay(language, view.answerBy), expiresOn: ask.expiresOn })}</p>`
  c.header('cache-control', 'no-store')
  c.header('x-robots-tag', 'noindex, nofollow')
  return c.html(document(language, ask.question, body), fault ? 422 : 200)
}
