import type { Context } from 'hono'
import { html } from 'hono/html'
import { describeFault, Refusal } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { openPaper } from '../acts/attach.ts'
import { remit } from '../acts/intermediary.ts'
import { reportOne } from '../acts/report.ts'
import { type Entered, enterRoom } from '../acts/room.ts'
import type { Deps } from '../http/context.ts'
import { type Params, sayAmount, sayDay } from '../words.ts'
import { document, type Html, type Site } from './ask.ts'

/** Reported at most in one field: words of a person, not a file. */
const WORDS_MAX = 5000

/** The joint room: server-rendered, without script or account. A link that does not hold is answered like one that never was. */
export function roomPages(site: Site, deps: Deps): void {
  const inside = (c: Context): Promise<Entered | undefined> => enterRoom(deps.store, deps.clock, c.req.param('token') ?? '')
  site.get('/room/:token', async c => {
    const entered = await inside(c)
    return entered ? show(c, deps, entered) : nothing(c, deps)
  })
  site.get('/room/:token/dossier', async c => {
    const entered = await inside(c)
    const kept = entered?.facts.document.find(d => d.id === entered.handOver.dossierId && d.forgottenOn === null)
    if (!entered || !kept) return nothing(c, deps)
    const paper = await openPaper(entered.place, kept.id)
    c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`)
    c.header('content-length', String(paper.sizeBytes))
    return c.body(ReadableStream.from(paper.pieces), 200, { 'content-type': paper.mime, 'cache-control': 'no-store' })
  })
  site.post('/room/:token', async c => {
    const entered = await inside(c)
    if (!entered) return nothing(c, deps)
    try {
      await take(c, entered)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return show(c, deps, entered, error.faults.map(describeFault).join(' '))
    }
    return c.redirect(c.req.param('token') ?? '', 303) // beside this page, whatever stands in front of it
  })
}

async function take(c: Context, { place, handOver: { id: handOver } }: Entered): Promise<void> {
  const form = await c.req.formData().catch(() => new FormData()) // what is no form says nothing, and is told so
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, WORDS_MAX) : ''
  }
  const maybe = (name: string): string | undefined => text(name) || undefined
  if (text('kind') === 'remittance') {
    await remit(place, { handOver, gross: text('amount'), on: maybe('on') })
    return
  }
  const line = { kind: text('kind'), on: text('on'), words: text('words'), amount: maybe('amount'), by: maybe('by'), parts: maybe('parts') }
  await reportOne(place, { handOver, ...line })
}

async function nothing(c: Context, deps: Deps): Promise<Response> {
  const say = (key: string): string => deps.words.say('en', `decision.room.${key}`)
  c.header('cache-control', 'no-store')
  return c.html(document('en', 'Dunwell', html`<h1>${say('nothing')}</h1><p>${say('nothingText')}</p>`), 404)
}

type Say = (key: string, params?: Params) => string

function openNow({ place, facts, handOver }: Entered, say: Say): Html {
  const { language } = place.firm
  const items = openItems(facts, openLedger(facts, place.by.today)).filter(i => handOver.invoiceIds.includes(i.id))
  const rows = items.map(
    i =>
      html`<tr><th scope="row">${i.account.invoice.number}</th><td>${sayDay(language, i.dueOn, 'medium')}</td><td class="amount">${sayAmount(language, i.openMinor, i.currency)}</td></tr>`,
  )
  return html`<section><h2>${say('open')}</h2><table><tbody>${rows}</tbody></table></section>`
}

function reported({ place, facts, handOver }: Entered, say: Say): Html {
  const { language } = place.firm
  const rows = facts.report
    .filter(r => r.handOverId === handOver.id)
    .map(r => {
      const amount = r.amountMinor !== null && r.currency ? sayAmount(language, r.amountMinor, r.currency) : ''
      const parts = r.parts === null ? '' : say('inParts', { parts: r.parts })
      const by = r.by === null ? '' : sayDay(language, r.by, 'medium')
      const said = [say(`kind.${r.kind}`), r.words ?? '', amount, parts, by].filter(Boolean).join(' · ')
      return html`<tr><td>${sayDay(language, r.on, 'medium')}</td><td>${said}</td><td>${r.answer ? say(`answer.${r.answer}`) : ''}</td></tr>`
    })
  return html`<section><h2>${say('reports')}</h2>${rows.length > 0 ? html`<table><tbody>${rows}</tbody></table>` : html`<p class="meta">${say('noReports')}</p>`}</section>`
}

function form({ place }: Entered, say: Say): Html {
  const { today } = place.by
  const options = ['contact', 'proposal', 'note', 'remittance', 'closed'].map(k => html`<option value="${k}">${say(`kind.${k}`)}</option>`)
  const field = (name: string, input: Html): Html => html`<label>${say(`field.${name}`)}${input}</label>`
  return html`<section><h2>${say('report')}</h2><form method="post" enctype="multipart/form-data">
${field('kind', html`<select name="kind">${options}</select>`)}
${field('on', html`<input type="date" name="on" value="${today}" max="${today}" required>`)}
${field('words', html`<textarea name="words" rows="3" maxlength="${WORDS_MAX}"></textarea>`)}
${field('amount', html`<input type="text" name="amount" inputmode="decimal">`)}
${field('parts', html`<input type="text" name="parts" inputmode="numeric">`)}
${field('by', html`<input type="date" name="by">`)}
<button>${say('send')}</button></form></section>`
}

function show(c: Context, deps: Deps, entered: Entered, fault?: string): Response | Promise<Response> {
  const { place, facts, handOver, room, mandate } = entered
  const { language } = place.firm
  const say: Say = (key, params) => deps.words.say(language, `decision.room.${key}`, params)
  const lead = say('lead', { firm: place.firm.name, to: handOver.to, expiresOn: room.expiresOn })
  const dossier = handOver.dossierId ? html`<p><a href="${c.req.param('token')}/dossier">${say('dossier')}</a></p>` : ''
  const rules = mandate?.conductRules ? html`<section><h2>${say('rules')}</h2><p>${mandate.conductRules}</p></section>` : ''
  const wrong = fault ? html`<p class="note lost" role="alert">${fault}</p>` : ''
  const body = html`<h1>${facts.client.name}</h1><p class="meta">${lead}</p>${wrong}${dossier}${openNow(entered, say)}${rules}${reported(entered, say)}${form(entered, say)}`
  c.header('cache-control', 'no-store')
  c.header('x-robots-tag', 'noindex, nofollow')
  return c.html(document(language, facts.client.name, body), fault ? 422 : 200)
}
