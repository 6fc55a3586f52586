import type { Context } from 'hono'
import { describeFault, Refusal } from '../../../core/fault.ts'
import { openLedger } from '../../../core/ledger/allocate.ts'
import { openItems } from '../../../core/ledger/balance.ts'
import { remit, reportOne } from '../../acts/intermediary.ts'
import { type Entered, enterRoom } from '../../acts/room.ts'
import { escapeHtml } from '../../message/forms.ts'
import { readContent } from '../../store/contents.ts'
import { sayAmount, sayDay } from '../../words.ts'
import type { Deps, Routes } from '../context.ts'

export const open = true

/** The joint room: server-rendered, without script or account. A link that does not hold is answered like one that never was. */
export const routes: Routes = (api, deps) => {
  const inside = (c: Context): Promise<Entered | undefined> => enterRoom(deps.store, deps.clock, c.req.param('token') ?? '')
  api.get('/room/:token', async c => {
    const entered = await inside(c)
    return entered ? page(c, deps, entered) : nothing(c, deps)
  })
  api.get('/room/:token/dossier', async c => {
    const entered = await inside(c)
    const paper = entered?.facts.document.find(d => d.id === entered.handOver.dossierId)
    if (!entered || !paper) return nothing(c, deps)
    const bytes = await readContent(entered.place.store, entered.place.workspaceId, paper.sha256)
    if (!bytes) return nothing(c, deps)
    c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`)
    return c.body(new Uint8Array(bytes), 200, { 'content-type': paper.mime, 'cache-control': 'no-store' })
  })
  api.post('/room/:token', async c => {
    const entered = await inside(c)
    if (!entered) return nothing(c, deps)
    const form = await c.req.parseBody()
    const text = (name: string): string => (typeof form[name] === 'string' ? form[name].slice(0, 5000) : '')
    const handOver = entered.handOver.id
    try {
      if (text('kind') === 'remittance') await remit(entered.place, { handOver, gross: text('amount'), on: text('on') || undefined })
      else
        await reportOne(entered.place, {
          handOver,
          kind: text('kind'),
          on: text('on'),
          words: text('words'),
          amount: text('amount') || undefined,
          by: text('by') || undefined,
        })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return page(c, deps, entered, error.faults.map(describeFault).join(' '))
    }
    return c.redirect(c.req.path, 303)
  })
}

const STYLE =
  'body{font:17px/1.5 sans-serif;max-width:760px;margin:0 auto;padding:24px 16px;background:#faf8f2;color:#1b2422}table{border-collapse:collapse;width:100%}th,td{padding:6px 12px 6px 0;border-bottom:1px solid #dfdacc;text-align:left;vertical-align:top}td:last-child,th:last-child{text-align:right;padding-right:0}h2{font-size:17px;margin:32px 0 8px}label{display:block;margin-top:12px;font-weight:600}input,select,textarea{font:inherit;width:100%;padding:8px;box-sizing:border-box;border:1px solid #8c8775;border-radius:6px;background:#fff}button{font:inherit;font-weight:600;margin-top:16px;padding:10px 16px;border:0;border-radius:6px;background:#0f5b5e;color:#fff}a{color:#0f5b5e}.fault{color:#a12a1e}.quiet{color:#56605c}'

const html = (c: Context, language: string, title: string, body: string, status: 200 | 404 | 422): Response => {
  c.header('cache-control', 'no-store')
  c.header('x-robots-tag', 'noindex')
  return c.html(
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`,
    status,
  ) as Response
}

const nothing = (c: Context, deps: Deps): Response => {
  const say = (key: string): string => escapeHtml(deps.words.say('en', `decision.room.${key}`))
  return html(c, 'en', 'Dunwell', `<h1>${say('nothing')}</h1><p>${say('nothingText')}</p>`, 404)
}

function page(c: Context, deps: Deps, entered: Entered, fault?: string): Response {
  const { place, facts, handOver, room, mandate } = entered
  const language = place.firm.language
  const say = (key: string, params: Parameters<Deps['words']['say']>[2] = {}): string =>
    escapeHtml(deps.words.say(language, `decision.room.${key}`, params))
  const items = openItems(facts, openLedger(facts, place.by.today)).filter(i => handOver.invoiceIds.includes(i.id))
  const invoices = items
    .map(
      i =>
        `<tr><td>${escapeHtml(i.account.invoice.number)}</td><td>${escapeHtml(sayDay(language, i.dueOn, 'medium'))}</td><td>${escapeHtml(sayAmount(language, i.openMinor, i.currency))}</td></tr>`,
    )
    .join('')
  const reports = facts.report
    .filter(r => r.handOverId === handOver.id)
    .map(
      r =>
        `<tr><td>${escapeHtml(sayDay(language, r.on, 'medium'))}</td><td>${say(`kind.${r.kind}`)} ${escapeHtml(r.words ?? '')} ${r.amountMinor !== null && r.currency ? escapeHtml(sayAmount(language, r.amountMinor, r.currency)) : ''}</td><td>${r.answer ? say(`answer.${r.answer}`) : ''}</td></tr>`,
    )
    .join('')
  const options = ['contact', 'proposal', 'note', 'remittance', 'closed']
    .map(k => `<option value="${k}">${say(`kind.${k}`)}</option>`)
    .join('')
  const field = (name: string, input: string): string => `<label>${say(`field.${name}`)}${input}</label>`
  const body = `<h1>${escapeHtml(facts.client.name)}</h1><p class="quiet">${say('lead', { firm: place.firm.name, to: handOver.to, expiresOn: room.expiresOn })}</p>
${fault ? `<p class="fault" role="alert">${escapeHtml(fault)}</p>` : ''}
<h2>${say('open')}</h2><table><tbody>${invoices}</tbody></table>
${handOver.dossierId ? `<p><a href="${escapeHtml(c.req.path.replace(/\/$/, ''))}/dossier">${say('dossier')}</a></p>` : ''}
${mandate?.conductRules ? `<h2>${say('rules')}</h2><p>${escapeHtml(mandate.conductRules)}</p>` : ''}
<h2>${say('reports')}</h2>${reports ? `<table><tbody>${reports}</tbody></table>` : `<p class="quiet">${say('noReports')}</p>`}
<h2>${say('report')}</h2><form method="post">${field('kind', `<select name="kind">${options}</select>`)}${field('on', `<input type="date" name="on" value="${place.by.today}" max="${place.by.today}" required>`)}${field('words', '<textarea name="words" rows="3"></textarea>')}${field('amount', '<input name="amount" inputmode="decimal">')}${field('by', '<input type="date" name="by">')}<button>${say('send')}</button></form>`
  return html(c, language, facts.client.name, body, fault ? 422 : 200)
}
