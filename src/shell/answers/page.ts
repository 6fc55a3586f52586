import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import { type Params, sayAmount, sayDay, type Words } from '../words.ts'
import { CAUSES, type Unfit } from './form.ts'
import type { PageView } from './page-view.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>
type Say = (key: string, params?: Params) => string

export interface PageState {
  readonly firm: Fact<'firm'>
  readonly client: string
  readonly token: string
  readonly today: Day
  readonly expiresOn: Day
  /** An answer was just kept. */
  readonly done: boolean
  readonly unfit: Unfit | undefined
}

const document = (language: string, title: string, body: Html): Html =>
  html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="../page.css"></head>
<body><main class="wrap" id="main">${body}</main></body>
</html>`

/** The private page of a client, whole, without a script. */
export function privatePage(words: Words, view: PageView, state: PageState): Html {
  const { language } = view
  const say: Say = (key, params) => words.say(language, `answers.${key}`, params)
  const { firm } = state
  const top = html`<div class="from"><b>${firm.name}</b><span>${say('for', { client: state.client })}</span></div>`
  const notice = state.done
    ? html`<p class="note" role="status">${say('thanks', { person: firm.person ?? firm.name })}</p>`
    : state.unfit
      ? html`<p class="note lost" role="alert">${say(`fault.${state.unfit.fault}`, { untilDay: view.promiseBy })}</p>`
      : ''
  const body =
    view.items.length === 0
      ? html`${top}${notice}<h1>${say('nothing')}</h1>`
      : html`${top}${notice}${amounts(say, view)}${offered(say, view, state)}${openTable(say, view, state)}${howToPay(say, view)}${answers(say, view, state)}`
  return document(language, say('title', { firm: firm.name }), html`${body}${who(say, firm)}${foot(say, state)}`)
}

function amounts(say: Say, view: PageView): Html {
  const hello = view.greeted === null ? say('openPlain') : say('openNamed', { name: view.greeted })
  return html`<h1>${hello}</h1>${view.totals.map(t => html`<p class="sum">${sayAmount(view.language, t.minor, t.currency)}</p>`)}
