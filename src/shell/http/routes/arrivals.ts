import { html } from 'hono/html'
import { bounceReport, type ProofSheet, proofSheet } from '../../views/arrivals.ts'
import { sayDay, type Words } from '../../words.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

/** Whether messages and invoices arrived: addresses that failed, and the proof sheet of one message. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/arrivals/bounces', 'Addresses that failed, newest first', {}), async c =>
    jsonAnswer(c, { bounces: await bounceReport(c.get('place')) }),
  )
  api.get('/api/v1/deeds/:id/proof', async c => {
    const place = c.get('place')
    const sheet = await proofSheet(place, c.req.param('id'))
    const isJson = c.req.query('format') === 'json'
    return isJson ? jsonAnswer(c, { ...sheet }) : c.html(proofPage(deps.words, place.firm.language, place.firm.name, sheet))
  })
}

type Row = (label: string, value: string | null) => ReturnType<typeof html> | ''

/** The talk that the message puts in writing. */
function talkPart(say: (key: string, params?: object) => string, language: string, { talk }: ProofSheet, row: Row) {
  if (!talk) return ''
  const { kind, on, from, to } = talk
  const when = `${sayDay(language, on)}, ${[from, to].map(at => (at === null ? '' : `${at.slice(11, 16)} UTC`)).join(' – ')}`
  const answer = talk.answer === null ? null : say(`talk.${talk.answer}`)
  return html`<h2>${say('talk.title', { kind })}</h2><table>${row('talk.when', when)}${row('talk.with', talk.with)}${row('talk.readBack', talk.readBack)}${row('talk.answer', [answer, talk.correction].filter(Boolean).join(': '))}</table>`
}

/** The header’s own name, the same in every language. */
const MESSAGE_ID = 'Message-ID'

/** One page to print: what left, to whom, in which words, what the servers said, and what became known since. */
function proofPage(words: Words, language: string, firm: string, sheet: ProofSheet) {
  const say = (key: string, params = {}): string => words.say(language, `proof.${key}`, params)
  const row = (label: string, value: string | null) =>
    value ? html`<tr><th scope="row">${label === MESSAGE_ID ? label : say(label)}</th><td>${value}</td></tr>` : ''
  const instant = (at: string): string => `${at.slice(0, 19).replace('T', ' ')} UTC`
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say('title')}</title>
<style>body{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2422;background:#fff}th{text-align:start;vertical-align:top;padding:2px 1rem 2px 0;font-weight:600;white-space:nowrap}td{overflow-wrap:anywhere}pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere;border-inline-start:3px solid #ccc;padding-inline-start:1rem}h2{font-size:1.1rem;margin-top:2rem}code{overflow-wrap:anywhere}@media(max-width:30rem){th,td{display:block}}</style></head>
<body><main><h1>${say('title')}</h1><p>${firm} · ${sheet.client}</p>
<table>${row('from', sheet.from)}${row('to', sheet.recipient)}${row('subject', sheet.subject)}${row('at', sheet.at === null ? sayDay(language, sheet.on) : instant(sheet.at))}${row('outcome', say(`outcomes.${sheet.outcome}`))}${row('invoices', sheet.invoices.join(', '))}${row(MESSAGE_ID, sheet.messageId)}${row('response', sheet.response)}${row('journal', sheet.journal && `${sheet.journal.seq} · ${sheet.journal.link}`)}</table>
${talkPart(say, language, sheet, row)}
<h2>${say('after')}</h2>${sheet.events.length === 0 ? html`<p>${say('nothing')}</p>` : html`<table>${sheet.events.map(e => html`<tr><th scope="row">${instant(e.at)}</th><td>${say(`event.${e.what}`)} · ${e.detail}</td></tr>`)}</table>`}
${sheet.papers.length === 0 ? '' : html`<h2>${say('papers')}</h2><table>${sheet.papers.map(p => html`<tr><th scope="row">${p.name}</th><td><code>SHA-256 ${p.sha256}</code></td></tr>`)}</table>`}
<h2>${say('words')}</h2><pre>${sheet.body ?? ''}</pre></main></body></html>`
}