<p class="meta">${say('ignore')}</p>`
}

/** Our offer to settle, and a yes to it. The payment accepts it as well. */
function offered(say: Say, { offer, language }: PageView, state: PageState): Html {
  if (offer === null) return html``
  const { payMinor, discountMinor, currency, deadline, acceptedOn } = offer
  const params = { payAmount: `${payMinor} ${currency}`, discountAmount: `${discountMinor} ${currency}`, deadlineOn: deadline }
  const yes =
    acceptedOn === null
      ? html`<form method="post" enctype="multipart/form-data" action="${state.token}"><input type="hidden" name="answer" value="offer"><input type="hidden" name="offer" value="${offer.id}"><button type="submit">${say('offer.accept')}</button></form>`
      : html`<p>${say('offer.accepted', { acceptedOn })}</p>`
  return html`<section class="offer"><h2>${say('offer.title')}</h2><p><b>${sayAmount(language, payMinor, currency)}</b></p><p>${say('offer.text', params)}</p>${yes}</section>`
}

const copyLink = (say: Say, view: PageView, { token }: PageState, invoiceId: string): Html => {
  const copy = view.copies.find(c => c.invoiceId === invoiceId)
  return copy ? html` <a href="${token}/copy/${copy.id}">${say('copy')}</a>` : html``
}

function openTable(say: Say, view: PageView, state: PageState): Html {
  const { language } = view
  const rows = view.items.map(
    i =>
      html`<tr><th scope="row">${i.invoice.number}${copyLink(say, view, state, i.invoice.id)}</th><td>${sayDay(language, i.dueOn, 'medium')}</td><td class="amount">${sayAmount(language, i.openMinor, i.invoice.currency)}</td></tr>`,
  )
  const totals =
    view.items.length > 1
      ? html`<tfoot>${view.totals.map(t => html`<tr><th scope="row" colspan="2">${say('total')}</th><td class="amount">${sayAmount(language, t.minor, t.currency)}</td></tr>`)}</tfoot>`
      : ''
  return html`<section><h2>${say('open')}</h2><table><thead><tr><th scope="col">${say('invoice')}</th><th scope="col">${say('due')}</th><th scope="col" class="amount">${say('left')}</th></tr></thead><tbody>${rows}</tbody>${totals}</table><p class="meta"><a href="${state.token}/statement">${say('statement')}</a></p></section>`
}

function howToPay(say: Say, view: PageView): Html {
  const code =
    view.qr === null
      ? ''
      : html`<figure><div role="img" aria-label="${say('code')}">${raw(view.qr)}</div><figcaption>${say('code')}</figcaption></figure>`
  return html`<section><h2>${say('pay')}</h2><div class="pay"><dl>${view.pay.map(r => html`<dt>${r.label}</dt><dd>${r.value}</dd>`)}</dl>${code}</div></section>`
}

/** One answer: a fold that opens without a script, with its own form. */
function fold(say: Say, state: PageState, kind: string, fields: Html): Html {
  const isOpen = state.unfit?.kind === kind ? raw(' open') : ''
  return html`<details${isOpen}><summary>${say(`${kind}.summary`)}</summary><form method="post" enctype="multipart/form-data" action="${state.token}"><input type="hidden" name="answer" value="${kind}">${fields}<button type="submit">${say('send')}</button></form></details>`
}

/** Which invoices: asked only where there are several. */
const which = (say: Say, view: PageView, kind: string): Html =>
  view.items.length < 2
    ? html``
    : html`<fieldset><legend>${say('which')}</legend>${view.items.map(i => html`<label class="pick"><input type="checkbox" name="invoice" value="${i.invoice.id}" checked id="${kind}-${i.invoice.id}"> <span>${i.invoice.number} · ${sayAmount(view.language, i.openMinor, i.invoice.currency)}</span></label>`)}</fieldset>`

function answers(say: Say, view: PageView, state: PageState): Html {
  const paid = html`${which(say, view, 'paid')}<label>${say('paid.when')}<input type="date" name="when" required max="${state.today}"></label><label>${say('paid.how')}<input type="text" name="how" maxlength="300"></label><label>${say('paid.proof')}<input type="file" name="proof" accept="application/pdf,image/png,image/jpeg"></label>`
  const wrong = html`${which(say, view, 'wrong')}<label>${say('wrong.cause')}<select name="cause">${CAUSES.map(c => html`<option value="${c}">${say(`wrong.causes.${c}`)}</option>`)}</select></label><label>${say('wrong.words')}<textarea name="words" required maxlength="2000" rows="3"></textarea></label><label>${say('wrong.who')}<input type="text" name="who" maxlength="300"></label>`
  return html`<section class="ans"><h2>${say('answer')}</h2>${fold(say, state, 'paid', paid)}${fold(say, state, 'wrong', wrong)}${fold(say, state, 'later', later(say, view, state))}</section>`
}

function later(say: Say, view: PageView, state: PageState): Html {
  const currency = view.totals[0]?.currency ?? ''
  const plans = view.choices.map(
    (c, at) =>
      html`<label class="pick"><input type="radio" name="choice" value="${c.key}" ${at === 0 ? raw('checked') : ''}> <span>${c.parts.map(p => html`<b>${sayAmount(view.language, p.minor, currency)}</b> ${p.dueOn === state.today ? say('later.today') : say('later.on', { onDay: p.dueOn })}<br>`)}</span></label>`,
  )
  const whole =
    view.totals.length === 1
      ? html`<label class="pick"><input type="radio" name="choice" value="promise"> <span>${say('later.promise')}<input type="date" name="by" min="${state.today}" max="${view.promiseBy}" aria-label="${say('later.by')}"></span></label>`
      : ''
  const person = state.firm.person ?? state.firm.name
  return html`<p>${say('later.lead')}</p><fieldset><legend>${say('later.choice')}</legend>${plans}${whole}<label class="pick"><input type="radio" name="choice" value="other"> <span>${say('later.other', { person })}</span></label></fieldset><label>${say('later.words')}<textarea name="words" maxlength="2000" rows="3"></textarea></label><p class="fine">${say('later.confirmed', { person })}</p>`
}

function who(say: Say, firm: Fact<'firm'>): Html {
  const phone = firm.phone === null ? '' : html`<a class="tel" href="tel:${firm.phone.replace(/[^+\d]/g, '')}">${firm.phone}</a>`
  const mail = firm.email === null ? '' : html`<p><a href="mailto:${firm.email}">${firm.email}</a></p>`
  return html`<section><h2>${say('question')}</h2><p>${firm.person ?? firm.name}</p>${phone}${mail}</section>`
}

const foot = (say: Say, { firm, expiresOn }: PageState): Html =>
  html`<p class="fine foot">${say('foot', { expiresOn })} ${[firm.legalName ?? firm.name, ...firm.address].join(', ')}</p>`

/** What a link that does not open says: nothing of whom it was for. */
export const closedPage = (words: Words, language: string, key: 'expired' | 'unknown' | 'later-again'): Html =>
  document(language, words.say(language, 'answers.closed.title'), html`<h1>${words.say(language, `answers.closed.${key}`)}</h1>`)
